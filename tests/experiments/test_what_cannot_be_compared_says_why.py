"""Everything that keeps scenarios from being compared is said at once, and where it stands."""

import pytest
from small_scenarios import EVERYTHING, FOUR_WEEKS, scenario_of

import sim
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario

ITS_EXIT = '  { to = "individual", probability = 0.03 },\n'
WITHOUT_INDIVIDUAL = (
    FOUR_WEEKS[: FOUR_WEEKS.index('[[course]]\nname = "individual"')]
    + FOUR_WEEKS[FOUR_WEEKS.index("[prices]") :]
)
for there, left in ((ITS_EXIT, ""), ("0.52", "0.55"), (", individual = 9900", "")):
    assert WITHOUT_INDIVIDUAL.count(there) == 1
    WITHOUT_INDIVIDUAL = WITHOUT_INDIVIDUAL.replace(there, left)
WITHOUT_RELAPSE = (
    EVERYTHING[: EVERYTHING.index("[relapse]")] + EVERYTHING[EVERYTHING.index("[prices") :]
)


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """Lines that are said when two texts are compared."""
    monkeypatch.chdir(tmp_path)

    def said(first, *others):
        texts = {"first.toml": first} | {f"other_{n}.toml": text for n, text in enumerate(others)}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError) as error:
            sim.compare([load_scenario(name) for name in texts], workers=1, engine="simpy")
        assert not (tmp_path / "results").exists()
        return str(error.value).splitlines()

    return said


def test_calendars_must_be_the_same(lines):
    other = FOUR_WEEKS.replace("weeks = 4\n", "weeks = 5\nwarm_up_weeks = 1\n")
    same = "give both the same, as with --set"
    begun = f"is 2026-01-12, and 2026-01-05 in first; {same} run.start=2026-01-05"
    assert lines(FOUR_WEEKS, other.replace("2026-01-05", "2026-01-12")) == [
        f"other_0.toml:4:1: run.start: {begun}",
        f"other_0.toml:5:1: run.weeks: is 5, and 4 in first; {same} run.weeks=4",
        f"other_0.toml:6:1: run.warm_up_weeks: is 1, and 0 in first; {same} run.warm_up_weeks=0",
    ]


def test_teams_must_be_the_same(lines):
    absent, beyond = lines(FOUR_WEEKS, FOUR_WEEKS.replace('"Syd"', '"Vest"'))
    assert absent == (
        'other_0.toml:7:3: team: has no team "Syd", which first has; add it, or the same key to '
        "the team renamed"
    )
    assert beyond == (
        "other_0.toml:10:3: team.Vest: is not a team of first; add it there, or leave it out here"
    )


def test_a_team_must_have_the_key_that_its_citizens_hang_on(lines):
    (line,) = lines(FOUR_WEEKS, FOUR_WEEKS.replace('name = "Syd"', 'name = "Syd"\nkey = 4'))
    assert line == (
        "other_0.toml:10:3: team.Syd: lacks the key that it has in first, so other citizens "
        "would come; give it the same key"
    )


def test_everyone_there_needs_a_course(lines):
    (line,) = lines(FOUR_WEEKS, WITHOUT_INDIVIDUAL)
    assert line.startswith('other_0.toml:15:3: course: has no course "individual", where ')
    assert line.endswith(
        " citizens of first are on the first day; add it, to say what becomes of them"
    )


def test_a_course_must_stay_of_its_kind(lines):
    other = FOUR_WEEKS.replace('kind = "individual"', 'kind = "stabilisation"')
    (line,) = lines(FOUR_WEEKS, other)
    assert 'course.individual.kind: is "stabilisation", and "individual" in first' in line


def test_those_who_will_come_back_need_a_way_back(lines):
    (line,) = lines(EVERYTHING, WITHOUT_RELAPSE)
    assert " relapse: is missing, and " in line
    assert line.endswith("citizens of first will come back; add it; its probability may be 0")


def test_faults_of_all_scenarios_come_at_once(lines):
    longer, further = (FOUR_WEEKS.replace("weeks = 4\n", f"weeks = {n}\n") for n in (5, 6))
    assert [line.split(":")[0] for line in lines(FOUR_WEEKS, longer, further)] == [
        "other_0.toml",
        "other_1.toml",
    ]


def test_faults_of_the_files_themselves_come_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.toml").write_text("schema = 2\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        sim.compare(["bad.toml", "absent.toml"])
    assert {fault.file for fault in error.value.faults} == {"bad.toml", "absent.toml"}


def test_a_course_that_nobody_is_in_may_be_missing():
    first = scenario_of(FOUR_WEEKS.replace('initial = "stationary"', 'initial = "empty"'), "first")
    other = scenario_of(WITHOUT_INDIVIDUAL, "other")
    comparison = sim.compare([first, other], replications=1, workers=1, engine="simpy", out=None)
    assert comparison["other"].courses["individual"]["census"]["other"] is None
    assert comparison["other"].unused == ["run.initial"]
