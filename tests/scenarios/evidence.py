"""Writes `docs/evidence.md`: each figure of the evidence beside the one that the baseline reaches.

`python tests/scenarios/evidence.py` solves the exact figures anew and takes the simulated ones
from `simulated.json`. It simulates, some minutes long, where that is of another baseline, or with
`--simulate`. The tests in this folder hold the figures to their ranges and the page to it.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import exact_figures
import helpers_met
import more_clinic
import simulated_figures
from figure import Figure, table

PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"
REPLICATIONS = 400

HEAD = """# Evidence

What `scenarios/baseline.toml` was made to show, and what it shows. The command
`python tests/scenarios/evidence.py` writes this page; `tests/scenarios` fails when it is out of
date, or when a figure leaves its range and nothing says why. Ranges are those of the evidence, and
tighter where a figure was solved for.

- *exact*: solved by the closed-form twin in the long-run state, no chance in it. The twin takes
  every need as met at the hourly prices, and need to follow a new level at once; with the
  milestones, hours lag behind the levels and are about 3 % lower.
- *stated*: the scenario says so.
- *simulated*: mean and 95 % interval over replications.

Bold figures are outside their range; the remark says why. "Judged or general knowledge" is what
the evidence itself calls assumed."""

SIMULATED = """## With milestones, staff, clinic and queues

{replications} replications of {weeks} weeks."""

NO_EFFECT = """## The switch for no effect

Two trials found no effect of development (Rooijackers 2021, Anthun 2021). In
`scenarios/baseline_no_effect.toml` it does no more than usual care, so the odds ratios above are
those of the baseline over this scenario, and 1 within it. Rates are the baseline's."""


BESIDE = "What nobody has published, as it comes out:"

HELPERS = """## Helpers, and how often it is the same one

Bice–Boxerman index of aides in New York by service hours a *day* (Reckrey 2022, Innov Aging 6,
igac059.098), and helpers in 14 days of Swedes with two visits a day or more (Kolada 2021, by
Infostat), beside the baseline by hours a *week*; and the same citizens and staff where all of a
team share all visits (`continuity.by = "team"`, {of_team} replications)."""

HELPERS_SAY = """By shift the index falls and helpers rise with the hours; by team the index hardly
moves. Staff and contact person were chosen near these figures, so they are no test. **Not
reached**: the level of the index. A New York aide stays for hours, a Danish helper for 25 minutes,
so more people share a light user's visits; and the groups are hours a day there, a week here."""

MORE_CLINIC = """## A third of the contacts in the clinic

`scenarios/clinic/a_third.toml` beside `scenarios/clinic/ten_percent.toml`: the same citizens, and
the nurses who follow the contacts gone from the teams. {replications} replications of {weeks}
weeks; money at prices of 2026. A third saves the teams more than it costs the municipality
elsewhere, and citizens wait no longer, as long as slots are kept a tenth above what is booked."""


def page(tree: dict[str, Any]) -> str:
    """The whole page, with what was simulated."""
    exact = [f"## {name}\n\n{table(rows)}" for name, rows in exact_figures.groups().items()]
    simulated = [
        SIMULATED.format(**tree["baseline"]),
        table(simulated_figures.figures(tree)),
        BESIDE,
        simulated_figures.beside(tree),
        HELPERS.format(of_team=simulated_figures.few(tree["baseline"]["replications"])),
        helpers_met.table(tree["helpers_met"]),
        HELPERS_SAY,
        MORE_CLINIC.format(**tree["clinics"]),
        more_clinic.table(tree["more_clinic"]),
    ]
    return "\n\n".join([HEAD, *exact, NO_EFFECT, *simulated]) + "\n"


def everything(tree: dict[str, Any]) -> list[Figure]:
    """All figures of the page."""
    return [*exact_figures.figures(), *simulated_figures.figures(tree)]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--simulate", action="store_true", help="simulate anew, in any case")
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    given = parser.parse_args()
    tree = simulated_figures.kept()
    if given.simulate or tree.get("digest") != simulated_figures.digest():
        tree = simulated_figures.simulated(given.replications)
        simulated_figures.keep(tree)
    PAGE.write_text(page(tree), encoding="utf-8")
    missed = [figure.row for figure in everything(tree) if figure.needs_a_reason]
    sys.stdout.write(f"{PAGE.name} written\n")
    if missed:
        sys.exit("outside their range, with nothing to say why:\n" + "\n".join(missed))


if __name__ == "__main__":
    main()
