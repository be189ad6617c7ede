"""The rules of a reform that are on, each as a sentence for its page, by date where they change."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from sim.economics.reform.indexation import paid_index, price_index
from sim.economics.reform.reform import Reformed
from sim.reporting.words.language import Language, known
from sim.scenario.schema.reform import ReformFile

_AMONG: Final = {
    "all": known("Before: the basis costs as one percentage on the rates of all offers."),
    "area": known("Before: the basis costs as one percentage for each special area."),
    "offer": known("Before: the basis costs as one percentage for each offer."),
}

_HEALTH: Final = {
    True: known("Health services are inside the rate."),
    False: known("Health services are outside the rate."),
}
_MOVES: Final = {
    True: known(
        "Residents move to a less specialised offer when it has a place; who saves most a day "
        "moves first."
    ),
    False: known("Residents do not move to less specialised offers; they are only counted."),
}
_ESCORTS: Final = {
    True: known("Escorts to treatment are inside the rate."),
    False: known("Escorts to treatment are outside the rate."),
}


class Day(NamedTuple):
    """A reform, and what its file says on one day."""

    found: Reformed
    values: ReformFile


Rule = Callable[[Day, Language], Iterator[str]]


def rules(found: Reformed, words: Language) -> Iterator[str]:
    """Every rule that is on when the reform begins, and what is new from later dates."""
    start = found.values.reform.start
    known_already = list(_rules_on(Day(found, found.values), words))
    yield from known_already
    for date, values in found.filed.periods:
        if date > start:
            now = list(_rules_on(Day(found, values), words))
            for rule in (one for one in now if one not in known_already):
                yield words.say("From {date}: {rule}", date=words.date(date.isoformat()), rule=rule)
            known_already = now


def _rules_on(day: Day, words: Language) -> Iterator[str]:
    for rule in _RULES:
        yield from rule(day, words)


def _structures(day: Day, words: Language) -> Iterator[str]:
    yield words.say(_AMONG[day.values.old.one_overhead_for])
    occupancy = day.values.new.budgeted_occupancy
    if occupancy is None:
        yield words.say("After: the basis costs shared by place, at the starting occupancy.")
    else:
        yield words.say(
            "After: the basis costs shared by place, at a budgeted occupancy of {share}.",
            share=words.percent(occupancy),
        )
    price = words.money(day.values.reform.hourly_price_dkk)
    yield words.say("Hours at {price} each, before and after.", price=price)


def _cap(day: Day, words: Language) -> Iterator[str]:
    structure = day.found.structure
    if structure.cap is not None:
        yield words.say(
            "No rate is above {cap} a day; what that cuts off lays {carried} a day on the others.",
            cap=words.money(float(structure.cap)),
            carried=words.money(float(structure.carried)),
        )


def _indexation(day: Day, words: Language) -> Iterator[str]:
    yield words.say(
        "Last year’s figures are shown at this year’s prices ({prices}); the rates rose by {paid}.",
        prices=words.percent(float(price_index(day.values.indexation) - 1), signed=True),
        paid=words.percent(float(paid_index(day.values.indexation) - 1)),
    )
    if any(offer.interest_change_dkk_per_year for offer in day.values.offer):
        yield words.say("Changed interest is shared by place.")


def _renegotiation(day: Day, words: Language) -> Iterator[str]:
    rule = day.values.renegotiation
    if rule.material_share or rule.lasting_weeks:
        yield words.say(
            "A plan changes when at least {share} of the hours change for at least {time}.",
            share=words.percent(rule.material_share),
            time=words.duration(rule.lasting_weeks),
        )
    if rule.at_next_status_meeting:
        yield words.say("New hours are paid from the contract’s next status meeting.")
    own = sum(payer.renegotiation is not None for payer in day.values.payer)
    if own:
        yield words.say_count(
            "{count} payer has a rule of its own.", "{count} payers have rules of their own.", own
        )


def _inside(day: Day, words: Language) -> Iterator[str]:
    if day.found.has_outside:
        yield words.say(_HEALTH[day.values.inside_rate.health_services])
        yield words.say(_ESCORTS[day.values.inside_rate.escorts])


def _moves(day: Day, words: Language) -> Iterator[str]:
    if day.found.has_moves:
        yield words.say(_MOVES[day.values.less_specialised.moves])


def _band(day: Day, words: Language) -> Iterator[str]:
    band = day.values.deficit_band
    if band is not None:
        yield words.say(
            "An offer keeps a deviation within {share} of its costs; what lies beyond is settled "
            "in {year}.",
            share=words.percent(band.share),
            year=str(day.values.reform.start.year + band.settled_after_years),
        )


_RULES: Final[tuple[Rule, ...]] = (
    _structures, _cap, _renegotiation, _indexation, _inside, _moves, _band,
)  # fmt: skip
