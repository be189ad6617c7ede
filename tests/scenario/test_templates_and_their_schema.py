"""Templates run, and editors are told the same as `forloeb check` tells."""

import copy
import datetime as dt
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from sim.model.terms import COURSE_KINDS
from sim.scenario.files.canonical import json_tree
from sim.scenario.json_schema import FORMS, json_schema, schema_text
from sim.scenario.reading import load_scenario
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import KeyShape, shape_of
from sim.scenario.templates import form_names, template_names, template_text
from sim.scenario.templates.comments import comments, in_language
from sim.words import speaking

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="module")
def editor():
    return jsonschema.Draft7Validator(json_schema())


def complaints(editor, tree):
    return [error.json_path for error in editor.iter_errors(json_tree(tree))]


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_is_one(form):
    jsonschema.Draft7Validator.check_schema(json_schema(form))


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_in_the_repository_is_current(form):
    name = FORMS[form].file_name
    assert (SCENARIOS / name).read_text(encoding="utf-8") == schema_text(form), (
        f"run: forloeb schema --form {form} scenarios/{name}"
    )


def without_words(tree):
    """What decides a run or an answer: no title, and no source of a number."""
    if isinstance(tree, list):
        return [without_words(row) for row in tree]
    if not isinstance(tree, dict):
        return tree
    return {key: without_words(of) for key, of in tree.items() if key not in {"title", "source"}}


@pytest.mark.parametrize("name", template_names())
def test_a_template_has_no_fault(written, editor, name):
    text = template_text(name)
    assert text.startswith("#:schema ./forloeb.schema.json\n")
    assert load_scenario(written(text)).title
    assert complaints(editor, tomllib.loads(text)) == []


@pytest.mark.parametrize("name", [*template_names(), *form_names()])
def test_a_danish_template_has_the_same_keys_under_danish_comments_and_sources(name):
    english = template_text(name)
    with speaking("da"):
        danish = in_language(english)
    assert in_language(english) == english
    assert without_words(tomllib.loads(danish)) == without_words(tomllib.loads(english))
    assert 'source = "judgement"' not in danish
    lines = list(zip(english.splitlines(), danish.splitlines(), strict=True))
    assert len([one for one, other in lines if one != other]) >= len(list(comments(english))) - 3


def test_the_levels_template_is_indexed_at_new_year(written):
    assert load_scenario(written(template_text("levels"))).change_dates == (dt.date(2027, 1, 1),)


def keys(shape: KeyShape) -> set[str]:
    below = [*shape.keys.values(), shape.entries, shape.items]
    return set(shape.keys) | {key for s in below if s is not None for key in keys(s)}


TABLES = {
    "run", "team", "citizen", "relapse", "prices", "prices.outside", "tariff", "times",
    "needs_assessment", "nursing", "clinic", "staff", "staff.professions", "staff.gives",
    "staff.effect", "staff.unmet_raises", "nursing_home", "continuity", "self_determination",
    "goals.development", "behaviour", "behaviour.levers", "behaviour.relabel", "behaviour.learning",
    "benefit_dkk", "queue", "payers.share", "audit_risk", "acceptance", "early_discharge", "refund",
    "brackets", "choice",
    "search", "search.levers", "search.models",
    "practical_help",
}  # fmt: skip


def test_the_first_template_shows_every_key():
    text = template_text("three_courses")
    assert all(f"[{table}]" in text for table in TABLES)
    shown = {part for table in TABLES for part in table.split(".")}
    assert {key for key in keys(shape_of(Values)) if f"{key} =" not in text} <= shown


OF_OFFERS = {"queue", "payers"}
"""Tables of a region's offers, which a municipality's home care has not."""


OF_CONDUCT = {"audit_risk", "acceptance", "early_discharge"}
"""How teams pick and cheat; a municipality begins with teams that do neither."""

OF_STATE = {"refund"}
"""What the state pays to the municipality, whose share of the citizens is its own to find."""

OF_LAW = {"brackets", "practical_help"}
"""Ældreloven's courses have a scenario of their own."""

OF_SUPPLIERS = {"choice"}
"""Where there are private teams."""

OF_SEARCH = {"search"}
"""What is looked for around a run, which nobody has asked yet."""


def test_the_municipality_switches_everything_on(written):
    values = load_scenario(written(template_text("municipality"))).values
    on = values.model_dump(exclude_unset=True)
    assert {
        key for key in shape_of(Values).keys if key not in on
    } == OF_OFFERS | OF_CONDUCT | OF_STATE | OF_LAW | OF_SUPPLIERS | OF_SEARCH
    assert set(shape_of(Values).keys["staff"].keys) == set(on["staff"])
    assert {course.kind for course in values.course} == set(COURSE_KINDS)


@pytest.mark.parametrize(
    "lines",
    [
        ["inflow_per_week = { first", "hospital_discharge = {"],
        ["key ="],
        ["intake = {"],
        ["[citizen]", "start_level", "multiplier_sd"],
        ["profile ="],
        ["hazards_per_week = { dead"],
        ["step_down ="],
        ["lump_sum_dkk =", "reopen_within_weeks ="],
        ["hourly_on_top ="],
        ["rate =", "cost_per_hour_dkk = { nursing"],
        ["team = { Nord"],
        ["[relapse]", "probability = 0.25", "after =", 'to = "development"'],
        ["[run.initial.Nord]", "development = 30", "stabilisation = [60"],
        [
            *("outside_hours_per_week =", "outside_days_per_week =", "[prices.outside]"),
            *("night_hour", "complex_nursing_hour", "acute_nursing_hour", "temporary_place_day"),
        ],
        ["bracket ="],
        [
            "[practical_help]",
            "share = 0.22",
            "evening = 0.0",
            "weekend = 0.0",
            "cost_per_hour_dkk = 365",
        ],
        ["bracket =", "[brackets]", "assessed_by =", "every_weeks =", "near_share ="],
        ["everyday_rehabilitation ="],
        ['individual = "per_person"'],
        ["stop_loss =", "deficit_band =", "indexation_share =", "indexation_per_year ="],
        ["hourly_dkk = {"],
        ["visit_dkk =", "per =", "visit_minutes = {"],
        ["budget_dkk_per_week ="],
        ["hourly_share =", "hourly_dkk =", "block_share ="],
        ["levers = { accept"],
        ["service_hour_dkk =", "overhead_share =", "renegotiation ="],
        ["service_hour_dkk =", "basis_rate_dkk_per_day =", "add_shares ="],
        ["service_hour_dkk =", "budgeted_occupancy =", "places = 20", "basis_cost_dkk_per_year ="],
        ["places = 20", "[queue]", "given_up_per_week = 0.01"],
        ["basis_cost_dkk_per_year ="],
        [
            "[refund]",
            *("steps = [", "  { above_dkk_per_year = ", "]", 'paid_to = "mun', "citizens_share ="),
        ],
        [
            "[search]",
            "figure =",
            "aim =",
            "target =",
            "indifference =",
            'limits = [{ figure = "total.dev',
            "front =",
        ],
        ["[search.levers]", '"tariff.weekly_dkk.development" =', '"tariff.weekly_dkk.stab'],
        ["[search.models]", "by_need", "by_budget"],
        ["[payers.share]", '"Nord Kommune" =', '"Syd Kommune" ='],
    ],
)
def test_an_optional_key_of_the_first_template_works_without_its_mark(faults, lines):
    text = template_text("three_courses")
    for line in lines:
        text = text.replace(f"# {line}", line)
    if lines[0] == "[run.initial.Nord]":
        text = text.replace('initial = "stationary" ', "# ")
    if lines[0].startswith("inflow"):
        text = text.replace("inflow_per_week = 4.0", "#")
    if lines[0].startswith("everyday"):
        text = text.replace('to = "development", probability = 0.15', DECLINE)
    if lines[0].startswith("individual"):
        text = text.replace(", individual = 9900", "")
    kind = KIND_OF.get(lines[0]) or KIND_OF.get(lines[:2][-1])
    if kind:
        text = text.replace('kind = "course_rates"', f'kind = "{kind}"')
    if kind not in (None, "mixed"):
        text = text.replace("weekly_dkk = { dev", "# ")
    assert faults(text) == []


KIND_OF = {
    "hourly_dkk = {": "activity",
    "visit_dkk =": "activity",
    "budget_dkk_per_week =": "block",
    "hourly_share =": "mixed",
    "overhead_share =": "overhead",
    "basis_rate_dkk_per_day =": "basis_service",
    "budgeted_occupancy =": "basis_service",
}
"""Kind of tariff that uses a key."""
DECLINE = "to = { level_change = 1 }, probability = 0.15"


def block(text, first):
    """Text with the marks taken off all keys from a table on, to the next blank line."""
    assert text.count(f"# {first}") == 1
    before, rest = text.split(f"# {first}")
    own, after = rest.split("\n\n", 1) if "\n\n" in rest else (rest, "")
    return before + re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", f"# {first}{own}") + "\n\n" + after


def with_tables(*tables):
    """The first template with the marks taken off some tables."""
    text = template_text("three_courses")
    for table in tables:
        text = block(text, f"[{table}]")
    return text


BLOCKS = {
    "times": [],
    "needs_assessment": [],
    "nursing": [],
    "clinic": ["nursing"],
    "staff": [],
    "continuity": [],
    "self_determination": ["staff"],
    "goals.development": [],
    "benefit_dkk": [],
}


@pytest.mark.parametrize(("name", "others"), BLOCKS.items())
def test_a_table_of_the_first_template_works_without_its_marks(faults, name, others):
    assert faults(with_tables(name, *others)) == []


def test_the_tables_that_need_a_dose_a_hospital_or_a_queue_work_together(faults):
    text = with_tables("staff", "staff.effect", "staff.unmet_raises", "nursing_home", "relapse")
    for mark in ("# dose =", "# [[course]]", '# name = "hosp', '# kind = "hosp', "# stay = {",
                 "# exits = [{", "# hazards_per_week = { dead"):  # fmt: skip
        assert mark in text
        text = text.replace(mark, mark[2:])
    text = text.replace("{ dead = 0.003 }", "{ hospital = 0.01 }")
    text = text.replace('"self_reliant", probability = 0.52', '"self_reliant"')
    text = text.replace("stabilisation = 1575,", "stabilisation = 1575, waiting = 9000,")
    assert faults(text + WAITING) == []


def test_the_tables_of_behaviour_work_together(faults):
    text = with_tables("nursing", "clinic", "behaviour", "benefit_dkk")
    for mark in ("# step_down =", "# alpha ="):
        assert mark in text
        text = text.replace(mark, mark[2:])
    assert faults(text.replace('policy = "needs_led"', 'policy = "incentive_led"')) == []


WAITING = """
[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "fixed", mean_weeks = 26 }
exits = [{ to = "nursing_home", probability = 1 }]
"""


WRONG = [
    (("course", 0, "stay", "mean_weeks"), -1),
    (("course", 0, "stay", "mean_weeks"), {"value": -1}),
    (("course", 0, "stay", "mean_weeks"), {"valu": 1}),
    (("course", 0, "stay", "mean_weeks"), [1, 2, 3]),
    (("course", 0, "kind"), "hospitl"),
    (("course", 0, "kynd"), "hospital"),
    (("run", "weeks"), 0),
    (("run", "weeks"), [{"from": "2026-01-05", "value": 3}]),
    (("run", "seed"), True),
    (("team", 0, "inflow_per_week"), "4"),
    (("team", 0, "inflow_per_week"), [{"value": 4}]),
    (("team", 0, "inflow_per_week"), [{"from": "soon", "value": "4"}]),
    (("tariff", "weekly_dkk", "development"), [1, 2, 3, 4, "x"]),
    (("schema",), 2),
    (("sed",), 1),
]
RIGHT = [
    (("course", 0, "stay", "mean_weeks"), {"value": [1, 2, 3, 4, 5], "source": "x"}),
    (("course", 0, "stay", "mean_weeks"), [{"value": 1, "low": 0.5}, 2, 3, 4, 5]),
    (("team", 0, "inflow_per_week"), [{"from": "2026-01-05", "value": 4, "status": "expert"}]),
    (("team", 0, "inflow_per_week"), {"first_contact": {"value": 3, "unit": "a week"}}),
    (("team", 0, "key"), 4),
    (("team", 0, "key"), "four"),
    (("run", "weeks"), {"value": 30}),
]


def put(path, value):
    tree = copy.deepcopy(tomllib.loads(template_text("three_courses")))
    below = tree
    for part in path[:-1]:
        below = below[part]
    below[path[-1]] = value
    return tree


@pytest.mark.parametrize(("path", "value"), WRONG)
def test_an_editor_marks_what_is_wrong(editor, path, value):
    assert complaints(editor, put(path, value)) != []


@pytest.mark.parametrize(("path", "value"), RIGHT)
def test_an_editor_accepts_sources_levels_and_dates(editor, path, value):
    assert complaints(editor, put(path, value)) == []


def test_a_file_that_extends_another_may_leave_nearly_all_out(editor):
    own = {"schema": 1, "extends": "base.toml", "team": [{"name": "Nord", "key": 4}]}
    assert complaints(editor, own) == []
    del own["extends"]
    assert complaints(editor, own) != []


@pytest.mark.parametrize("form", FORMS)
def test_every_key_is_explained(form):
    unexplained = [
        f"{name}.{key}"
        for name, table in json_schema(form)["definitions"].items()
        for key, value in table.get("properties", {}).items()
        if "description" not in value
    ]
    assert unexplained == []
