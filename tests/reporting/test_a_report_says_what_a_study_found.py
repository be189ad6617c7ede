"""The report of a run says what the studies beside it found, and nothing of any others."""

import shutil

import pytest

from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text
from sim.reporting.run.report import write_report
from sim.reporting.run.studied import studied_sentences, take_studies
from sim.reporting.words.language import language

SHARE = {"mean": 0.61, "low": 0.5, "high": 0.7}
REST = {"mean": 0.39, "low": 0.3, "high": 0.5}
WEEKS = 8
HANGS = {
    "weeks": WEEKS,
    "figure": "total.deviation_dkk",
    "by_status": {"expert": REST, "assumed": SHARE},
}
WORTHS = {"visits": 300.0, "travel": 250_000.0, "price": 90_000.0, "stay": 80_000.0, "none": 1.0}
WORTH = {
    "weeks": WEEKS,
    "dummy_dkk": 400.0,
    "factors": [
        {"key": key, "evppi_dkk": {"mean": mean}}
        for key, mean in sorted(WORTHS.items(), key=lambda one: -one[1])
    ],
}


@pytest.fixture
def studied(results_folder, tmp_path):
    """A run's folder with both studies beside it."""
    run = tmp_path / "town-12345678"
    shutil.copytree(results_folder(), run)
    for kind, tree in (("sensitivity", HANGS), ("worth", WORTH)):
        folder = tmp_path / f"{kind}-{run.name}"
        folder.mkdir()
        (folder / f"{kind}.json").write_text(json_text(summed_up(dict(tree))), encoding="utf-8")
    return run


def test_shares_and_the_three_numbers_are_said_in_both_languages(studied):
    page = write_report(studied).read_text(encoding="utf-8")
    most, rest, measure = studied_sentences(studied, WEEKS, language("en"))
    assert most.startswith("61")
    assert "assumed" in most
    assert rest.startswith("39")
    for key in ("travel, 250,000", "price, 90,000", "stay, 80,000"):
        assert key in measure
    assert "visits" not in measure  # below what a number that does nothing comes to
    for code in ("en", "da"):
        for sentence in studied_sentences(studied, WEEKS, language(code)):
            assert sentence.partition(" (")[0] in page


def test_a_study_that_was_changed_or_is_of_another_run_says_nothing(studied):
    path = studied.parent / f"worth-{studied.name}" / "worth.json"
    path.write_text(path.read_text("utf-8").replace("250000", "350000"), encoding="utf-8")
    assert len(studied_sentences(studied, WEEKS, language("en"))) == 2
    studied.rename(studied.with_name("town-87654321"))
    assert studied_sentences(studied.with_name("town-87654321"), WEEKS, language("en")) == []


def test_studies_beside_the_scenario_go_into_the_run_and_say_of_what_they_are(studied, tmp_path):
    """A long study is kept with the scenario; of another form of it that is said first."""
    scenarios = tmp_path / "scenarios"
    (scenarios / "studies").mkdir(parents=True)
    for kind in ("sensitivity", "worth"):
        folder = tmp_path / f"{kind}-{studied.name}"
        text = (folder / f"{kind}.json").read_text(encoding="utf-8")
        name = studied.name if kind == "worth" else "town-87654321"
        (scenarios / "studies" / f"{kind}-{name}.json").write_text(text, encoding="utf-8")
        shutil.rmtree(folder)
    assert studied_sentences(studied, WEEKS, language("en")) == []
    take_studies(scenarios / "town.toml", studied)
    other, most, _, measure = studied_sentences(studied, WEEKS, language("en"))
    assert "another form of this scenario" in other
    assert most.startswith("61")
    assert "travel, 250,000" in measure
    # the other form is of other weeks: what it found is not of this answer
    assert len(studied_sentences(studied, WEEKS + 1, language("en"))) == 1
