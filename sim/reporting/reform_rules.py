"""The rules of a reform that are on, each as a sentence for its page."""

from collections.abc import Callable, Iterator
from typing import Final

from sim.economics.reform import Reformed
from sim.reporting.language import Language, known

_AMONG: Final = {
    "all": known("Before: the basis costs as one percentage on the rates of all offers."),
    "area": known("Before: the basis costs as one percentage for each special area."),
    "offer": known("Before: the basis costs as one percentage for each offer."),
}

_HEALTH: Final = {
    True: known("Health services are inside the rate."),
    False: known("Health services are outside the rate."),
}
_ESCORTS: Final = {
    True: known("Escorts to treatment are inside the rate."),
    False: known("Escorts to treatment are outside the rate."),
}

Rule = Callable[[Reformed, Language], Iterator[str]]


def rules(found: Reformed, words: Language) -> Iterator[str]:
    """Every rule that is on, as on the first day."""
    for rule in _RULES:
        yield from rule(found, words)
    if found.filed.is_dated:
        yield words.say("Some of the rules change by date; this is how they begin.")


def _structures(found: Reformed, words: Language) -> Iterator[str]:
    values = found.values
    yield words.say(_AMONG[values.old.one_overhead_for])
    occupancy = values.new.budgeted_occupancy
    if occupancy is None:
        yield words.say("After: the basis costs shared by place, at the starting occupancy.")
    else:
        yield words.say(
            "After: the basis costs shared by place, at a budgeted occupancy of {share}.",
            share=words.percent(occupancy),
        )
    yield words.say(
        "Hours at {price} each, before and after.",
        price=words.money(values.reform.hourly_price_dkk),
    )


def _cap(found: Reformed, words: Language) -> Iterator[str]:
    if found.structure.cap is not None:
        yield words.say(
            "No rate is above {cap} a day; what that cuts off lays {carried} a day on the others.",
            cap=words.money(float(found.structure.cap)),
            carried=words.money(float(found.structure.carried)),
        )


def _renegotiation(found: Reformed, words: Language) -> Iterator[str]:
    rule = found.values.renegotiation
    if rule.material_share or rule.lasting_weeks:
        yield words.say(
            "A plan changes when at least {share} of the hours change for at least {time}.",
            share=words.percent(rule.material_share),
            time=words.duration(rule.lasting_weeks),
        )
    if rule.at_next_status_meeting:
        yield words.say("New hours are paid from the contract’s next status meeting.")
    own = sum(payer.renegotiation is not None for payer in found.values.payer)
    if own:
        yield words.say_count(
            "{count} payer has a rule of its own.", "{count} payers have rules of their own.", own
        )


def _interest(found: Reformed, words: Language) -> Iterator[str]:
    if any(offer.interest_change_dkk_per_year for offer in found.values.offer):
        yield words.say("Changed interest is shared by place.")


def _inside(found: Reformed, words: Language) -> Iterator[str]:
    if not found.has_outside:
        return
    inside = found.values.inside_rate
    yield words.say(_HEALTH[inside.health_services])
    yield words.say(_ESCORTS[inside.escorts])


def _moves(found: Reformed, words: Language) -> Iterator[str]:
    if found.has_moves and found.values.less_specialised.moves:
        yield words.say(
            "Residents move to a less specialised offer when it has a place; who saves most a day "
            "moves first."
        )
    elif found.has_moves:
        yield words.say("Residents do not move to less specialised offers; they are only counted.")


def _band(found: Reformed, words: Language) -> Iterator[str]:
    band = found.values.deficit_band
    if band is not None:
        yield words.say(
            "An offer keeps a deviation within {share} of its costs; what lies beyond is settled "
            "in {year}.",
            share=words.percent(band.share),
            year=str(found.values.reform.start.year + band.settled_after_years),
        )


_RULES: Final[tuple[Rule, ...]] = (
    _structures, _cap, _renegotiation, _interest, _inside, _moves, _band,
)  # fmt: skip
