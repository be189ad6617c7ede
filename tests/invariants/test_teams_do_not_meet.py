import copy

from generated import TEAMS, for_every, rows, several_teams, tables, trees
from small_scenarios import THREE_COURSES, scenario_of
from test_capacity_is_never_exceeded import with_clinic, with_places

from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated


def of_others(table, team):
    names = list(table)
    return [row for row in rows(table) if row[names.index("team")] != team]


@for_every(trees(together=False).filter(several_teams))
def test_one_teams_inflow_and_intake_leave_the_others_alone(tree):
    other = copy.deepcopy(tree)
    other["team"][0]["inflow_per_week"] = 7.7
    other["team"][0]["intake"] = {"stabilisation": 0.7, "development": 0.2, "individual": 0.1}
    before, after = tables(tree), tables(other)
    team = tree["team"][0]["name"]
    assert of_others(after.team_weeks, team) == of_others(before.team_weeks, team)
    assert sorted(of_others(after.spells, team), key=str) == sorted(
        of_others(before.spells, team), key=str
    )


@for_every(trees(together=False).filter(several_teams))
def test_a_team_that_is_closed_leaves_the_others_alone(tree):
    other = copy.deepcopy(tree)
    gone = other["team"].pop()["name"]
    if isinstance(other["run"]["initial"], dict):
        del other["run"]["initial"][gone]
    assert rows(tables(other).team_weeks) == of_others(tables(tree).team_weeks, gone)


def where(table, team, *columns):
    """What the spells of the other teams say of where citizens were, sorted."""
    found = rows(table, "team", *columns)
    return sorted((row[1:] for row in found if row[0] != team), key=str)


def busier(tree):
    """The same scenario with many more citizens in its first team."""
    other = copy.deepcopy(tree)
    other["team"][0]["inflow_per_week"] = 30.0
    return other


@for_every(trees(together=False).filter(several_teams))
def test_teams_that_share_a_clinic_meet_nowhere_else(tree):
    shared = with_clinic(tree, 2, ["monday", "thursday"])
    shared.get("staff", {}).pop("unmet_raises", None)
    before, after = tables(shared), tables(busier(shared))
    columns = "citizen", "course", "level", "start_day", "end_day", "exit", "drawn_days"
    team = tree["team"][0]["name"]
    assert where(after.spells, team, *columns) == where(before.spells, team, *columns)


@for_every(trees(together=False).filter(several_teams))
def test_teams_that_share_a_nursing_home_meet_in_its_queue_only(tree):
    shared = with_places(tree, 2)
    shared["run"]["warm_up_weeks"] = 0  # spells that end before day 0 are in no table
    shared.get("staff", {}).pop("unmet_raises", None)
    before, after = tables(shared), tables(busier(shared))
    team = tree["team"][0]["name"]
    assert until_a_place(after.spells, team) == until_a_place(before.spells, team)


def until_a_place(spells, team):
    """Spells of the other teams' citizens up to the one that ended in asking for a place."""
    asked, kept = set(), []
    columns = "team", "citizen", "course", "level", "start_day", "end_day", "exit"
    for of_team, citizen, *stay, way_out in sorted(rows(spells, *columns), key=by_citizen_and_day):
        if of_team == team or citizen in asked or stay[0] == "waiting":
            asked.add(citizen)
            continue
        kept.append((citizen, *stay))
        if way_out in ("nursing_home", "waiting"):
            asked.add(citizen)
    return kept


def by_citizen_and_day(row):
    return row[1], row[4]


@for_every(trees())
def test_teams_listed_in_another_order_have_the_same_results(tree):
    other = copy.deepcopy(tree)
    other["team"].reverse()
    before, after = tables(tree), tables(other)
    assert sorted(rows(after.team_weeks), key=str) == sorted(rows(before.team_weeks), key=str)
    assert rows(after.spells) == rows(before.spells)


@for_every(trees())
def test_names_permuted_with_keys_kept_permute_the_results(tree):
    old = [team["name"] for team in tree["team"]]
    renamed = dict(zip(old, [*old[1:], old[0]], strict=True))
    other = copy.deepcopy(tree)
    for team in other["team"]:
        team["name"] = renamed[team["name"]]
    if isinstance(tree["run"]["initial"], dict):
        counts = tree["run"]["initial"]
        other["run"]["initial"] = {renamed[name]: table for name, table in counts.items()}
    before, after = tables(tree), tables(other)

    def without_names(table):
        kept = [column for column in table if column not in ("team", "citizen")]
        return [
            (renamed[team], *row)
            for team, row in zip(table["team"], rows(table, *kept), strict=True)
        ]

    def as_found(table):
        kept = [column for column in table if column not in ("team", "citizen")]
        return [(t, *row) for t, row in zip(table["team"], rows(table, *kept), strict=True)]

    assert as_found(after.team_weeks) == without_names(before.team_weeks)
    assert as_found(after.spells) == without_names(before.spells)


def first_spells(tree):
    """First spell of each citizen: where and when it began and how long it was drawn."""
    found = {}
    columns = "citizen", "course", "level", "start_day", "drawn_days"
    for citizen, *spell in rows(tables(tree).spells, *columns):
        found.setdefault(citizen, spell)
    return found


@for_every(trees(together=False))
def test_more_inflow_keeps_the_citizens_there_were(tree):
    tree["run"]["warm_up_weeks"] = 0
    tree.get("staff", {}).pop("unmet_raises", None)  # more citizens, less care, more admissions
    more = copy.deepcopy(tree)
    for team in more["team"]:
        inflow = team["inflow_per_week"]
        if isinstance(inflow, dict):
            team["inflow_per_week"] = {source: 3 * number for source, number in inflow.items()}
        else:
            team["inflow_per_week"] = 3 * inflow
    before, after = first_spells(tree), first_spells(more)
    assert before.items() <= after.items()
    assert len(after) >= len(before)


def test_a_course_that_only_one_team_uses_leaves_the_others_alone():
    own_intake = "inflow_per_week = 6.0\nintake = { individual = 1.0 }"
    other = THREE_COURSES.replace("inflow_per_week = 6.0", own_intake)
    before = replicated(job(scenario_of(THREE_COURSES)), 0).team_weeks
    after = replicated(job(scenario_of(other)), 0).team_weeks
    assert of_others(after, "Nord") == of_others(before, "Nord")


def test_the_names_hold_more_than_plain_letters():
    assert any(not name.isascii() for name in TEAMS)
