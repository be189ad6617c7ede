"""Who pays is drawn once for life, and nothing that happens depends on it."""

import math
from collections import Counter

from by_hand import spells_of, tables
from small_scenarios import OFFERS, THREE_COURSES, logged, parameters_of_text

from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.payers import payer

WITHOUT = OFFERS.replace('[payers]\nshare = { "Nord Kommune" = 0.4, "Syd Kommune" = 0.6 }\n', "")


def test_a_uniform_falls_into_one_share():
    shares = [0.25, 0.5, 0.25]
    assert [payer(u, shares) for u in (0.0, 0.2499, 0.25, 0.7499, 0.75, 0.9999)] == [
        0,
        0,
        1,
        1,
        2,
        2,
    ]


def test_the_last_with_a_share_takes_what_rounding_leaves():
    assert payer(1 - 2**-53, [0.1] * 7 + [0.3 - 1e-9, 0.0]) == 7


def test_a_citizen_keeps_the_payer_through_all_spells():
    by_citizen = {}
    for citizen, name in spells_of(tables(OFFERS, STANDARD_RULES), "citizen", "payer"):
        by_citizen.setdefault(citizen, set()).add(name)
    assert len(by_citizen) > 50
    assert all(len(names) == 1 for names in by_citizen.values())


def test_the_shares_are_those_of_the_scenario():
    # 0.4 of n citizens within four standard errors.
    payers = {}
    for replication in range(20):
        found = spells_of(tables(OFFERS, STANDARD_RULES, replication), "citizen", "payer")
        payers |= {(replication, citizen): name for citizen, name in found}
    found = Counter(payers.values())["Nord Kommune"] / len(payers)
    assert abs(found - 0.4) < 4 * math.sqrt(0.4 * 0.6 / len(payers))


def test_nothing_that_happens_depends_on_it():
    assert WITHOUT != OFFERS
    assert logged(parameters_of_text(WITHOUT)) == logged(parameters_of_text(OFFERS))


def test_without_payers_there_is_no_column():
    assert "payer" not in tables(THREE_COURSES).spells
