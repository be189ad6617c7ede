"""Rules of a reform that can be switched on: each by arithmetic on three citizens."""

import pytest
from reforms import THREE, reformed

from sim.economics.reform.offer_accounts import contract_true_up, offer_accounts
from sim.economics.reform.reform import amounts
from sim.scenario.schema.reform import BandTable

INDEXATION = """\
[indexation]
applied = 0.042
supplements = { agreement_2025 = 0.013, agreement_2024 = 0.007 }
"""
BEFORE_DKK = 7200 * 365  # 1,200 + 2,400 + 3,600 a day


def total(tmp_path, text):
    return amounts(reformed(tmp_path, text).lines)


@pytest.mark.parametrize(
    ("owed", "gap"),
    [('"agreement_2025"', 0.013), ('"agreement_2025", "agreement_2024"', 0.020), ("", 0.0)],
)
def test_supplements_are_the_gap_and_not_on_top_of_it(tmp_path, owed, gap):
    """4.2 + 1.3 = 5.5 %, + 0.7 = 6.2 %: what is short is 1.3 or 2.0 % of the turnover."""
    said = total(tmp_path, THREE + INDEXATION + f"compared_with = [{owed}]\n")
    assert said["before_dkk"] == round(BEFORE_DKK * (1.042 + gap))
    assert said["after_dkk"] == round(BEFORE_DKK * 1.042)
    assert said["change_dkk"] == said["indexation_dkk"] == round(-BEFORE_DKK * gap)


def test_a_supplement_that_is_paid_leaves_no_gap(tmp_path):
    text = THREE + INDEXATION + 'compared_with = ["agreement_2025"]\npaid = ["agreement_2025"]\n'
    assert total(tmp_path, text)["indexation_dkk"] == 0


def test_indexation_from_a_date_holds_from_that_date(tmp_path):
    """10 % owed for the last 100 of 365 days."""
    dated = "[{ from = 2025-01-01, value = 0 }, { from = 2025-09-23, value = 0.1 }]"
    text = THREE + f'[indexation]\nsupplements = {{ x = {dated} }}\ncompared_with = ["x"]\n'
    assert total(tmp_path, text)["indexation_dkk"] == -7200 * 10


def test_budgeted_occupancy_moves_the_basis_rate(tmp_path):
    """657,000 ÷ (4 × 0.9 × 365) = 500 instead of 600 a day, for three citizens."""
    said = total(tmp_path, THREE + "[new]\nbudgeted_occupancy = 0.9\n")
    assert said["occupancy_dkk"] == said["change_dkk"] == -3 * 100 * 365


def test_a_cap_is_carried_by_the_others(tmp_path):
    """3,300 is cut to 3,100; the other two carry 100 a day each."""
    found = reformed(tmp_path, THREE + "[new]\ncap_dkk_per_day = 3100\n")
    assert [line.new_rate for line in found.lines] == [1600, 2500, 3100]
    assert amounts(found.lines)["structure_dkk"] == 0


def test_who_is_pushed_to_the_cap_is_capped_too(tmp_path):
    """Cap 2,450: 850 is cut off, the second takes 50 of it and the first the other 800."""
    found = reformed(tmp_path, THREE + "[new]\ncap_dkk_per_day = 2450\n")
    assert [line.new_rate for line in found.lines] == [2300, 2450, 2450]


def test_a_cap_above_all_rates_cuts_nothing(tmp_path):
    found = reformed(tmp_path, THREE + "[new]\ncap_dkk_per_day = 9000\n")
    assert [line.new_rate for line in found.lines] == [1500, 2400, 3300]


def test_who_leaves_pays_no_more_and_the_offer_lacks_the_basis_rate(tmp_path):
    """The third leaves after 100 days: 265 days × 3,300 less, of which hours cost 2,700."""
    found = reformed(tmp_path, THREE + "leaves_on = 2025-04-11\n")
    assert amounts(found.lines)["plans_dkk"] == -265 * 3300
    (account,) = offer_accounts(found)
    assert account.deviation_dkk == -265 * 600
    assert account.occupancy == pytest.approx((2 * 365 + 100) / (4 * 365))


def test_interest_that_is_not_corrected_for_is_shared_by_place(tmp_path):
    text = THREE.replace("657_000", "657_000\ninterest_change_dkk_per_year = 3000")
    found = reformed(tmp_path, text)
    assert [amounts([line])["indexation_dkk"] for line in found.lines] == [1000, 1000, 1000]
    assert offer_accounts(found)[0].deviation_dkk == 0


def test_one_percentage_for_each_offer_keeps_money_within_it(tmp_path):
    """Two offers, one citizen each: with one percentage money moves between them, else none."""
    second = '[[offer]]\nname = "Eg"\nplaces = 1\nbasis_cost_dkk_per_year = 0\n'
    text = THREE.replace("[[contract]]", second + "[[contract]]", 1)
    text = text.replace('payer = "High"\noffer = "Birk"', 'payer = "High"\noffer = "Eg"')
    for among, moved in (("all", -900 * 365), ("offer", 0)):
        found = reformed(tmp_path, text + f'[old]\none_overhead_for = "{among}"\n')
        assert amounts([found.lines[2]])["structure_dkk"] == moved


@pytest.mark.parametrize(
    ("deviation", "settled"), [(-4, 0), (-5, 0), (-8, 3), (5, 0), (12, -7), (0, 0)]
)
def test_what_lies_beyond_the_band_is_settled(deviation, settled):
    """Cost 100, band 5 %: a deficit is asked for, a surplus given back."""
    assert contract_true_up(deviation, 100, BandTable(share=0.05)) == settled
    assert contract_true_up(deviation, 100, None) == 0


def test_it_is_settled_two_years_on(tmp_path):
    """Half the year empty at the dearest place: 159,000 of 2,628,000 - 715,500 is 8.3 %."""
    band = "[deficit_band]\nshare = 0.05\n"
    found = reformed(tmp_path, THREE + "leaves_on = 2025-04-11\n" + band)
    (account,) = offer_accounts(found)
    assert account.cost_dkk == 2_628_000 - 265 * 2700
    assert account.true_up_dkk == 159_000 - round(0.05 * account.cost_dkk)
    assert account.settled_in == 2027
