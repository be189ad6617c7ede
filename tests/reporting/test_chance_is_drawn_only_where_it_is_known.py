"""The band of chance alone comes from outside, or the figure says that there is none."""

from sim.reporting.run.report import write_report

BAND = {"Nord": (0.0, -100.0, 100.0), "Øst": (-10.0, -90.0, 70.0)}


def test_without_a_twin_the_page_says_so(results_folder):
    page = write_report(results_folder()).read_text(encoding="utf-8")
    assert "No band of chance alone is drawn" in page
    assert "95 % by chance alone" not in page


def test_with_a_twin_the_band_is_explained_and_in_the_numbers(results_folder):
    page = write_report(results_folder(), chance=BAND).read_text(encoding="utf-8")
    assert "The grey bar is what chance alone gives" in page
    assert "95 % by chance alone" in page
    assert ",-100,100," in page
