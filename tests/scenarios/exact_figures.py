"""The figures of the evidence that need no simulation: solved by the twin, or stated.

Targets and ranges are those of the evidence, and tighter where a figure was solved for. The rest
is in `simulated_figures.py`.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from figure import STATED, Figure
from long_run import ONE_WEEK, TEAM_CITIZENS, WEEKS_A_YEAR, LongRun
from usual_care import odds_ratio

from sim.model.terms import (
    COMPLEX_NURSING,
    DEVELOPMENT,
    HOME_CARE,
    HOSPITAL,
    INDIVIDUAL,
    NURSING,
    TRAINING,
)
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK

AGED_65_AND_OVER = 0.205 * 60_000
"""Statistics Denmark 2019, 19.7 %, with the trend to 2025."""
REHABILITATION_BY_HOME_CARE = 1.4
"""Hours a week of rehabilitation that home-care staff give in development."""
PRACTICAL_HELP = 0.22
"""Share of the hours of home care: general knowledge, 0.15-0.3."""
WEEKS_A_MONTH = 365.25 / 12 / DAYS_PER_WEEK
DST = "Statistics Denmark 2022"
LEVELS = "Zingmark and Norström 2021"
JUDGED = "judged or general knowledge"
LEJRE = "Lejre, takster 2026"
DERIVED = "derived"


@cache
def groups() -> dict[str, list[Figure]]:
    """All figures by heading, in the order of the page."""
    now = LongRun(ONE_WEEK)
    return {
        "Citizens and their hours": [*_people(now), *_hours(now)],
        "Functional level and decline": [*_levels(now), *_leavers(now)],
        "Development": [*_development(now), *_against_usual_care()],
        "Hospital and nursing home": list(_places(now)),
        "Clinic, prices and staff, as stated": [*_nursing(now), *_prices(now), *_staff(now)],
        "Rates and money, at hourly prices": [*_money(now), *_rates(now)],
        "Chance alone, at hourly prices": list(_chance(now)),
    }


def figures() -> list[Figure]:
    """All figures."""
    return [figure for group in groups().values() for figure in group]


def _people(now: LongRun) -> Iterator[Figure]:
    teams = len(now.parameters.inflow.team_key)
    new = now.new_a_year() * 1_000 / AGED_65_AND_OVER
    yield Figure("citizens", "1,595", 1_580, 1_610, now.census, DST, "{:,.0f}")
    a_team = now.census / teams
    yield Figure("citizens a team, of 17", "93", 90, 97, a_team, "Buurtzorg 2014", "{:.0f}")
    yield Figure("new a year, per 1,000 aged 65+", "45", 30, 60, new, JUDGED, "{:.0f}")


def _hours(now: LongRun) -> Iterator[Figure]:
    low, middle, high = (now.share_below(hours) for hours in (2, 8, 20))
    yield Figure("home care, hours a week", "3.2", 2.7, 3.7, now.mean_hours(), DST, "{:.1f}")
    yield Figure("under 2 hours", "67 %", 0.62, 0.70, low, DST)
    yield Figure("2 to 8 hours", "22 %", 0.20, 0.25, middle - low, DST)
    yield Figure("8 to 20 hours", "9 %", 0.07, 0.11, high - middle, DST)
    yield Figure("20 hours and more", "2 %", 0.015, 0.035, 1 - high, DST, "{:.1%}")
    yield Figure("CV of the hours, all", "1.83", 1.4, 2.2, now.variation(), DERIVED, "{:.2f}")
    within = now.variation_within_levels()
    yield Figure(
        "sd within levels, of the mean of all", "0.51", 0.4, 0.6, within, DERIVED, "{:.2f}"
    )
    given = np.sqrt(np.expm1(now.parameters.demand.multiplier_sigma[0] ** 2))[1:]
    for level, (target, cv) in enumerate(zip((0.92, 0.40, 0.27, 0.20), given, strict=True), 1):
        low, high = target - 0.05, target + 0.05
        what = f"CV of the hours within level {level}"
        yield Figure(what, f"{target:.2f}", low, high, cv, DERIVED, "{:.2f}", STATED)


def _levels(now: LongRun) -> Iterator[Figure]:
    begin = np.diff(now.parameters.inflow.level_bounds[0, 1])
    yield Figure("begin mild", "53 %", 0.48, 0.58, begin[0], LEVELS, how=STATED)
    yield Figure("begin moderate", "16 %", 0.13, 0.20, begin[1], LEVELS, how=STATED)
    yield Figure("begin severe", "24 %", 0.20, 0.28, begin[2], LEVELS, "{:.1%}", STATED)
    yield Figure("begin total", "8 %", 0.05, 0.11, begin[3], LEVELS, "{:.1%}", STATED)
    worse = now.worse_within_a_year()
    yield Figure("worse in a year, mild or moderate", "40 %", 0.35, 0.45, worse, LEVELS)


def _leavers(now: LongRun) -> Iterator[Figure]:
    yield Figure("die in a year", "15 %", 0.10, 0.20, now.leaving("dead"), JUDGED)
    moves = now.leaving("nursing_home")
    yield Figure("to a nursing home in a year", "7 %", 0.04, 0.10, moves, JUDGED)


def _development(now: LongRun) -> Iterator[Figure]:
    rehabilitation = now.weeks() * (now.hours[:, TRAINING] + REHABILITATION_BY_HOME_CARE)
    per_1000 = now.entries(DEVELOPMENT) * 1_000 / AGED_65_AND_OVER
    mean, what = now.development_mean, "development courses a year, per 1,000 aged 65+"
    begun, ends = "Benchmarkingenheden 2019", "development ends"
    yield Figure(what, "30", 9, 62, per_1000, begun, "{:.0f}")
    yield Figure("weeks in development", "10", 9, 11, mean(now.weeks()), "Tuntland 2015", "{:.1f}")
    hours = mean(rehabilitation)
    yield Figure("rehabilitation hours a course", "23 (5 to 72)", 20, 26, hours, begun, "{:.1f}")
    yield Figure(f"{ends} self-reliant", "35 %", 0.2, 0.6, mean(now.self_reliant()), JUDGED)
    yield Figure(f"{ends} with less help", "30 %", 0.2, 0.4, mean(now.onward(-1)), JUDGED)
    yield Figure(f"{ends} unchanged", "35 %", 0.15, 0.5, mean(now.onward(0)), JUDGED)
    yield Figure("self-reliant, back within a year", "25 %", 0.15, 0.40, now.relapse(), JUDGED)
    in_development = now.share(DEVELOPMENT)
    yield Figure("in development", "4 to 5 %", 0.03, 0.06, in_development, DERIVED, "{:.1%}")
    few = now.share(INDIVIDUAL)
    yield Figure("in the individual course", "the few", 0.0, 0.01, few, "first source", "{:.1%}")


def _against_usual_care() -> Iterator[Figure]:
    odds, form = "odds of still needing care, development over usual care,", "{:.2f}"
    lewin = "Lewin 2013"
    yield Figure(f"{odds} 3 months", "0.18", 0.13, 0.26, odds_ratio(13), lewin, form)
    yield Figure(f"{odds} 12 months", "0.22", 0.15, 0.32, odds_ratio(52), lewin, form)


def _places(now: LongRun) -> Iterator[Figure]:
    home = now.parameters.nursing_home
    stays = now.weeks()[now.kind == HOSPITAL] * DAYS_PER_WEEK
    yield Figure("days of a hospital stay", "4.5", 3, 7, stays.mean(), JUDGED, "{:.1f}")
    median = float(np.log(2) * home.mean_stay_days[0] / DAYS_PER_WEEK / WEEKS_A_MONTH)
    what, reilev = "median stay in a nursing home, months", "Reilev 2019"
    yield Figure(what, "25.8", 24, 28, median, reilev, "{:.1f}", STATED)


def _nursing(now: LongRun) -> Iterator[Figure]:
    demand, clinic = now.parameters.demand, now.parameters.clinic
    time = float(clinic.contact_minutes[0] / demand.contact_minutes[0])
    what, ontario = "time of a clinic contact, of one at home", "VanDeVelde-Coke 2004"
    yield Figure(what, "0.68", 0.60, 0.76, time, ontario, "{:.2f}", STATED)
    outside = demand.outside_needs[0][..., COMPLEX_NURSING]
    courses = np.array([max(0, station.course) for station in now.network.stations])
    hard, simple = (
        now.at_home(hours[courses, now.level]) for hours in (outside, demand.hours[0][..., NURSING])
    )
    share = hard / (hard + simple)
    yield Figure("complex nursing, of all nursing", "25 %", 0.10, 0.40, share, JUDGED)


def _prices(now: LongRun) -> Iterator[Figure]:
    prices = now.parameters.prices.ore_per_hour[0, 1] / ORE_PER_DKK
    day, evening, _ = prices[HOME_CARE]
    share = now.parameters.demand.time_share[0, :, HOME_CARE, 1:].sum(axis=1)[now.level]
    blended = "personal care 490, practical help 365: 449"
    remark = "all practical help is given by day, so its 508 at other times is unused"
    what = "home care by day, DKK an hour"
    yield Figure(what, blended, 390, 524, day, LEJRE, "{:.0f}", STATED, why=remark)
    what = "personal care at other times"
    yield Figure(what, "558", 500, 680, evening, LEJRE, "{:.0f}", STATED)
    yield Figure("training", "900", 650, 950, prices[TRAINING][0], LEJRE, "{:.0f}", STATED)
    off_hours = now.at_home(now.hours[:, HOME_CARE] * share) / now.mean_hours()
    off_hours /= 1 - PRACTICAL_HELP
    what = "personal care in evenings and at weekends"
    yield Figure(what, "42 %", 0.30, 0.50, off_hours, JUDGED, how=STATED)


def _staff(now: LongRun) -> Iterator[Figure]:
    staff, form = now.parameters.staff, "{:.2f}"
    posts = staff.full_time_equivalents[0]
    mix = posts.sum(axis=0)
    mean = {
        name: float((posts * getattr(staff, name)[0]).sum() / posts.sum())
        for name in ("absence", "user_facing", "pay_ore_per_hour")
    }
    attended = float(staff.hours_per_week[0]) * (1 - mean["absence"])
    yield Figure("attended hours of 37 a week", "30", 28, 32, attended, JUDGED, "{:.1f}", STATED)
    what, btp = "user-facing share of attendance", mean["user_facing"]
    remark = "sickness, 8.5 %, is within the absence of 19 %"
    yield Figure(what, "0.57 to 0.62", 0.57, 0.62, btp, "Jammerbugt 2022", form, STATED, why=remark)
    people, citizens = mix.sum() / len(staff.full_time_equivalents[0]), now.census / 17
    posts = people * TEAM_CITIZENS / citizens
    buurtzorg = "Buurtzorg 2014"
    remark = "full-time equivalents; as many as the rates pay for"
    yield Figure(
        "staff for 93 citizens", "12", 8, 20, posts, buurtzorg, "{:.1f}", STATED, why=remark
    )
    pay = float(mix @ staff.pay_ore_per_hour[0, 0]) * float(staff.hours_per_week[0]) / ORE_PER_DKK
    hours = float(mix @ ((1 - staff.absence[0, 0]) * staff.user_facing[0, 0])) * 37
    remark = "the hourly prices value a granted hour at 516 on average; 0.88 of those are delivered"
    what = "pay of a user-facing hour, DKK"
    yield Figure(what, "571", 460, 668, pay / hours, DERIVED, "{:.0f}", STATED, why=remark)


def _money(now: LongRun) -> Iterator[Figure]:
    week = now.week()
    a_year = float(week.cost.sum()) * WEEKS_A_YEAR / ORE_PER_DKK / 1e6
    share = float(week.deviation.sum() / week.revenue.sum())
    yield Figure("cost, m DKK a year, prices of 2026", "160", 120, 200, a_year, DERIVED, "{:.0f}")
    what = "expected deviation, share of revenue"
    yield Figure(what, "0", -0.0005, 0.0005, share, "rates that balance", "{:.3%}")


def _rates(now: LongRun) -> Iterator[Figure]:
    names = [course.name for course in now.values.course]
    weekly = now.parameters.tariff.weekly_ore[0] / ORE_PER_DKK
    kept, form = weekly[names.index("stabilisation")], "{:,.0f}"
    remark = "a level spans groups by hours: many at this one get less than the group's hours"
    rows = [
        ("development, DKK a week", "2,850", 1_800, 4_000, weekly[names.index("development"), 1]),
        ("stabilisation, level 1 (under 2 hours)", "450", 300, 650, kept[1]),
        ("stabilisation, level 2 (2 to 8 hours)", "2,400", 1_900, 2_900, kept[2]),
        ("stabilisation, level 3 (8 to 20 hours)", "6,700", 5_600, 7_800, kept[3]),
        ("stabilisation, level 4 (20 hours and more)", "14,850", 12_000, 18_000, kept[4]),
    ]
    for what, target, low, high, reached in rows:
        figure = Figure(what, target, low, high, reached, DERIVED, form, STATED)
        yield figure if figure.is_met else figure._replace(why=remark)


def _chance(now: LongRun) -> Iterator[Figure]:
    week = now.week()
    mean_cost = float(week.cost.sum()) / ORE_PER_DKK / now.census
    in_hours = now.variation() / np.sqrt(TEAM_CITIZENS)
    in_a_week = "chance in a week, 93 citizens,"
    yield Figure(f"{in_a_week} hours: CV/√n", "19 %", 0.17, 0.21, in_hours, DERIVED)
    one_rate = LongRun(ONE_WEEK, *flat(mean_cost)).chance()
    remark = "below the hours' 19 %: nursing and training differ less between levels"
    yield Figure(f"{in_a_week} one rate", "19 %", 0.15, 0.21, one_rate, DERIVED, why=remark)
    persistent = LongRun(ONE_WEEK, *NO_WEEKLY_CHANCE).chance()
    yield Figure(
        f"{in_a_week} four levels, persistent only",
        "5 %",
        0.04,
        0.06,
        persistent,
        DERIVED,
        "{:.1%}",
    )
    remark = "with the variation from week to week, which nobody has published"
    yield Figure(
        f"{in_a_week} four levels, all",
        "5 %",
        0.04,
        0.07,
        now.chance(),
        DERIVED,
        "{:.1%}",
        why=remark,
    )


_PAID = ("development", "stabilisation", "individual", "waiting")
NO_WEEKLY_CHANCE = (
    *(f"course.{course}.hours_sd=0" for course in _PAID),
    "nursing.contact_minutes=1",  # so many contacts that their number hardly varies
    "clinic.share=0",
)


def flat(rate_dkk: float) -> tuple[str, ...]:
    """Overrides: everybody is paid the same rate [DKK per week]."""
    rate = f"{rate_dkk:.2f}"
    return (
        'tariff.individual="average"',
        *(f"tariff.weekly_dkk.{course}={rate}" for course in _PAID),
        f"tariff.step_down.development.weekly_dkk={rate}",
    )
