"""What teams that look at money only do under each tariff, and what teams in good faith do not.

The same citizens; differences are from teams in good faith, who do the same under every tariff.
"""

import numpy as np
import pytest
from teams_at_work import FINANCIAL, TARIFFS, Seen, paired, seen, under


@pytest.fixture(scope="module")
def in_good_faith() -> dict[str, Seen]:
    return {tariff: seen(under(tariff)) for tariff in TARIFFS}


@pytest.fixture(scope="module")
def for_money() -> dict[str, Seen]:
    return {tariff: seen(under(tariff, FINANCIAL)) for tariff in TARIFFS}


@pytest.fixture(scope="module")
def moved(in_good_faith, for_money):
    """Difference of a figure under a tariff, purely financial teams less good faith."""

    def difference(figure, tariff):
        other, first = (getattr(of[tariff], figure) for of in (for_money, in_good_faith))
        return paired(other, first)

    return difference


def test_good_faith_does_none_of_it(in_good_faith):
    for tariff in TARIFFS:
        for figure in set(Seen._fields) - {"surplus", "revenue"}:
            first, other = (getattr(in_good_faith[of], figure) for of in (TARIFFS[0], tariff))
            assert np.array_equal(first, other)
        assert not in_good_faith[tariff].unmet_hours.any()
        assert not in_good_faith[tariff].relabelled.any()


def test_a_weekly_rate_above_cost_holds_on_to_citizens(moved):
    """From 8 weeks towards the 26 that are allowed, cut short by admissions and deaths."""
    assert moved("development_weeks", "course_rates").low > 10
    assert moved("self_reliant", "course_rates").high < 0


def test_a_lump_sum_closes_early_and_opens_again(moved):
    """From 8 weeks to the 2 that are allowed; fewer are self-reliant, more begin anew."""
    assert moved("development_weeks", "lump_sum").high < -5
    assert moved("self_reliant", "lump_sum").high < 0
    assert moved("reopened", "lump_sum").low > 0
    assert moved("development_begun", "lump_sum").low > 0


def test_pay_by_the_hour_delivers_more(moved):
    """15 % more than is needed, the most that is allowed, of 1.5 hours a week."""
    assert moved("training_hours", "activity").low > 0.75 * 0.15 * 1.5
    assert moved("unmet_hours", "activity").high == 0


def test_pay_by_the_hour_keeps_contacts_out_of_the_clinic(moved):
    assert moved("clinic_share", "activity").high < 0


def test_a_block_skimps(moved):
    """20 % less than is needed, the most that is allowed, of 1.5 hours a week."""
    assert moved("training_hours", "block").high < -0.75 * 0.20 * 1.5
    assert moved("unmet_hours", "block").low > 0


def test_a_block_closes_where_more_development_costs_more_than_it_saves(moved):
    assert moved("development_weeks", "block").high < 0


@pytest.mark.parametrize("tariff", ["course_rates", "block", "mixed", "lump_sum"])
def test_pay_that_does_not_follow_the_hours_skimps(moved, tariff):
    """Under any pay in which an hour less costs less than it earns."""
    assert moved("unmet_hours", tariff).low > 0


@pytest.mark.parametrize("tariff", ["course_rates", "block", "lump_sum"])
def test_pay_that_does_not_follow_the_hours_uses_the_clinic(moved, tariff):
    assert moved("clinic_share", tariff).low > 0


def test_only_pay_by_the_course_reports_dearer_courses(moved, for_money):
    assert moved("relabelled", "course_rates").low > 0
    assert moved("relabelled", "lump_sum").low > 0
    assert not for_money["activity"].relabelled.any()
    assert not for_money["block"].relabelled.any()


@pytest.mark.parametrize("tariff", TARIFFS)
def test_it_pays(moved, tariff):
    assert moved("surplus", tariff).low > 0
