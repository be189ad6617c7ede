"""What is typed is a number of the page's language, or is refused with what to write."""

from decimal import Decimal

import pytest

from sim.reporting.words.language import language
from sim.web.typed import NotANumberError, number_typed, written

DA, EN = language("da"), language("en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.700", "2700"),
        ("2700", "2700"),
        ("2.700,50", "2700.50"),
        ("0,175", "0.175"),
        (" 2.700 kr. ", "2700"),
        ("5 %", "5"),
        ("−3,5", "-3.5"),
    ],
)
def test_danish_numbers(text, value):
    assert number_typed(text, DA) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [("2,700", "2700"), ("0.175", "0.175"), ("27", "27")])
def test_english_numbers(text, value):
    assert number_typed(text, EN) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "meant", "words"),
    [("0.175", "0,175", DA), ("1.5", "1,5", DA), ("0,175", "0.175", EN), ("2,7000", "2.7", EN)],
)
def test_a_number_of_the_other_language_is_refused_with_what_to_write(text, meant, words):
    with pytest.raises(NotANumberError) as said:
        number_typed(text, words)
    assert text in str(said.value)
    assert meant in str(said.value)


@pytest.mark.parametrize("text", ["1_000", "nan", "inf", "1e3", "x", "", "1,2,3", "٣", "9" * 40])
def test_anything_else_is_no_number(text):
    with pytest.raises(NotANumberError):
        number_typed(text, DA)


@pytest.mark.parametrize("value", ["2700", "0.175", "-3.5", "1234567.25"])
def test_what_is_written_is_read_again(value):
    assert all(number_typed(written(Decimal(value), w), w) == Decimal(value) for w in (DA, EN))
