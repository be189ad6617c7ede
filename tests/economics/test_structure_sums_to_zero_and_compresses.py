"""From overhead to basis and service: nobody gains in all, high rates fall, low rates rise."""

from fractions import Fraction

from hypothesis import given
from reforms import THREE, filed, reformed, trees

from sim.economics.reform.reform import amounts, reform


def test_three_citizens_by_hand(tmp_path):
    """1,200, 2,400 and 3,600 become 1,500, 2,400 and 3,300."""
    found = reformed(tmp_path, THREE)
    rates = [(line.old_rate, line.new_rate) for line in found.lines]
    assert rates == [(1200, 1500), (2400, 2400), (3600, 3300)]
    structure = [amounts([line])["structure_dkk"] for line in found.lines]
    assert structure == [300 * 365, 0, -300 * 365]


@given(trees())
def test_the_structure_effect_sums_to_zero_to_the_krone(tree):
    found = reform(filed(tree))
    assert amounts(found.lines)["structure_dkk"] == 0
    assert amounts(found.lines)["change_dkk"] == 0


@given(trees(changing=True))
def test_so_it_does_whatever_else_changes(tree):
    assert amounts(reform(filed(tree)).lines)["structure_dkk"] == 0


@given(trees())
def test_in_one_offer_distances_from_the_mean_shrink_by_one_plus_the_overhead(tree):
    tree = {**tree, "old": {"one_overhead_for": "offer"}}
    found = reform(filed(tree))
    for offer, overhead in found.structure.overhead.items():
        lines = [line for line in found.lines if line.contract.offer == offer]
        mean = sum((line.old_rate for line in lines), Fraction(0)) / len(lines)
        for line in lines:
            assert (line.old_rate - mean) == (line.new_rate - mean) * (1 + overhead)


@given(trees())
def test_in_one_offer_who_is_above_the_mean_pays_less(tree):
    found = reform(filed({**tree, "old": {"one_overhead_for": "offer"}}))
    for line in found.lines:
        lines = [one for one in found.lines if one.contract.offer == line.contract.offer]
        mean = sum((one.old_rate for one in lines), Fraction(0)) / len(lines)
        assert (line.new_rate - line.old_rate) * (line.old_rate - mean) <= 0
