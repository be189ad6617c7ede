"""Every JSON document that a command prints is what its type says, key by key.

The commands run in this process on the smallest scenarios that fill every section.
"""

import json
from pathlib import Path

import jsonschema
import pytest
from small_scenarios import ALL_LEVERS, EVERYTHING, FOUR_WEEKS, OFFERS

from sim import cli
from sim.calibration.synthesis.written import synthesise
from sim.cli.documents import DOCUMENTS, document_schema
from sim.cli.schema import FormName
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.json_schema import FORMS
from sim.scenario.reading import load_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SMALL = ["--engine", "simpy", "--workers", "1", "--no-report"]
ONE_WEEK = ["--replications", "2", "--weeks", "1", *SMALL]
BY_PLAN = """[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = 100
service_hour_dkk = 500
"""
TEXTS = {
    "small": FOUR_WEEKS,
    "levels": EVERYTHING,
    "plans": FOUR_WEEKS.partition("[tariff]")[0] + BY_PLAN,
    "levers": ALL_LEVERS,
    "offers": OFFERS,
    "fewer": OFFERS.replace("inflow_per_week = 0.8", "inflow_per_week = 0.4"),
    "ranged": FOUR_WEEKS.replace(
        "nursing = 480", "nursing = { value = 480, low = 400, high = 520 }"
    ),
    "faulty": FOUR_WEEKS.replace("weeks = 4", "weeks = 0"),
}
TABLES = {
    "mapping.toml": """schema = 1
[records]
first_day = 2025-01-01
last_day = 2025-12-31
[aggregates]
scenario = "../small.toml"
[new]
file = "new.csv"
columns = { team = "team", citizens = "citizens" }
""",
    "new.csv": "team,citizens\nNord,208\n",
}
SHORT = "--set=run.weeks=1"
W1 = "--workers=1"
RATE = "tariff.weekly_dkk.development"
UNCERTAIN = ("--replications=2", "--method=simulation", "--set=run.replications=2", *SMALL[:-1])
GAMED = (
    "--set=run.weeks=8",
    "--set=behaviour.levers.delivered_share={ low = 0.5, high = 1.0 }",
    "--lever=delivered_share=0.9",
)
COMMANDS = (
    ("check", "check", "small.toml", "faulty.toml", "levers.toml"),
    ("glossary", "glossary", "census"),
    ("summary", "run", "small.toml", *ONE_WEEK),
    ("summary", "run", "levers.toml", *ONE_WEEK),
    ("summary", "run", "offers.toml", *ONE_WEEK),
    ("comparison", "compare", "offers.toml", "fewer.toml", *ONE_WEEK),
    ("summary", "run", "small.toml", "--until", "total.cost_dkk ± 50 %", "--weeks=1", *SMALL),
    ("sweep", "sweep", "small.toml", "--vary=run.seed=1,2", *ONE_WEEK[:-1]),
    ("uncertain", "uncertain", "ranged.toml", "--samples=20", SHORT, *UNCERTAIN),
    ("sensitivity", "sensitivity", "ranged.toml", "--samples=16", SHORT, *UNCERTAIN[1:]),
    (
        "worth",
        "worth",
        "ranged.toml",
        "--samples=40",
        f"--vary={RATE}=2000,3000",
        SHORT,
        *SMALL[:-1],
    ),
    (
        "search",
        "search",
        "ranged.toml",
        f"--lever={RATE}=2000,3000,500",
        "--trials=3",
        "--finalists=2",
        SHORT,
        *UNCERTAIN,
    ),
    ("ledger", "ledger", "levels.toml"),
    ("explanation", "explain", "ran", *SMALL),
    ("verify", "verify", "ran", "--replication", "0"),
    ("report", "report", "ran"),
    ("summary", "show", "ran"),
    ("list", "list", "."),
    ("periods", "show", "ran", "--by", "month"),
    ("calibration", "calibrate", "records"),
    ("calibration", "calibrate", "tables"),
    ("calibration", "calibrate", "template", "--template"),
    ("following", "follow", "small.toml", "records/accounts.csv", "--set=run.weeks=26", W1),
    ("detection", "detect", "small.toml", *GAMED, "--replications=40", W1),
    ("synthesis", "synthesise", "small.toml", "--out", "made", "--weeks", "8"),
    ("theory", "theory", "small.toml"),
    ("theory", "theory", "offers.toml", SHORT),
    ("rates", "rates", "small.toml"),
    ("rates", "rates", "levels.toml", "--by", "level", "--clinic-share", "0.3", SHORT),
    ("rates", "rates", "plans.toml"),
    ("rates", "rates", "--records", "records"),
    ("audit", "audit", "small.toml"),
    ("plan-result", "plan", str(SCENARIOS / "plans" / "health_outside.toml")),
    ("plan-result", "plan", str(SCENARIOS / "small_reform.toml"), "--citizen", "1"),
    ("reform-result", "reform", str(SCENARIOS / "small_reform.toml")),
    ("reform-result", "reform", str(SCENARIOS / "small_reform_moves.toml")),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the scenarios and a run, in which the commands leave their results."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in TEXTS.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    synthesise(load_scenario(folder / "small.toml"), 26, folder / "records", dirt=0.05)
    (folder / "tables").mkdir()
    for name, text in TABLES.items():
        (folder / "tables" / name).write_text(text, encoding="utf-8")
    ran = [str(folder / "small.toml"), "--out", str(folder), *ONE_WEEK]
    assert cli.status(["run", *ran]) == 0
    next(folder.glob("small-*")).rename(folder / "ran")
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_document_has_the_keys_of_its_type(command, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    name, *arguments = command
    code = cli.status([*arguments, "--json"])
    said = capsys.readouterr()
    assert code == (2 if name == "check" else 0), said.err
    document = json.loads(said.out)
    jsonschema.Draft202012Validator(document_schema(name)).validate(document)
    assert next(iter(document)) == "schema"
    assert document["schema"] == DOCUMENT_VERSION


def test_every_document_is_looked_at():
    assert {name for name, *_ in COMMANDS} == set(DOCUMENTS)


def test_every_document_and_every_form_has_its_name_at_the_command():
    assert [form.value for form in FormName] == [*FORMS, *DOCUMENTS]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(document_schema(name))


def test_a_key_that_the_type_does_not_have_is_refused():
    validator = jsonschema.Draft202012Validator(document_schema("report"))
    assert validator.is_valid({"schema": 1, "reports": []})
    assert not validator.is_valid({"schema": 1, "reports": [], "report": []})
    assert not validator.is_valid({"schema": 2, "reports": []})
    assert not validator.is_valid({"reports": []})
