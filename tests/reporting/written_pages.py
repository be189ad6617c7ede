"""Every command's page of small scenarios, written once a session for all tests that read them."""

from pathlib import Path

from small_scenarios import FOUR_WEEKS, STAYS_BY_EXIT, THREE_COURSES
from whole_municipality import WHOLE

from sim.cli import status

SCENARIOS = Path(__file__).parents[2] / "scenarios"
STUDIED = f"""title = {{ da = "En by", en = "A town" }}
{FOUR_WEEKS}
[search]
limits = [{{ figure = "outcomes.unmet_hours_per_week", at_most = 1000 }}]
[search.levers]
"tariff.weekly_dkk.development" = {{ low = 2000, high = 3000, step = 500 }}
"team.*.inflow_per_week" = {{ values = [0.8, 1.0] }}
[search.models]
billig = {{ "prices.cost_per_hour_dkk.training" = 400 }}
dyr = {{ "prices.cost_per_hour_dkk.training" = 460 }}
""".replace("nursing = 480", 'nursing = { value = 480, low = 400, high = 560, law = "uniform" }')
"""A town with a number that is not known, and with what is to be searched for."""
FAST = ("--engine", "simpy", "--workers", "1")
SHORT = WHOLE.replace("weeks = 5", "weeks = 2")


def write_pages(folder):
    """Everything that commands write of scenarios whose teams end on both sides of nought."""
    texts = {
        "whole": SHORT,
        "dearer": SHORT.replace('title = "Alt slået til"', 'title = "Dyrere"'),
        "three": THREE_COURSES,
        "town": FOUR_WEEKS,
        "dear": FOUR_WEEKS.replace("2700", "2800"),
    }
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    for name in ("whole", "three"):
        said("run", folder / f"{name}.toml", "--replications", 2, "--out", folder, *FAST)
        (made,) = folder.glob(f"{name}-*")
        said("explain", made, *FAST)
    files = [folder / "whole.toml", folder / "dearer.toml"]
    other = ("--set", "clinic.share=0.3", "--out", folder)
    said("compare", *files, "--replications", 2, *other, *FAST)
    town, in_danish = folder / "town.toml", ("--language", "da")
    tariffs = (f"--tariff={town}", f"--tariff={folder / 'dear.toml'}")
    said("audit", town, *tariffs, "--out", folder / "audit", *in_danish)
    said("rates", town, "--out", folder / "rates", *in_danish)
    said("reform", SCENARIOS / "small_reform_moves.toml", "--out", folder / "reform", *in_danish)
    write_studies(folder)
    write_fits(folder)
    return str(folder)


def write_studies(folder):
    """A page of each study whose reader decides something."""
    (folder / "studied.toml").write_text(STUDIED, encoding="utf-8")
    given = (folder / "studied.toml", "--out", folder, "--set=run.weeks=1", *FAST)
    simulated = ("--method=simulation", "--replications=2")
    said("search", *given, *simulated, "--robust", "--trials=6", "--finalists=2")
    said("sensitivity", *given, "--samples=16")
    options = "--vary=tariff.weekly_dkk.development=2500,2700"
    said("worth", *given, options, "--samples=100")


def write_fits(folder):
    """The page of what was estimated from odd records of stays that hang on their exits."""
    text = STAYS_BY_EXIT.replace("weeks = 5", "weeks = 52")
    (folder / "hung.toml").write_text(text, encoding="utf-8")
    records = folder / "records"
    in_danish = ("--language", "da")
    said(
        "synthesise",
        folder / "hung.toml",
        "--weeks",
        52,
        "--out",
        records,
        "--dirt=0.03",
        *in_danish,
    )
    mapping = records / "mapping.toml"
    one_law = mapping.read_text("utf-8").replace("hazards = ", 'law = "gamma"\nhazards = ')
    mapping.write_text(one_law, encoding="utf-8")
    said("calibrate", records, "--page", folder / "fits", *in_danish)


def said(*arguments):
    """Run a command that must succeed."""
    assert status([str(one) for one in arguments]) == 0
