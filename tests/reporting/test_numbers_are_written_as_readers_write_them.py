"""Numbers, money and shares as Danish and English readers write them."""

import pytest

from sim.reporting.words.language import language

DA, EN = language("da"), language("en")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (DA.number(1234.5, 1), "1.234,5"),
        (EN.number(1234.5, 1), "1,234.5"),
        (DA.number(-1234.5, 1), "−1.234,5"),
        (EN.number(12, signed=True), "+12"),
        (EN.number(-0.4), "0"),
        (EN.number(0, signed=True), "0"),
        (EN.number(None), "–"),
        (DA.percent(-0.0213, signed=True), "−2,1\u00a0%"),
        (DA.money(1_234_567), "1,23\u00a0mio.\u00a0kr."),
        (EN.money(1_234_567), "1.23\u00a0million\u00a0DKK"),
        (EN.money(-123_456, signed=True), "−123,000\u00a0DKK"),
        (DA.money(99), "99\u00a0kr."),
        (DA.date("2026-01-05"), "5. januar 2026"),
        (EN.date("2026-01-05"), "5 January 2026"),
        (DA.duration(1), "1 uge"),
        (EN.duration(104), "104 weeks"),
        (DA.plain_numbers([0.0031, 2]), "0,0031; 2"),
    ],
)
def test_it_is_written_so(written, expected):
    assert written == expected


def test_amounts_of_one_sentence_have_one_unit():
    assert DA.amounts(-161_000, 2_930_000, signed=True) == [
        "−0,16\u00a0mio.\u00a0kr.",
        "+2,93\u00a0mio.\u00a0kr.",
    ]
    assert DA.amounts(0.0, 2_930_000)[0] == "0\u00a0kr."
    assert DA.amounts(-161_400, 8_293, signed=True) == ["−161.000\u00a0kr.", "+8.293\u00a0kr."]


def test_a_planners_own_name_is_shown_as_given():
    assert DA.name("Kort forløb <1>") == "Kort forløb <1>"
    assert DA.name("development") == "udvikling"


def test_a_sentence_that_ends_in_kroner_ends_once():
    assert DA.say(
        "After {time} the single run stands at {mean}.", time="1 uge", mean="5 kr."
    ).endswith(" 5 kr.")
