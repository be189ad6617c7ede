"""Keys of a scenario and names of figures in words: what a page says in the place of `a.b[0].c`.

A key's end says what is measured, its beginning of what: a course, a team, a service. A key that
is not known here is shown as it stands.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from sim.reporting.words.language import Language, known

_WAY_OUT: Final = re.compile(r"exits\[(\d+)\]\.probability$")
_OWNERS: Final = ("course", "team", "intake", "staff.professions")
_QUOTED: Final = re.compile(r"""(course|team)\.(["'])(.+?)\2\.(.+)""")
_ENDS: Final = {
    "stay.mean_weeks": known("length of stay"),
    "stay.sd_weeks": known("spread of stays"),
    "hours_sd": known("spread of hours by week"),
    "dose.p_max": known("highest chance of ending self-reliant"),
    "dose.tau_weeks": known("weeks until development works"),
    "dose.gamma": known("how effort works"),
    "everyday_rehabilitation.hours_per_week": known("hours of everyday rehabilitation a week"),
    "everyday_rehabilitation.max_share": known("declines that everyday rehabilitation prevents"),
    "everyday_rehabilitation.tau_hours": known("hours until everyday rehabilitation works"),
    "citizen.multiplier_sd": known("spread of need"),
    "citizen.start_level": known("level at the start"),
    "inflow_per_week": known("new citizens a week"),
    "relapse.probability": known("relapses"),
    "relapse.after.mean_weeks": known("weeks until a relapse"),
    "nursing.contact_minutes": known("minutes of a nursing contact"),
    "clinic.reachable": known("citizens who can reach the clinic"),
    "clinic.share": known("share booked at the clinic"),
    "clinic.time_share": known("time of a clinic contact"),
    "nursing_home.places": known("nursing-home places"),
    "nursing_home.mean_stay_weeks": known("weeks in a nursing home"),
    "staff.temporary_share": known("share of the shortage that is bought"),
    "staff.temporary_premium": known("premium of temporary hours"),
    "staff.effect.mix_loss": known("what a poorer mix of professions loses"),
    "staff.effect.supervision_gain": known("what supervision gains"),
    "staff.effect.supervision_tau_hours": known("hours until supervision works"),
    "pay_per_hour_dkk": known("pay per hour"),
    "absence_share": known("absence"),
    "user_facing_share": known("user-facing share"),
    "staff.unmet_raises.relapses": known("relapses from unmet hours"),
    "staff.unmet_raises.admissions": known("admissions from unmet hours"),
    "continuity.visit_minutes": known("minutes of a visit"),
    "continuity.staff": known("staff who share a citizen’s visits"),
    "continuity.contact_person_share": known("the contact person’s share of visits"),
    "prices.outside.night_hour_dkk": known("price of an hour at night"),
    "prices.outside.complex_nursing_hour_dkk": known("price of an hour of complex nursing"),
    "prices.outside.nursing_home_day_dkk": known("price of a nursing-home day"),
    "prices.outside.hospital_day_dkk": known("price of a hospital day"),
    "tariff.service_hour_dkk": known("price of an hour of support"),
    "tariff.overhead_share": known("overhead share"),
    "tariff.budgeted_occupancy": known("budgeted occupancy"),
    "tariff.paid_days_away": known("paid days in hospital"),
    "total.deviation_dkk": known("the deviation of all teams"),
    "total.deviation_share": known("the deviation of all teams, of revenue"),
    "total.deficit_probability": known("the risk of a deficit for all teams"),
    "total.revenue_dkk": known("the revenue of all teams"),
    "total.cost_dkk": known("the cost of all teams"),
    "deviation_dkk": known("the deviation"),
    "deviation_share": known("the deviation, of revenue"),
    "deficit_probability": known("the risk of a deficit"),
    "revenue_dkk": known("the revenue"),
    "cost_dkk": known("the cost"),
    "outcomes.unmet_hours_per_week": known("the unmet hours a week"),
    "outcomes.temporary_hours_per_week": known("the temporary hours a week"),
    "outcomes.continuity_index": known("the index of continuity"),
    "outcomes.helpers_14_days": known("the helpers a citizen meets in 14 days"),
    "outcomes.self_reliant_per_year": known("the citizens who become self-reliant a year"),
    "outcomes.admissions_per_year": known("the admissions a year"),
    "outcomes.relapses_per_year": known("the relapses a year"),
    "policy": known("behaviour"),
    "alpha": known("weight of the citizens’ benefit"),
}
_WEIGHTED: Final = re.compile(r"alpha (\d\.\d+)")
_BEHAVIOURS: Final = {
    "needs_led": known("by need"),
    "budget_led": known("by budget"),
    "incentive_led": known("by money and benefit"),
    "learning": known("by what was learned"),
}
_OF_A_NAME: Final = {
    "hours_per_week": known("hours a week, {name}"),
    "outside_hours_per_week": known("hours a week outside the rate, {name}"),
    "hazards_per_week": known("risk a week, {name}"),
    "cost_per_hour_dkk": known("hourly price, {name}"),
    "weekly_dkk": known("weekly rate, {name}"),
    "hourly_dkk": known("hourly rate, {name}"),
    "lump_sum_dkk": known("lump sum, {name}"),
    "step_down": known("step-down, {name}"),
    "full_time_equivalents": known("full-time equivalents, {name}"),
    "intake": known("share of new citizens, {name}"),
    "milestone_weeks": known("weeks between assessments, {name}"),
    "recommended_mix": known("share of the mix, {name}"),
    "times": known("share of the hours, {name}"),
}
_TIMES: Final = {"day": known("by day"), "evening": known("evening"), "weekend": known("weekend")}
_OF_A_STEP: Final = ("after_weeks", "weekly_dkk")


def words_of_key(key: str, words: Language) -> str:
    """What a key or a figure is, in words; the key itself where nobody has said it."""
    owner, rest = _owned(key)
    said = _said(rest, words)
    if said is None:
        return key
    return f"{said} ({words.name(owner)})" if owner else said


def words_of_model(name: str, words: Language) -> str:
    """A behaviour model by name: the usual ones in words, a planner's own as it is called."""
    if found := _WEIGHTED.fullmatch(name):
        return words.say(
            "{weight} weight of the citizens’ benefit",
            weight=value_in_words(float(found[1]), words),
        )
    return words.say(_BEHAVIOURS[name]) if name in _BEHAVIOURS else words.name(name)


def option_in_words(values: Mapping[str, Any], words: Language) -> str:
    """An option's values, each with what it is of."""
    return ", ".join(
        f"{words_of_key(key, words)}: {value_in_words(value, words)}"
        for key, value in values.items()
    )


def value_in_words(value: object, words: Language) -> str:
    """A value of a key: a number as readers write it, a behaviour in words."""
    if isinstance(value, str):
        return words.say(_BEHAVIOURS[value]) if value in _BEHAVIOURS else words.name(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return words.plain_numbers([float(value)]) if is_number else str(value)  # type: ignore[arg-type]


def _owned(key: str) -> tuple[str, str]:
    """A key's course, team or profession, and what is left of the key."""
    if quoted := _QUOTED.fullmatch(key):
        return quoted[3], quoted[4]
    for table in _OWNERS:
        head = f"{table}."
        if key.startswith(head) and key.count(".") > head.count("."):
            owner, _, rest = key.removeprefix(head).partition(".")
            return owner, f"{table}.{rest}" if table == "intake" else rest
    return "", key


def _said(key: str, words: Language) -> str | None:
    if found := _WAY_OUT.search(key):
        return words.say("way out {n}", n=int(found[1]) + 1)
    for end, said in _ENDS.items():
        if key == end or key.endswith(f".{end}"):
            return words.say(said)
    parts = key.split(".")
    for place, table in enumerate(parts[:-1]):
        if table in _OF_A_NAME:
            names = [name for name in parts[place + 1 :] if name not in _OF_A_STEP]
            said = ", ".join(_named(name, words) for name in names)
            return words.say(_OF_A_NAME[table], name=said)
    return None


def _named(name: str, words: Language) -> str:
    return words.say(_TIMES[name]) if name in _TIMES else words.name(name)
