# ruff: noqa: INP001 - a command beside its scenario, no package
"""The figures of docs/reform.md: `python scenarios/region_figures.py` writes them again."""

from pathlib import Path
from typing import Final

from sim.economics.reform.indexation import price_index
from sim.economics.reform.reform import Reformed, amounts, reform
from sim.reporting.figures.drawing.look import WIDE
from sim.reporting.figures.drawing.svg import standalone, svg
from sim.reporting.figures.payers import change_by_payer
from sim.reporting.figures.turnover import TurnoverPoint, indexation_by_turnover
from sim.reporting.reform.payers import drawn
from sim.reporting.words.language import language
from sim.scenario.reform.file import load_reform

SCENARIO: Final = Path(__file__).with_name("region_midtjylland.toml")
FOLDER: Final = Path(__file__).parents[1] / "docs" / "figures"
PAYERS: Final = "Change for each payer, 2025: fitted, see the text"
TURNOVER: Final = "What indexation alone explains, by turnover"


def place(found: Reformed) -> TurnoverPoint:
    """Turnover of the scenario at the old prices, and its indexation."""
    said = amounts(found.lines)
    lifted = float(price_index(found.values.indexation))
    return TurnoverPoint(said["before_dkk"] / lifted, said["indexation_dkk"])


def figures() -> dict[str, str]:
    """Each figure's file and its text."""
    found, words = reform(load_reform(SCENARIO)), language("en")
    by_payer = change_by_payer(drawn(found, words), words, WIDE)
    by_turnover = indexation_by_turnover(place(found), words, WIDE)
    return {
        "region_change_by_payer.svg": standalone(svg(by_payer, "payers", PAYERS), PAYERS),
        "region_indexation.svg": standalone(svg(by_turnover, "turnover", TURNOVER), TURNOVER),
    }


if __name__ == "__main__":
    for name, text in figures().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
