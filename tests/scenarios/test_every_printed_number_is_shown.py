"""Each number that Region Midtjylland's slides print is shown by a command on a shipped file."""

import csv
import re
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from sim.cli import DONE, status

SCENARIOS = Path(__file__).parents[2] / "scenarios"
EXAMPLE = SCENARIOS / "plans" / "source_example.toml"
REGION = SCENARIOS / "region_midtjylland.toml"


@cache
def said(*arguments):
    """The lines that a command prints; each command runs once."""
    with redirect_stdout(StringIO()) as out:
        assert status([str(argument) for argument in arguments]) == DONE
    return out.getvalue().splitlines()


def line(lines, start):
    """The cells of the one line that begins so."""
    (found,) = (text for text in lines if text.startswith(start))
    return found.removeprefix(start).split()


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("practical tasks", "4.00"),
        ("personal care", "5.00"),
        ("communication", "0.50"),
        ("mobility", "0.00"),
        ("community life", "7.00"),
        ("relations", "3.50"),
        ("direct support ", "20.00"),
        ("shared support", "2.00"),
        ("documentation", "4.30"),
        ("organisational time", "6.80"),
        ("leave and absence", "8.90"),
        ("paid hours, x 300.00 DKK / 7", "42.00"),
        ("service rate", "1,800.00"),
    ],
)
def test_the_example_of_a_support_plan(words, hours):
    assert line(said("plan", EXAMPLE), words)[0] == hours


def test_every_line_of_before_and_after():
    """76 payers, Esbjerg's −2,599,337 among them."""
    lines = said("reform", REGION)
    with (SCENARIOS / "region_payers.csv").open(encoding="utf-8", newline="") as opened:
        printed = {row["payer"]: int(row["change_dkk"]) for row in csv.DictReader(opened)}
    assert len(printed) == 76
    assert printed["Esbjerg Kommune"] == -2_599_337
    for payer, change in printed.items():
        assert line(lines, f"{payer} ")[2] == f"{change:,}"


@pytest.mark.parametrize(
    ("words", "printed", "here"),
    [
        ("before and after, all payers (Hovedtotal)", "-27.617.613", "-27,617,610"),
        ("before and after for the municipalities in all", "0", "0"),
        ("payers in the table", "76 lines", "76"),
        ("special areas", "6", "6"),
        ("a seventh area, SVO", "-1,2 mio", ""),
        ("contracts approved", "over 1100", "1,119"),
        ("contracts sent out", "omkring 1. december", ""),
        ("new rates from", "1. januar 2025", "2025-01-01"),
        ("price of an hour", "300 kr. pr. time", "300"),
        ("rates were raised by", "4,2 %", "4.2 %"),
        ("indexation that the table is corrected for", "5,5 %", "5.5 %"),
        ("pay agreements of 2024 and 2025", "0,7 % and 1,3 %", "0.7 % + 1.3 %"),
        ("what rates should have been raised by", "5,5 % (6,2 %)", "6.2 %"),
    ],
)
def test_what_else_is_printed_stands_beside_what_it_is_here(words, printed, here):
    lines = said("reform", REGION)
    first = lines.index("Printed in the source")
    (found,) = (text for text in lines[first:] if text.startswith(words))
    assert re.split(r"\s{2,}", found)[1:] == [printed, *filter(None, [here])]


def test_the_text_says_what_is_inferred():
    said_last = said("reform", REGION)[-2:]
    assert all(text.startswith("Not printed, but inferred: ") for text in said_last)


def test_the_plan_of_a_contract_is_made_up_as_the_example_is():
    """Of 31.5 paid hours three quarters of the example's: 15.0 direct, 1.5 shared."""
    lines = said("plan", REGION, "--citizen", "0002")
    hours = [line(lines, words)[0] for words in ("direct support ", "shared support", "paid hours")]
    assert hours[:2] == ["15.00", "1.50"]
    assert line(lines, "paid hours, x 300.00 DKK / 7")[0] == "31.50"


@pytest.mark.parametrize(("words", "outside"), [("paid hours", "37.80"), ("outside", "4.20")])
def test_health_services_and_escorts_of_the_example_may_be_outside(words, outside):
    """A tenth of the 20.0 direct hours, and of the 42.0 paid ones."""
    lines = said("plan", SCENARIOS / "plans" / "health_outside.toml")
    assert outside in next(text for text in lines if text.startswith(words))
