import math

import pytest

from sim.model.rules.outcomes import (
    Measures,
    SelfDetermination,
    VisitSplit,
    colleague_probability,
    contact_person_probability,
    continuity_index,
    development_progression,
    distinct_helpers,
    economy,
    lasting_progression,
    score,
    self_determination,
    visitors,
)
from sim.model.terms import GOALS

EVEN = VisitSplit(persons=12.0, contact_person_share=0.0, temporary_share=0.0)
KNOWN = VisitSplit(persons=11.0, contact_person_share=0.3, temporary_share=0.0)
TEMPORARY = VisitSplit(persons=11.0, contact_person_share=0.3, temporary_share=0.2)
ALONE = VisitSplit(persons=1.0, contact_person_share=0.3, temporary_share=0.0)
CURVE = SelfDetermination(idle_share=0.95, full_share=0.6, exponent=3.0)


def test_visits_shared_evenly_meet_the_number_of_the_design():
    assert distinct_helpers(14, visitors(EVEN)) == pytest.approx(12 * (1 - (1 - 1 / 12) ** 14))
    assert continuity_index(visitors(EVEN)) == pytest.approx(1 / 12)


def test_one_visit_is_one_helper():
    for split in (EVEN, KNOWN, TEMPORARY, ALONE, VisitSplit(2.5, 0.9, 1.0)):
        assert distinct_helpers(1, visitors(split)) == pytest.approx(1)


def test_no_visit_is_no_helper():
    assert distinct_helpers(0, visitors(TEMPORARY)) == 0
    assert distinct_helpers(-1, visitors(TEMPORARY)) == 0


def test_the_contact_person_takes_a_share_and_the_others_the_rest():
    assert contact_person_probability(KNOWN) == pytest.approx(0.3)
    assert colleague_probability(KNOWN) == pytest.approx(0.07)
    assert distinct_helpers(2, visitors(KNOWN)) == pytest.approx(1 - 0.7**2 + 10 * (1 - 0.93**2))
    assert continuity_index(visitors(KNOWN)) == pytest.approx(0.3**2 + 10 * 0.07**2)


def test_each_temporary_visit_is_by_another_person():
    assert contact_person_probability(TEMPORARY) == pytest.approx(0.24)
    assert colleague_probability(TEMPORARY) == pytest.approx(0.056)
    own = 1 - 0.76**5 + 10 * (1 - 0.944**5)
    assert distinct_helpers(5, visitors(TEMPORARY)) == pytest.approx(own + 0.2 * 5)
    assert continuity_index(visitors(TEMPORARY)) == pytest.approx(0.24**2 + 10 * 0.056**2)
    only = TEMPORARY._replace(temporary_share=1.0)
    assert distinct_helpers(5, visitors(only)) == 5
    assert continuity_index(visitors(only)) == 0


def test_one_person_makes_every_visit():
    assert distinct_helpers(30, visitors(ALONE)) == 1
    assert continuity_index(visitors(ALONE)) == 1


def test_a_contact_person_takes_no_less_than_an_equal_share():
    few = VisitSplit(persons=2.0, contact_person_share=0.3, temporary_share=0.0)
    assert contact_person_probability(few) == 0.5
    assert colleague_probability(few) == 0.5


@pytest.mark.parametrize("persons", [1.0, 1.000001, 1.5, 2.0, 40.7])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("temporary", [0.0, 0.4, 1.0])
def test_all_probabilities_add_up_and_more_visits_meet_more(persons, share, temporary):
    split = VisitSplit(persons, share, temporary)
    own = contact_person_probability(split) + (persons - 1) * colleague_probability(split)
    assert own + temporary == pytest.approx(1)
    met = [distinct_helpers(v, visitors(split)) for v in (0, 0.5, 1, 7.5, 30)]
    assert met == sorted(met)
    assert met[-1] <= min(30, persons + temporary * 30) + 1e-9
    assert 0 <= continuity_index(visitors(split)) <= 1


def test_self_determination_falls_from_idle_to_full():
    assert self_determination(0, CURVE) == 0.95
    assert self_determination(0.5, CURVE) == pytest.approx(0.95 - 0.35 / 8)
    assert self_determination(1, CURVE) == pytest.approx(0.6)


def test_self_determination_above_full_use_is_shared_by_all_hours():
    assert self_determination(1.5, CURVE) == pytest.approx(0.4)
    assert self_determination(math.inf, CURVE) == 0


def test_a_surplus_is_no_better_than_a_balance():
    assert economy(900, 1_000) == pytest.approx(0.9)
    assert economy(1_000, 1_000) == economy(5_000, 1_000) == 1


def test_where_nothing_is_spent_the_economy_is_whole():
    assert economy(0, 0) == economy(10, 0) == 1
    assert economy(0, 10) == 0


def test_development_is_measured_by_who_ends_better_off():
    assert development_progression(3, 4) == 0.75
    assert development_progression(0, 0) == 0


def test_lasting_care_is_measured_by_levels_kept():
    assert lasting_progression(0, 10) == lasting_progression(-4, 10) == 1
    assert lasting_progression(5, 10) == pytest.approx(math.exp(-0.5))
    assert lasting_progression(5, 0) == 1


def test_the_score_is_a_weighted_mean():
    measures = Measures(economy=0.8, progression=0.4, continuity=1.0, self_determination=0.0)
    assert score(measures, Measures(0.5, 0.3, 0.1, 0.1)) == pytest.approx(0.4 + 0.12 + 0.1)
    assert score(measures, Measures(2, 2, 0, 0)) == pytest.approx(0.6)
    assert score(measures, Measures(0, 0, 0, 0)) == 0


def test_measures_stand_in_the_order_of_the_goals():
    assert Measures._fields == GOALS
