"""Draws the figures of `docs/incentives.md`; `incentives_page.py` calls it.

Money never stands alone: beside what teams gain stand unmet hours and who became self-reliant.
"""

from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from teams_at_work import FINANCIAL, GOOD_FAITH, Interval, Seen, paired, seen, under

from sim.model.parameters import Floats

FOLDER = Path(__file__).parents[2] / "docs" / "figures"
REPLICATIONS = 30
YEARS = 2
TWO_YEARS = f"run.weeks={52 * YEARS}"
BLUE, RED = "#2f6f9f", "#b5483a"
LOOK = {
    "svg.hashsalt": "incentives",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "axes.xmargin": 0.08,
    "axes.ymargin": 0.1,
}


def habits(names: dict[str, str]) -> None:
    """Teams that look at money only less good faith, simulated, with intervals of 99.9 %."""
    panels = {
        "development_weeks": ("weeks of\ndevelopment", 1.0),
        "surplus": ("a team's gain\n[m DKK a year]", 1e6 * YEARS),
        "unmet_hours": ("a team's unmet hours\na week", 52.0 * YEARS),
        "self_reliant": ("a team's self-reliant\na year", 1.0 * YEARS),
    }
    pairs = {tariff: (_run(tariff), _run(tariff, FINANCIAL)) for tariff in names}
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(10, 2.6), layout="constrained")
        row = figure.subplots(1, len(panels), sharey=True)
        for axes, (key, (title, unit)) in zip(row, panels.items(), strict=True):
            for place, (good_faith, for_money) in enumerate(pairs.values()):
                found = paired(getattr(for_money, key), getattr(good_faith, key))
                _interval(axes, place, found, unit)
            axes.axvline(0, color="black", linewidth=1)
            axes.set_title(title, fontsize=10)
        row[0].set_yticks(range(len(names)), list(names.values()))
        row[0].set_ylim(len(names) - 0.5, -0.5)
        _save(figure, "incentives_habits")


def _run(tariff: str, teams: Path = GOOD_FAITH) -> Seen:
    return seen(under(tariff, teams, TWO_YEARS), REPLICATIONS)


def _interval(axes: Axes, place: int, found: Interval, unit: float) -> None:
    axes.plot([found.low / unit, found.high / unit], [place, place], color=BLUE, linewidth=2)
    axes.plot(found.mean / unit, place, "o", color=BLUE, markersize=5)


def claims(finishing: tuple[Floats, Floats], clinic: tuple[Floats, Floats]) -> None:
    """What finishing and the clinic are worth, as the parameters go."""
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(10, 2.8), layout="constrained")
        left, middle, right = figure.subplots(1, 3)
        multiples, gains = finishing
        left.plot(multiples, gains[:, 0] / 1000, "o-", color=BLUE)
        left.set_title("team's gain by one more\nself-reliant [1,000 DKK]", fontsize=10)
        middle.plot(multiples, gains[:, 1] / 1000, "o-", color=RED)
        middle.set_title("payer's saving by one more\nself-reliant [1,000 DKK]", fontsize=10)
        middle.set_ylim(0, 1.1 * float(gains[:, 1].max()) / 1000)
        for axes in (left, middle):
            axes.set_xlabel("rates after development / cost")
        right.plot(*clinic, "o-", color=BLUE)
        right.set_title("team's gain by a contact\nin the clinic [DKK]", fontsize=10)
        right.set_xlabel("share of pay by the hour")
        for axes in (left, right):
            axes.axhline(0, color="black", linewidth=1)
        _save(figure, "incentives_claims")


def _save(figure: Figure, name: str) -> None:
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
