"""Residents who could live in a less specialised offer: who moves, when, and what it saves.

Basis rates are 600 DKK a day in Birk and 100 in Eg, so that a move saves 500 a day.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reforms import filed, reformed, trees, with_cheap

from sim.economics.reform.moves import Places
from sim.economics.reform.offer_accounts import offer_accounts
from sim.economics.reform.reform import amounts, less_specialised, reform, reform_tree
from sim.scenario.schema.reform import ContractTable, ReformFile

ON = "[less_specialised]\nmoves = true\n"
COULD = 'could_live_in = "Eg"'


def everybody(text, *days):
    """All three of Birk could live in Eg, from these days on."""
    for name, day in zip(('21\n[[contract]]\ncontract = "2', "42\n", "63\n"), days, strict=True):
        own = f"{COULD}\ncould_move_on = {day}\n"
        first, rest = name.split("\n", 1)
        text = text.replace(f"hours_before = {name}", f"hours_before = {first}\n{own}{rest}", 1)
    return text


def moved(found):
    return {name: day.isoformat() for name, day in found.moving.moved.items()}


def test_a_move_saves_the_difference_of_the_basis_rates(tmp_path):
    found = reformed(tmp_path, with_cheap(COULD) + ON)
    said = reform_tree(found)
    assert moved(found) == {"3": "2025-01-01"}
    assert said["total"]["moves_dkk"] == said["total"]["plans_dkk"] == -500 * 365
    high = next(row for row in said["payers"] if row["payer"] == "High")
    assert high["moves_dkk"] == -500 * 365
    assert said["less_specialised"] == {
        "could_move": 1,
        "moved": 1,
        "for_want_of_places": 0,
        "saved_dkk": 500 * 365,
        "potential_dkk": 500 * 365,
    }


def test_switched_off_they_are_counted_and_priced_and_stay(tmp_path):
    said = reform_tree(reformed(tmp_path, with_cheap(COULD)))
    assert said["total"]["plans_dkk"] == said["total"]["moves_dkk"] == 0
    assert said["less_specialised"]["potential_dkk"] == 500 * 365
    assert said["less_specialised"]["moved"] == said["less_specialised"]["saved_dkk"] == 0


def test_without_such_residents_nothing_is_said_of_them(tmp_path):
    said = reform_tree(reformed(tmp_path, with_cheap() + ON))
    assert set(said) == {"schema", "payers", "total"}
    assert "moves_dkk" not in said["total"]


def test_the_day_on_which_it_would_do_counts(tmp_path):
    """From 2 July 183 days are left."""
    keys = (COULD, "could_move_on = 2025-07-02")
    found = reformed(tmp_path, with_cheap(*keys) + ON)
    assert amounts(found.lines)["plans_dkk"] == -500 * 183


def test_moves_may_begin_on_a_date(tmp_path):
    dated = "[{ from = 2025-01-01, value = false }, { from = 2025-07-02, value = true }]"
    found = reformed(tmp_path, with_cheap(COULD) + f"[less_specialised]\nmoves = {dated}\n")
    assert moved(found) == {"3": "2025-07-02"}


def test_equal_savings_go_by_contract_and_the_others_wait(tmp_path):
    """One place is free; all three save 500 a day, and the first by name is moved."""
    days = ["2025-01-01"] * 3
    found = reformed(tmp_path, everybody(with_cheap(), *days) + ON)
    assert moved(found) == {"1": "2025-01-01"}
    said = less_specialised(found)
    assert (said["could_move"], said["moved"], said["for_want_of_places"]) == (3, 1, 2)
    assert said["potential_dkk"] == 3 * 500 * 365


def test_the_largest_saving_goes_first_whatever_its_name(tmp_path):
    """A cap of 3,000 cuts 300 off the dearest, whose move saves 100 and not 500 a day.

    Each of the three others carries 100: in Eg the dearest would pay 100 + 100 + 2,700 = 2,900.
    """
    text = everybody(with_cheap(), *["2025-01-01"] * 3).replace('contract = "3"', 'contract = "0"')
    found = reformed(tmp_path, text + ON + "[new]\ncap_dkk_per_day = 3000\n")
    rates = {line.contract.contract: line.new_rate for line in found.lines}
    there = {hours: found.structure.new_rate("Eg", hours) for hours in (21, 63)}
    assert (rates["1"] - there[21], rates["0"] - there[63]) == (500, 100)
    assert moved(found) == {"1": "2025-01-01"}


def test_a_place_that_is_left_counts_from_its_day(tmp_path):
    """The citizen of Eg leaves in June: the second in line gets the place that day."""
    text = everybody(with_cheap(), *["2025-01-01"] * 3) + "leaves_on = 2025-06-01\n"
    found = reformed(tmp_path, text + ON)
    assert moved(found) == {"1": "2025-01-01", "2": "2025-06-01"}


def test_a_place_that_is_moved_out_of_is_free_the_same_day(tmp_path):
    """Eg is full; its citizen could live in Birk's one free place, so that the third can follow."""
    text = with_cheap(COULD).replace("places = 2", "places = 1")
    found = reformed(tmp_path, text + 'could_live_in = "Birk"\n' + ON)
    assert moved(found) == {"4": "2025-01-01", "3": "2025-01-01"}
    full = reformed(tmp_path, text.replace("places = 4", "places = 3") + COULD.replace("Eg", "Birk")
                    + "\n" + ON)  # fmt: skip
    assert moved(full) == {}
    assert less_specialised(full)["for_want_of_places"] == 2


def test_who_has_left_does_not_move(tmp_path):
    keys = (COULD, "could_move_on = 2025-07-02", "leaves_on = 2025-07-01")
    said = less_specialised(reformed(tmp_path, with_cheap(*keys) + ON))
    assert (said["could_move"], said["moved"], said["potential_dkk"]) == (0, 0, 0)


def test_the_offer_left_behind_lacks_the_basis_rate_and_the_other_gains_one(tmp_path):
    """Hours go with the citizen, basis costs stay: 600 a day less, and 100 a day more."""
    birk, eg = offer_accounts(reformed(tmp_path, with_cheap(COULD) + ON))
    assert birk.deviation_dkk == -600 * 365
    assert eg.deviation_dkk == 100 * 365
    assert birk.occupancy == pytest.approx(2 / 4)
    assert eg.occupancy == pytest.approx(2 / 2)


def test_the_basis_rate_there_is_the_one_at_the_budgeted_occupancy(tmp_path):
    """At full occupancy a place is 36,500 ÷ 730 = 50 in Eg and 657,000 ÷ 1,460 = 450 in Birk."""
    found = reformed(tmp_path, with_cheap(COULD) + ON + "[new]\nbudgeted_occupancy = 1\n")
    line = found.lines[2]
    assert line.steps.with_plans == (2700 + 100) * 365
    assert line.steps.with_occupancy == (2700 + 50) * 365


def test_a_move_that_saves_nothing_is_made_last(tmp_path):
    """Birk's free place is taken by the citizen of Eg, who pays 500 a day more there."""
    found = reformed(tmp_path, with_cheap() + 'could_live_in = "Birk"\n' + ON)
    assert moved(found) == {"4": "2025-01-01"}
    assert less_specialised(found)["saved_dkk"] == -500 * 365


def test_moves_may_end_on_a_date(tmp_path):
    dated = "[{ from = 2025-01-01, value = true }, { from = 2025-05-01, value = false }]"
    text = everybody(with_cheap(), *["2025-01-01"] * 3) + "leaves_on = 2025-06-01\n"
    found = reformed(tmp_path, text + f"[less_specialised]\nmoves = {dated}\n")
    assert moved(found) == {"1": "2025-01-01"}


OFFERS = ["A", "B", "C"]


@given(
    st.lists(st.permutations(OFFERS).map(lambda names: names[:2]), max_size=9),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
def test_who_moves_is_the_first_in_rank_asked_again_after_each_move(homes, more):
    """Against the slow way: begin again at the top whenever somebody has moved."""
    keys = {"payer": "P", "hours_before": 7.0}
    ranked = [
        ContractTable(contract=str(n), offer=here, could_live_in=there, **keys)
        for n, (here, there) in enumerate(homes)
    ]
    counts = {name: sum(of.offer == name for of in ranked) for name in OFFERS}
    free = dict(zip(OFFERS, more, strict=True))
    tree = {
        "reform": {"start": dt.date(2025, 1, 1), "hourly_price_dkk": 300.0},
        "offer": [
            {"name": n, "places": counts[n] + free[n] or 1, "basis_cost_dkk_per_year": 0.0}
            for n in OFFERS
        ],
        "contract": [of.model_dump() for of in ranked] or [{"contract": "x", "offer": "A", **keys}],
    }
    places = Places(ranked, ReformFile.model_validate(tree))
    places.free = dict(free)
    places.fill(ranked, dt.date(2025, 1, 1))
    expected = []
    while True:
        waiting = (of for of in ranked if of.contract not in expected and free[of.could_live_in])
        first = next(waiting, None)
        if first is None:
            break
        expected.append(first.contract)
        free[first.could_live_in] -= 1
        free[first.offer] += 1
    assert list(places.moves) == expected
    assert places.free == free


def taken_on(found, day):
    """Citizens in each offer on a day."""
    taken = dict.fromkeys((offer.name for offer in found.values.offer), 0)
    for line in found.lines:
        gone = line.contract.leaves_on
        for stay in line.course.stays:
            is_there = stay.span.first <= day < stay.span.beyond
            taken[stay.offer] += is_there and (gone is None or day < gone)
    return taken


@given(trees(changing=True))
def test_no_offer_ever_has_more_citizens_than_places(tree):
    found = reform(filed(tree))
    places = {offer.name: offer.places for offer in found.values.offer}
    for number in range(0, 365, 7):
        taken = taken_on(found, dt.date(2025, 1, 1) + dt.timedelta(number))
        assert all(taken[name] <= places[name] for name in places)


@given(trees(changing=True))
def test_at_the_end_nobody_waits_for_a_free_place(tree):
    tree = {**tree, "less_specialised": {"moves": True}}
    found = reform(filed(tree))
    last = dt.date(2025, 12, 31)
    taken = taken_on(found, last)
    for offer in found.values.offer:
        waiting = [
            of
            for of in found.moving.could
            if of.could_live_in == offer.name
            and of.contract not in found.moving.moved
            and (of.leaves_on is None or of.leaves_on > last)
        ]
        assert not waiting or taken[offer.name] == offer.places


@given(trees(changing=True))
def test_what_moves_save_is_of_the_plans_and_sums_over_payers(tree):
    said = reform_tree(reform(filed(tree)))
    for name in ("moves_dkk", "outside_rate_dkk", "bill_dkk"):
        if name in said["total"]:
            assert sum(row[name] for row in said["payers"]) == said["total"][name]
    if "less_specialised" in said:
        assert said["less_specialised"]["saved_dkk"] == -said["total"]["moves_dkk"]
