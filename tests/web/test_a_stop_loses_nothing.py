"""Runs of the page are finished whatever stops the server, and what cannot be kept is said."""

import shutil
import time

import numpy as np
import pytest
from asking import FEW, Page

from sim.experiments.folder.pieces import pieces_in
from sim.experiments.prepared.prepare import prepare
from sim.experiments.running.replication import run_to_end
from sim.experiments.running.simulate import simulate
from sim.scenario.reading import load_scenario
from sim.web.live import run as live
from sim.web.live.at_once import ended_at_once
from sim.web.live.queue import MOST_AT_ONCE, LiveRuns, TooBusyError
from sim.web.live.run import LiveRun

LINK = "scenario=small.toml&tariff.weekly_dkk.development=2600"
SET = ["tariff.weekly_dkk.development=2600"]


@pytest.fixture
def place(tmp_path):
    for name in ("scenarios", "results"):
        (tmp_path / name).mkdir()
    (tmp_path / "scenarios" / "small.toml").write_text(FEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(place):
    page = Page(place / "results", place / "scenarios")
    yield page
    page.desk.runs.end()


def stepped(page, link, monkeypatch, steps):
    """A run of the page, taken some steps and then left as a kill leaves it."""
    from sim.web.link import link_of
    from sim.web.pages import read_link

    monkeypatch.setattr(live, "SECONDS_BEFORE_WRITTEN", 0.0)
    changed = read_link(page.desk, link_of(link, "en")).changed
    run = LiveRun(lambda: page.desk._prepare(changed), 6, page.desk.shelf.out)  # noqa: SLF001
    for _ in range(steps):
        run.look()
        run.step()
    return run


def test_a_server_that_was_killed_in_a_run_finishes_it_when_it_is_asked_again(
    place, served, monkeypatch
):
    stepped(served, LINK, monkeypatch, 6)
    (folder,) = (place / "results").iterdir()
    assert 0 < len(pieces_in(folder)) < 6
    document = served.ask(f"/summary.json?{LINK}").json
    assert document["replications"] == 6
    whole = simulate(load_scenario(place / "scenarios" / "small.toml", SET), out=place / "again")
    assert document["teams"] == whole.summary["teams"]
    assert pieces_in(folder) == set()


def test_the_command_line_finishes_what_the_page_began(place, served, monkeypatch):
    stepped(served, LINK, monkeypatch, 6)
    scenario = load_scenario(place / "scenarios" / "small.toml", SET)
    results = simulate(scenario, out=place / "results")
    assert 0 < results.simulated < 6
    assert results.replications == [0, 1, 2, 3, 4, 5]


def test_a_lever_that_is_only_passed_leaves_nothing_on_the_disk(place, served):
    served.ask(f"/?{LINK}", hx_request="true", hx_target="answer")
    (run,) = served.desk.runs._runs.values()  # noqa: SLF001 - nothing else shows it
    while run.view.done < 6:
        time.sleep(0.05)
    time.sleep(0.2)
    assert [*(place / "results").iterdir()] == []


def test_a_place_that_cannot_be_written_is_said_and_the_numbers_are_shown(place, served):
    shutil.rmtree(place / "results")
    (place / "results").write_text("no folder", encoding="utf-8")
    document = served.ask(f"/summary.json?{LINK}").json
    assert document["replications"] == 6
    said = served.ask(f"/?{LINK}").text
    assert "cannot be" in said
    assert 'data-key="team.Nord.deviation_dkk"' in said


def test_a_run_of_another_version_is_said(served, monkeypatch):
    folder = served.ask(f"/summary.json?{LINK}").json["results"].rpartition("/")[2]
    monkeypatch.setattr("sim.experiments.folder.reading.MODEL_VERSION", 10_000)
    said = served.ask(f"/?scenario={folder}").text
    assert "run the scenario again" in said


def test_a_finished_run_can_be_opened_and_its_levers_moved(served):
    first = served.ask("/summary.json?scenario=small.toml").json
    folder = first["results"].rpartition("/")[2]
    again = served.ask(f"/summary.json?scenario={folder}").json
    assert again["teams"] == first["teams"]
    moved = served.ask(f"/summary.json?scenario={folder}&{SET[0]}").json
    assert moved["total"]["revenue_dkk"]["mean"] < first["total"]["revenue_dkk"]["mean"]


def test_more_runs_at_once_than_the_server_does_are_refused(served, monkeypatch):
    def busy(*_):
        raise TooBusyError

    monkeypatch.setattr(served.desk.runs, "run", busy)
    assert served.ask(f"/summary.json?{LINK}").status == 503
    assert "Too many runs" in served.ask(f"/?{LINK}").text


def test_levers_that_were_passed_do_not_count_among_the_runs_at_once(served):
    runs = LiveRuns()
    runs.end()  # nothing works any more, so all that begin go on waiting
    begun = [
        runs.run(str(number), lambda: LiveRun(None, 6, served.desk.shelf.out))
        for number in range(MOST_AT_ONCE)
    ]
    with pytest.raises(TooBusyError):
        runs.run("one more", lambda: LiveRun(None, 6, served.desk.shelf.out))
    begun[0].looked_at -= 2 * live.SECONDS_BETWEEN_LOOKS  # its page has gone on to another
    assert runs.run("one more", lambda: LiveRun(None, 6, served.desk.shelf.out))


def test_a_first_answer_rests_on_no_more_replications_at_once_than_there_are_cpus(
    served, monkeypatch
):
    monkeypatch.setattr("sim.web.live.at_once.available_workers", lambda: 3)
    prepared = prepare(served.desk.shelf.scenarios / "small.toml", engine="compiled")
    ended = dict(ended_at_once(prepared, [0, 2, 4, 5]))
    assert set(ended) == {0, 2, 4}
    for number, state in ended.items():
        alone = run_to_end(prepared.job, number)
        np.testing.assert_array_equal(state.weeks.days, alone.weeks.days)


def test_without_scenarios_and_runs_the_page_says_how_to_begin(tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "scenarios").mkdir()
    page = Page(tmp_path / "results", tmp_path / "scenarios")
    assert "forloeb new" in page.ask("/").text
    page.desk.runs.end()


def test_faults_are_said_in_the_language_of_the_page(served):
    said = served.ask("/?scenario=small.toml&language=da&tariff.weekly_dkk.development=-5").text
    assert "must be 0 or more" not in said
    assert "tariff.weekly_dkk.development" in said
