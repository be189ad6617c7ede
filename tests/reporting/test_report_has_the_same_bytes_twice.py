"""The same results give the same report and figures, byte for byte."""

from sim.reporting.run.report import write_report


def written(folder):
    write_report(folder)
    files = [folder / "report.html", *sorted((folder / "figures").iterdir())]
    return {path.name: path.read_bytes() for path in files}


def test_a_page_with_everything_on_has_the_same_bytes_twice(whole_folder):
    assert written(whole_folder) == written(whole_folder)


def test_every_figure_is_a_file_in_each_language(results_folder):
    assert sorted(written(results_folder())) == [
        "census_by_course.da.svg",
        "census_by_course.en.svg",
        "cumulative_deviation.da.svg",
        "cumulative_deviation.en.svg",
        "hours_by_service.da.svg",
        "hours_by_service.en.svg",
        "report.html",
    ]


def test_no_half_written_file_is_left(results_folder):
    folder = results_folder()
    write_report(folder)
    assert not list(folder.rglob("*.part"))
