"""What is kept of a scenario: all that was read, and what determines one replication."""

# ruff: noqa: E501 - pieces of a scenario are lines of it

import json

import pytest
from pydantic import Field

from sim.scenario.files.canonical import determinants as determinants_of
from sim.scenario.reading import load_scenario, restored_scenario
from sim.scenario.schema.scenario import Values
from sim.scenario.templates import template_names, template_text

SAME = [
    ("title", ('title = "A sound scenario"', 'title = "Another"')),
    ("no title", ('title = "A sound scenario"\n', "")),
    ("replications", ("weeks = 104", "weeks = 104\nreplications = 3")),
    ("a source", ("weeks = 104", 'weeks = { value = 104, source = "us", status = "expert" }')),
    ("a range", ("home_care = 450", "home_care = { value = 450, low = 400, high = 500 }")),
    ("a whole number", ("inflow_per_week = 4.0", "inflow_per_week = 4")),
    ("a default", ("weeks = 104", 'weeks = 104\ninitial = "stationary"\nseed = 1')),
    (
        "a date that changes nothing",
        (
            "inflow_per_week = 4.0",
            "inflow_per_week = [{ from = 2026-01-05, value = 4 }, { from = 2026-02-02, value = 4.0 }]",
        ),
    ),
    (
        "the order of keys",
        ("start = 2026-01-05\nweeks = 104\n", "weeks = 104\nstart = 2026-01-05\n"),
    ),
    (
        "the order of hazards",
        ("hospital = 0.01, dead = 0.001", "dead = 0.001, hospital = 0.01"),
    ),
]
OTHER = [
    ("weeks = 104", "weeks = 105"),
    ("weeks = 104", "weeks = 104\nseed = 2"),
    ("weeks = 104", "weeks = 104\nwarm_up_weeks = 1"),
    ("weeks = 104", 'weeks = 104\ninitial = "empty"'),
    ("start = 2026-01-05", "start = 2026-01-12"),
    ("inflow_per_week = 4.0", "inflow_per_week = 4.1"),
    ("inflow_per_week = 4.0", "inflow_per_week = 4.0\nkey = 5"),
    ('name = "Nord"', 'name = "North"'),
    ("mean_weeks = 8", "mean_weeks = 9"),
    ("home_care = 450", "home_care = 451"),
    ("development = 2700", "development = 2701"),
    ("hospital = 0.01", "hospital = 0.02"),
    (
        "inflow_per_week = 4.0",
        "inflow_per_week = [{ from = 2026-01-05, value = 4 }, { from = 2026-02-02, value = 5 }]",
    ),
]


@pytest.fixture
def determinants(written, sound):
    """What determines a replication of the sound scenario with a piece replaced."""

    def of(old="schema = 1", new="schema = 1"):
        assert sound.count(old) == 1
        return json.dumps(load_scenario(written(sound.replace(old, new))).determinants)

    return of


@pytest.mark.parametrize("piece", [piece for _, piece in SAME], ids=[name for name, _ in SAME])
def test_determinants_do_not_change_with(determinants, piece):
    assert determinants(*piece) == determinants()


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_determinants_change_with_every_value(determinants, old, new):
    assert determinants(old, new) != determinants()


def test_a_new_key_at_its_default_changes_nothing(written, sound):
    class Later(Values):
        per_visit_dkk: float = 0.0
        options: dict[str, float] = Field(default_factory=dict)

    now = load_scenario(written(sound))
    later = tuple(
        (day, Later.model_validate(values.model_dump(round_trip=True)))
        for day, values in now.periods
    )
    assert determinants_of(later) == now.determinants
    changed = tuple(
        (day, values.model_copy(update={"options": {"a": 1.0}})) for day, values in later
    )
    assert determinants_of(changed) != now.determinants


def test_neutral_values_are_not_among_the_determinants(written, sound):
    (period,) = load_scenario(written(sound)).determinants["periods"]
    assert "behaviour" not in period["values"]
    assert "seed" not in period["values"]["run"]


def test_determinants_do_not_change_with_the_order_of_teams(written, sound):
    head, nord, syd = sound.split("[[team]]")
    syd, rest = syd.split("[intake]")
    turned = f"{head}[[team]]{syd}[[team]]{nord}[intake]{rest}"
    one, other = load_scenario(written(sound)), load_scenario(written(turned, "t.toml"))
    assert json.dumps(one.determinants) == json.dumps(other.determinants)
    assert [team.name for team in other.values.team] == ["Syd", "Nord"]


@pytest.mark.parametrize("name", template_names())
def test_the_resolved_tree_gives_the_same_scenario_again(written, name):
    scenario = load_scenario(written(template_text(name)))
    kept = json.loads(json.dumps(scenario.resolved))
    again = restored_scenario(kept, "run.json")
    assert again.periods == scenario.periods
    assert sorted(map(repr, again.ledger)) == sorted(map(repr, scenario.ledger))
    assert again.determinants == scenario.determinants
    assert again.resolved == scenario.resolved


def test_the_resolved_tree_holds_overrides_and_sources(written, sound):
    text = sound.replace("weeks = 104", 'weeks = { value = 104, source = "us" }')
    resolved = load_scenario(written(text), ["run.seed=5"]).resolved
    assert resolved["run"] == {
        "seed": 5,
        "start": "2026-01-05",
        "weeks": {"source": "us", "value": 104},
    }
    assert resolved["schema"] == 1


def test_the_ledger_has_a_row_for_each_number_and_date(written, sound):
    dated = (
        '[{ from = 2026-01-05, value = 450, unit = "DKK per hour", source = "Lejre", '
        'status = "published", low = 400, high = 500 }, { from = 2027-01-01, value = 460 }]'
    )
    scenario = load_scenario(written(sound.replace("home_care = 450", f"home_care = {dated}")))
    rows = [
        tuple(row) for row in scenario.ledger if row.key == "prices.cost_per_hour_dkk.home_care"
    ]
    first, second = rows
    assert first[1:7] == (450, "DKK per hour", "Lejre", "published", 400, 500)
    assert second[1:7] == (460, None, None, None, None, None)
    assert [row[7].isoformat() for row in rows] == ["2026-01-05", "2027-01-01"]
    keys = {row.key for row in scenario.ledger}
    assert "course.development.exits[0].probability" in keys
    assert "team.Syd.inflow_per_week.hospital_discharge" in keys
    assert all(isinstance(row.value, int | float | list) for row in scenario.ledger)


def test_a_key_of_the_ledger_can_be_set(written, sound):
    name = written(sound)
    for row in load_scenario(name).ledger:
        assert load_scenario(name, [f"{row.key}={row.value}"]).ledger
