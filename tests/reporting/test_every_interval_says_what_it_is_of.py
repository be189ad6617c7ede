"""Every page says once whether its intervals hold chance, the numbers, or both."""

from pathlib import Path

import pytest

from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text
from sim.reporting.leaders.of_results import uncertain_beside
from sim.reporting.words.intervals import WithNumbers, intervals_of_runs
from sim.reporting.words.language import language

CHANCE = "hold chance alone"
ONLY_CHANCE = "viser kun normale udsving"
NO_CHANCE = "No chance in it"
UDEN = "Uden tilfældige udsving"
BOTH = {"mean": 0.0, "low": -3_000_000.0, "high": 1_000_000.0}


OF_THE_NUMBERS = ("sensitivity-", "worth-", "fits")
"""Pages that are whole of what is not known of the numbers: studies, and estimates of records."""


def pages(written_pages):
    found = sorted(Path(written_pages).rglob("report.html"))
    return [page for page in found if not page.parent.name.startswith(OF_THE_NUMBERS)]


def test_every_page_says_it_once_in_each_language(written_pages):
    seen = set()
    for page in pages(written_pages):
        text = page.read_text(encoding="utf-8")
        for english, danish in ((CHANCE, ONLY_CHANCE), (NO_CHANCE, UDEN)):
            assert text.count(english) == text.count(danish), page
        said = text.count(CHANCE), text.count(NO_CHANCE)
        assert said in {(1, 0), (0, 1)}, page
        seen.add(said)
    assert len(seen) == 2  # runs have chance, and what is worked out has none


@pytest.fixture
def study(tmp_path):
    """Write a study of a figure beside a run's folder, and give the folder."""

    def write(**tree):
        folder = tmp_path / "uncertain-town-12345678"
        folder.mkdir()
        text = json_text(summed_up({"weeks": 104, **tree}))
        (folder / "uncertain.json").write_text(text, encoding="utf-8")
        return tmp_path / "town-12345678"

    return write


def test_a_study_of_the_numbers_beside_a_run_is_said_too(study):
    beside = study(figure="total.deviation_dkk", interval={"both": BOTH})
    both = uncertain_beside(beside)
    assert both == WithNumbers(-3_000_000.0, 1_000_000.0, 104)
    said = intervals_of_runs(language("da"), both).replace("\N{NO-BREAK SPACE}", " ")
    assert "over 104 uger mellem −3,00 mio. kr. og +1,00 mio. kr." in said


def test_a_study_of_another_figure_or_run_says_nothing(study):
    beside = study(figure="clinic.share", interval={"both": BOTH})
    assert uncertain_beside(beside) is None
    assert uncertain_beside(beside.with_name("town-87654321")) is None
