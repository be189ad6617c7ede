"""What 4.2 % against 5.5 and 6.2 % comes to, and what docs/reform.md says of it."""

from pathlib import Path

import pytest

from sim.economics.reform.indexation import (
    APPLIED,
    PRICES,
    PRINTED_DKK,
    by_indexation,
    turnover_explaining,
)

ROOT = Path(__file__).parents[2]


def test_the_gap_is_thirteen_or_twenty_thousandths_of_the_turnover():
    """A billion at 1.3 and at 2.0 %."""
    short = [by_indexation(1e9, prices) for prices in PRICES.values()]
    assert short == pytest.approx([-13e6, -20e6])


@pytest.mark.parametrize(("prices", "billion"), [(0.055, 2.124), (0.062, 1.381)])
def test_the_whole_fall_needs_this_turnover(prices, billion):
    """27,617,613 ÷ 0.013 and ÷ 0.020."""
    turnover = turnover_explaining(PRINTED_DKK, prices)
    assert turnover / 1e9 == pytest.approx(billion, abs=0.001)
    assert by_indexation(turnover, prices) == pytest.approx(PRINTED_DKK)


def test_the_supplements_are_the_gap():
    assert pytest.approx(APPLIED + 0.013) == PRICES["5.5 %"]
    assert pytest.approx(APPLIED + 0.013 + 0.007) == PRICES["6.2 %"]


@pytest.mark.parametrize("million", [800, 922, 1_200, 1_381, 1_600, 2_124])
def test_the_page_has_these_figures(million):
    text = (ROOT / "docs" / "reform.md").read_text("utf-8")
    row = next(r for r in text.splitlines() if r.startswith((f"| {million:,} ", f"| {million:,}|")))
    cells = [cell.strip().replace("−", "-") for cell in row.split("|")[2:6]]
    for prices, (dkk, share) in zip(PRICES.values(), (cells[:2], cells[2:]), strict=True):
        short = by_indexation(million * 1e6, prices)
        assert (dkk, share) == (
            f"{short / 1e6:.1f}",
            f"{short / PRINTED_DKK:.0%}".replace("%", " %"),
        )
