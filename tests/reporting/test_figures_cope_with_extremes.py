"""Every figure and the page can be made of whatever a scenario gives."""

from xml.etree import ElementTree as ET

import pytest

from sim.reporting import write_report

EXTREMES = {
    "one of everything": {
        "teams": ("Nord",),
        "courses": ("development",),
        "weeks": 1,
        "replications": 1,
    },
    "one team": {"teams": ("Nord",)},
    "one week": {"weeks": 1},
    "one replication": {"replications": 1},
    "few replications": {"replications": 3},
    "sixty teams": {"teams": tuple(f"Team {n}" for n in range(60)), "weeks": 2},
    "long names": {"teams": ("Hjemmeplejen i Store Rørbæk og omegn " * 3, "Ø" * 80, "Å")},
    "letters that our font lacks": {"teams": ("护理团队", "فريق", "🏡")},
    "thirty courses": {"courses": tuple(f"forløb {n}" for n in range(30))},
    "no revenue": {"revenue": 0.0},
    "no hours": {"hours": 0.0},
    "millions": {"revenue": 4e8},
    "ten years": {"weeks": 520, "replications": 2},
}


@pytest.mark.parametrize("extreme", EXTREMES.values(), ids=EXTREMES)
def test_the_report_is_written(results_folder, extreme):
    folder = results_folder(**extreme)
    report = write_report(folder).read_text(encoding="utf-8")
    assert "nan" not in report.lower().replace("finansi", "").split()
    for path in (folder / "figures").iterdir():
        text = path.read_text(encoding="utf-8")
        ET.fromstring(text)  # noqa: S314 -- our own file
        assert "nan" not in text


def test_seventeen_teams_over_two_years_stay_below_one_and_a_half_megabytes(results_folder):
    folder = results_folder(teams=tuple(f"Team {n}" for n in range(17)), weeks=104)
    assert write_report(folder).stat().st_size < 1_500_000
