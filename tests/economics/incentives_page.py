"""Writes the tables of `docs/incentives.md` and its figures.

`python tests/economics/incentives_page.py` solves the tables anew by the twin, simulates what the
first figure shows, about a minute in all, and leaves the words between them as they are. A test
in this folder holds the tables to what the twin says now.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import incentives_figures
import numpy as np
from rewarded import AT_COST, a_week, rates
from teams_at_work import TARIFFS, under

from sim.model.levers import Levers
from sim.model.parameters import Floats
from sim.scenario.arrays.parameters import parameters_of
from sim.theory.steady.responses import best_levers, freedom_of, weighed
from sim.theory.steady.steady import SteadyStates

PAGE = Path(__file__).parents[2] / "docs" / "incentives.md"
MARKED = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

NAMES = {
    "course_rates": "a week in a course",
    "capped": "the same, twelve weeks at most",
    "lump_sum": "development once",
    "block": "a budget",
    "activity": "a delivered hour",
    "mixed": "half by the hour, half by the course",
}
ALPHAS = (0.9, 0.6, 0.3, 0.0)
WEEKS_A_YEAR = 52


class Aims(NamedTuple):
    """What serves the teams of one tariff best, arrays [ALPHAS, V]."""

    levers: Floats

    def of(self, alpha: float) -> dict[str, float]:
        """Levers of the team of an alpha that the shipped scenarios let it move."""
        row = Levers(*(float(value) for value in self.levers[ALPHAS.index(alpha)]))
        moved = ("development_weeks", "delivered_share", "clinic_share", "relabel_share")
        return {name: getattr(row, name) for name in moved}


def aims() -> dict[str, Aims]:
    """Best levers by tariff; the same people live under each, so they are solved once."""
    found, states = {}, None
    for tariff in NAMES:
        states = SteadyStates(parameters_of(under(tariff)), lives_of=states)
        best = [
            best_levers(states, team, weighed(alpha), freedom_of(states.parameters, team))
            for team, alpha in enumerate(ALPHAS)
        ]
        found[tariff] = Aims(np.array(best))
    return found


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Rows as a Markdown table, numbers to the right."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def habits(found: dict[str, Aims]) -> str:
    """What teams that mind money only do, and what a team's year is then."""
    head = (
        "pay for",
        "weeks of development",
        "of the need",
        "of reachable contacts in clinic",
        "reported dearer",
        "team gains, m DKK a year",
        "payer pays more, m DKK a year",
        "self-reliant a year",
        "unmet hours a week",
    )
    first = a_week("course_rates")
    good = f"{WEEKS_A_YEAR * first.self_reliant:.0f}"
    rows = [("good faith, under any", "8.0", "1.00", "0.29", "0.00", "0", "0", good, "0")]
    for tariff, name in NAMES.items():
        moved = found[tariff].of(0.0)
        week, before = a_week(tariff, **moved), a_week(tariff)
        rows.append(
            (
                name,
                f"{moved['development_weeks']:.1f}",
                *(f"{moved[lever]:.2f}" for lever in list(moved)[1:]),
                f"{(week.surplus - before.surplus) * WEEKS_A_YEAR / 1e6:+.1f}",
                f"{(week.payer - before.payer) * WEEKS_A_YEAR / 1e6:+.1f}",
                f"{week.self_reliant * WEEKS_A_YEAR:.0f}",
                f"{week.unmet_hours:.0f}",
            )
        )
    return table(head, rows)


def between(found: dict[str, Aims]) -> str:
    """Weeks of development and share of need by the weight of citizens."""
    head = ("pay for", *(f"α = {alpha}" for alpha in ALPHAS))
    rows = []
    for tariff, name in NAMES.items():
        moved = [found[tariff].of(alpha) for alpha in ALPHAS]
        cells = (f"{one['development_weeks']:.1f}; {one['delivered_share']:.2f}" for one in moved)
        rows.append((name, *cells))
    return table(head, rows)


def finishing_at(times: float) -> tuple[float, float]:
    """`finishing` under course rates: development at cost, what follows at a multiple of it."""
    later = {course: AT_COST[course] * times for course in ("stabilisation", "individual")}
    return finishing("course_rates", *rates({**AT_COST, **later}))


def finishing(tariff: str, *overrides: str) -> tuple[float, float]:
    """What the team gains and the payer saves by one more who is self-reliant [DKK]."""
    chance = "course.development.dose.p_max={}"
    first, other = (a_week(tariff, chance.format(p), *overrides) for p in (0.60, 0.66))
    more = other.self_reliant - first.self_reliant
    return (other.surplus - first.surplus) / more, (first.payer - other.payer) / more


def clinic(tariff: str, *overrides: str) -> float:
    """What the team gains by one more contact in the clinic instead of at home [DKK]."""
    first, other = (a_week(tariff, *overrides, clinic_share=share) for share in (0.286, 0.8))
    return (other.surplus - first.surplus) / (other.clinic_contacts - first.clinic_contacts)


def claims() -> str:
    """What one good thing more is worth to the team."""
    head = ("pay for", "one more self-reliant, DKK", "payer saves, DKK", "a contact in clinic, DKK")
    rows = []
    for tariff in TARIFFS:
        team, payer = finishing(tariff)
        money = (f"{round(value, -2):+,.0f}" for value in (team, payer))
        rows.append((NAMES[tariff], *money, f"{clinic(tariff):+.0f}"))
    return table(head, rows)


def tables() -> dict[str, str]:
    """All tables of the page by their marks."""
    found = aims()
    return {"habits": habits(found), "between": between(found), "claims": claims()}


def filled(text: str, made: dict[str, str]) -> str:
    """The page with these tables in their places."""
    return MARKED.sub(lambda match: match[1] + made[match[2]] + match[3], text)


def main() -> None:
    """Write tables and figures."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(page, tables()), encoding="utf-8")
    shares = np.linspace(0.0, 1.0, 5)
    multiples = np.linspace(0.8, 1.2, 5)
    incentives_figures.claims(
        (multiples, np.array([finishing_at(float(times)) for times in multiples])),
        (shares, np.array([clinic("mixed", f"tariff.hourly_share={s}") for s in shares])),
    )
    incentives_figures.habits({tariff: NAMES[tariff] for tariff in TARIFFS})
    sys.stdout.write(f"{PAGE.name} and its figures written\n")


if __name__ == "__main__":
    main()
