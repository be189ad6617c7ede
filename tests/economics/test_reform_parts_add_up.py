"""Structure, plans, indexation and occupancy are the change: by contract, by payer, in total."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from reforms import THREE, filed, reformed, trees

from sim.economics.reform.reform import AMOUNTS, PARTS, amounts, reform, reform_tree
from sim.economics.reform.whole_kroner import nearest_krone, whole_kroner


def adds_up(row):
    return row["change_dkk"] == sum(row[part] for part in PARTS) and (
        row["after_dkk"] - row["before_dkk"] == row["change_dkk"]
    )


@given(trees(changing=True))
def test_parts_add_to_the_change_to_the_krone(tree):
    found = reform(filed(tree))
    said = reform_tree(found)
    assert all(adds_up(row) for row in [*said["payers"], said["total"]])
    assert all(adds_up(amounts([line])) for line in found.lines)


@given(trees(changing=True))
def test_contracts_add_to_payers_and_payers_to_the_total(tree):
    found = reform(filed(tree))
    said = reform_tree(found)
    by_payer = {row["payer"]: Counter() for row in said["payers"]}
    for line in found.lines:
        by_payer[line.contract.payer].update(amounts([line]))
    for row in said["payers"]:
        assert all(by_payer[row["payer"]][name] == row[name] for name in AMOUNTS)
    for name in AMOUNTS:
        assert sum(row[name] for row in said["payers"]) == said["total"][name]


@given(trees(changing=True))
def test_no_amount_is_a_krone_or_more_from_its_exact_value_for_a_payer(tree):
    found = reform(filed(tree))
    for name in {line.contract.payer for line in found.lines}:
        of = [n for n, line in enumerate(found.lines) if line.contract.payer == name]
        for step in range(5):
            whole = sum(found.lines[n].steps[step] for n in of)
            exact = sum((found.exact[n][step] for n in of), Fraction(0))
            assert abs(whole - exact) < 1


@given(st.lists(st.fractions(-1000, 1000, max_denominator=97), min_size=1, max_size=30))
def test_whole_kroner_have_the_rounded_sum_and_each_is_next_to_its_amount(exact):
    whole = whole_kroner(exact)
    assert sum(whole) == nearest_krone(sum(exact))
    assert all(abs(a - b) < 1 for a, b in zip(whole, exact, strict=True))


def test_the_largest_remainders_get_the_missing_kroner():
    """1.3 + 1.4 + 1.4 = 4.1: one krone is missing from 1 + 1 + 1, the first 1.4 gets it."""
    assert whole_kroner([Fraction("1.3"), Fraction("1.4"), Fraction("1.4")]) == [1, 2, 1]
    assert whole_kroner([]) == []


def test_the_residue_of_rounding_is_what_contracts_alone_would_be_off_by(tmp_path):
    """Three contracts of a third of a krone more each: alone 0, together 1."""
    text = THREE.replace("657_000", "657_000\ninterest_change_dkk_per_year = 1")
    found = reformed(tmp_path, text)
    assert amounts(found.lines)["change_dkk"] == 1
    assert found.rounding_residue_dkk == -1
