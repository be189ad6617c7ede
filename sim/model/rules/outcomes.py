"""Outcomes of care other than money: continuity, self-determination and the goals' measures.

The first half is asked by the events, week by week; the second half by the summary, of the sums
of a whole run. Every measure lies in 0-1 and more is better, so that goals can be weighed
against each other.
"""

import math
from typing import Final, NamedTuple

# Continuity


class VisitSplit(NamedTuple):
    """How a citizen's visits are shared out."""

    persons: float  # staff who share the visits, 1 and up, not necessarily whole
    contact_person_share: float  # of the visits by own staff; at least an equal share counts
    temporary_share: float  # of all visits; each by another person


def contact_person_probability(split: VisitSplit) -> float:
    """Probability that a visit is the contact person's.

    max(c, 1/n) (1 - t): the contact person takes the share c of what own staff do, and at least
    as much as anyone else. Source: assumption.
    """
    equal = 1.0 / max(1.0, split.persons)
    return max(split.contact_person_share, equal) * (1.0 - split.temporary_share)


def colleague_probability(split: VisitSplit) -> float:
    """Probability that a visit is made by one given member of staff, not the contact person.

    The others share what the contact person and temporary staff leave: evenly, so (1 - t - p)
    / (n - 1), p the contact person's probability; 0 where there are no others.
    """
    others = split.persons - 1.0
    if others <= 0.0:
        return 0.0
    left = 1.0 - split.temporary_share - contact_person_probability(split)
    return max(0.0, left) / others


class Visitors(NamedTuple):
    """Who makes a citizen's visits."""

    contact_person: float  # probability that a visit is theirs
    colleague: float  # that it is made by one given other member of staff
    colleagues: float  # how many they are, not necessarily whole
    temporary_share: float  # of all visits; each by another person
    log_without_contact_person: float  # log of the probability that a visit is not theirs
    log_without_colleague: float


_LOG_OF_NOTHING: Final = -1e300
"""Log of a probability of 0: some visits make it 0, no visits make it 1."""


def visitors(split: VisitSplit) -> Visitors:
    """Who makes the visits that are shared out so."""
    contact_person, colleague = contact_person_probability(split), colleague_probability(split)
    return Visitors(
        contact_person,
        colleague,
        max(0.0, split.persons - 1.0),
        split.temporary_share,
        _log_without(contact_person),
        _log_without(colleague),
    )


def _log_without(probability: float) -> float:
    return math.log(1.0 - probability) if probability < 1.0 else _LOG_OF_NOTHING


def distinct_helpers(visits: float, by: Visitors) -> float:
    """Expected number of different persons who make the visits [persons].

    [1 - (1 - p)^v] + (n - 1) [1 - (1 - q)^v] + t v, with p the contact person's probability, q
    a colleague's and t the share of temporary staff, who never come twice. Without a contact
    person or temporary staff it is n (1 - (1 - 1/n)^v).

    Source: design, "Outcomes besides money"; that visits are shared out independently is an
    assumption.

    >>> four_alike = visitors(VisitSplit(4, contact_person_share=0.25, temporary_share=0))
    >>> round(distinct_helpers(2, four_alike), 6)  # 4 (1 - (3/4)²)
    1.75
    """
    v = max(0.0, visits)
    seen = 1.0 - math.exp(v * by.log_without_contact_person)
    colleagues = by.colleagues * (1.0 - math.exp(v * by.log_without_colleague))
    return seen + colleagues + by.temporary_share * v


def continuity_index(by: Visitors) -> float:
    """Bice-Boxerman index of continuity, 0-1: the chance that two visits are by one person.

    The index of v visits, n_i of them by person i, is (sum n_i^2 - v) / (v (v - 1)); its mean
    over splits drawn independently is the sum of the squared probabilities, p^2 + (n - 1) q^2,
    whatever v is. Temporary staff add nothing.

    Source: Bice and Boxerman 1977, Medical Care 15, 347-349.
    """
    own, other = by.contact_person, by.colleague
    return own * own + by.colleagues * other * other


def continuity_of_shift(visit_share: float, index: float) -> float:
    """What the visits of one shift and profession add to the index of all visits, 0-1.

    share x share x index: nobody works in two shifts or professions, so two visits are by one
    person only where both fall in the same one. Adds up to the index over shifts and professions;
    where all visits fall in one it is its own. Source: assumption.

    >>> continuity_of_shift(0.5, 0.4) + continuity_of_shift(0.5, 0.2)
    0.15000000000000002
    """
    return visit_share * visit_share * index


# Self-determination


class SelfDetermination(NamedTuple):
    """How often care stands where the citizen put it."""

    idle_share: float  # with staff to spare
    full_share: float  # when all capacity is used
    exponent: float


def self_determination(utilisation: float, terms: SelfDetermination) -> float:
    """Share of the delivered hours that stand where the citizen, not the schedule, put them.

    idle - (idle - full) u^k up to full use of the capacity (u = 1), full / u above it: what
    is bought on top comes when it can be had. Source: assumption.
    """
    u = max(0.0, utilisation)
    if u > 1.0:
        return terms.full_share / u
    return terms.idle_share - (terms.idle_share - terms.full_share) * math.pow(u, terms.exponent)


# Goals


class Measures(NamedTuple):
    """One number for each goal, in the order of `terms.GOALS`: measures 0-1, or weights."""

    economy: float
    progression: float
    continuity: float
    self_determination: float


def economy(revenue: float, cost: float) -> float:
    """How well the rate covers the cost, 0-1: min(1, revenue / cost); 1 where nothing is spent.

    A surplus is no better than a balance: it is money not spent on care. Source: assumption.
    """
    return 1.0 if cost <= revenue or cost <= 0.0 else max(0.0, revenue / cost)


def development_progression(improved: float, ended: float) -> float:
    """Share of the development courses that ended with the citizen better off, 0-1.

    `improved` ended self-reliant, in the clinic or at a better level than they began at;
    `ended` leaves out those that death, a move or a hospital stay cut short. 0 where none ended.
    Source: design, "Level is what progression means here"; the measure is an assumption.
    """
    return 0.0 if ended <= 0.0 else min(1.0, improved / ended)


def lasting_progression(net_worsenings: float, citizen_years: float) -> float:
    """How well citizens in lasting care keep their level, 0-1.

    min(1, exp(-w)), w the levels lost less those won for each citizen-year: 1 where as much is
    won as lost, 0.37 where everyone loses a level a year. Source: assumption.
    """
    if net_worsenings <= 0.0 or citizen_years <= 0.0:
        return 1.0
    return math.exp(-net_worsenings / citizen_years)


def score(measures: Measures, weights: Measures) -> float:
    """Weighted mean of the measures, 0-1; 0 where nothing has weight."""
    total = sum(weights)
    if total <= 0.0:
        return 0.0
    return sum([m * w for m, w in zip(measures, weights, strict=True)]) / total
