"""Every column that a sheet of teams or of courses may have, one a line.

`docs/spreadsheets.md` shows them; a test holds the page to this list.
"""

from collections.abc import Iterator
from typing import Final

from sim.model.terms import OUTSIDE_HOURS, PROFESSIONS, SERVICES
from sim.scenario.schema.shapes import SOURCE_NAMES
from sim.scenario.tables.column import NAME, OF, Column, Holds
from sim.scenario.tables.words import FIT, KINDS, LAWS, POLICIES, STATUSES

_DANISH: Final = {
    "home_care": "hjemmepleje",
    "nursing": "sygepleje",
    "training": "træning",
    "night": "nat",
    "simple_nursing": "enkel sygepleje",
    "complex_nursing": "kompleks sygepleje",
    "acute_nursing": "akutsygepleje",
    "helper": "hjælpere",
    "assistant": "assistenter",
    "nurse": "sygeplejersker",
    "therapist": "terapeuter",
    "first_contact": "nye henvendelser",
    "hospital_discharge": "fra hospital",
    "temporary_place": "fra midlertidig plads",
}
_ENGLISH: Final = {
    "helper": "helpers",
    "assistant": "assistants",
    "nurse": "nurses",
    "therapist": "therapists",
    "first_contact": "first contacts",
    "hospital_discharge": "from hospital",
    "temporary_place": "from temporary places",
}
_WEEKLY: Final = ("citizens per week", "borgere pr. uge")
_HOURS: Final = ("hours per week", "timer pr. uge")
_POSTS: Final = ("full-time equivalents", "årsværk")
_WEEKS: Final = ("weeks", "uger")
_RATE: Final = ("DKK per week", "kr. pr. uge")
_PER_HOUR: Final = ("DKK per hour", "kr. pr. time")
_SHARE: Final = ("share", "andel")
_OF_STAFF: Final = (
    ("pay_per_hour_dkk", ("pay", "løn"), _PER_HOUR),
    ("absence_share", ("absence", "fravær"), _SHARE),
    ("user_facing_share", ("user-facing share", "brugertid"), _SHARE),
)
"""Key, words and unit of what a team may have of its own of its staff."""


def _english(name: str) -> str:
    return _ENGLISH.get(name, name.replace("_", " "))


def _of_team(*key: str) -> tuple[str, ...]:
    return ("team", NAME, *key)


def _of_staff(key: str, words: tuple[str, str], unit: tuple[str, str]) -> Iterator[Column]:
    """What a team has of its own of its staff: in one number, and by profession."""
    yield Column(_of_team(key), *words, *unit)
    for name in PROFESSIONS:
        of = f"{words[0]}, {_english(name)}", f"{words[1]}, {_DANISH[name]}"
        yield Column(_of_team(key, name), *of, *unit)


def _of_course(*key: str) -> tuple[str, ...]:
    return ("course", NAME, *key)


NOTES: Final = (
    Column(("source",), "source", "kilde", holds=Holds.text),
    Column(("year",), "year", "år", holds=Holds.whole),
    Column(("status",), "status", "status", holds=Holds.word, words=STATUSES),
)
"""Of a row: where its numbers come from. It is put beside every number of the row."""

TEAM_NAME: Final = Column(
    _of_team("name"), "team", "hold", holds=Holds.text, also=("name", "navn", "team name")
)
COURSE_NAME: Final = Column(
    _of_course("name"), "course", "forløb", holds=Holds.text, also=("name", "navn")
)
LEVEL: Final = Column(("level",), "level", "niveau", holds=Holds.whole)

TEAMS: Final = (
    TEAM_NAME,
    Column(_of_team("key"), "key", "nøgle", holds=Holds.text),
    Column(
        ("run", "initial", NAME, OF),
        *("citizens in", "borgere i"),
        *("citizens", "borgere"),
        Holds.whole,
    ),
    Column(_of_team("inflow_per_week"), "inflow", "tilgang", *_WEEKLY, Holds.fit, words=FIT),
    *(
        Column(
            _of_team("inflow_per_week", source),
            f"inflow, {_english(source)}",
            f"tilgang, {_DANISH[source]}",
            *_WEEKLY,
            Holds.fit,
            words=FIT,
        )
        for source in SOURCE_NAMES
    ),
    Column(_of_team("policy"), "policy", "styring", holds=Holds.word, words=POLICIES),
    Column(_of_team("alpha"), "weight of benefit", "vægt på gavn", "0 to 1", "0 til 1"),
    *(
        Column(
            _of_team("full_time_equivalents", profession),
            _english(profession),
            _DANISH[profession],
            *_POSTS,
        )
        for profession in PROFESSIONS
    ),
    Column(_of_team("places"), "places", "pladser", "citizens", "borgere", Holds.whole),
    Column(
        _of_team("basis_cost_dkk_per_year"),
        *("basis cost", "basisudgift"),
        *("DKK per year", "kr. pr. år"),
    ),
    Column(("tariff", "budget_dkk_per_week", NAME), "budget", "budget", *_RATE),
    Column(_of_team("rate", OF), "rate of", "takst for", *_RATE),
    *(
        Column(
            _of_team("cost_per_hour_dkk", service),
            f"hourly cost, {_english(service)}",
            f"timepris, {_DANISH[service]}",
            *_PER_HOUR,
        )
        for service in SERVICES
    ),
    *(column for key, words, unit in _OF_STAFF for column in _of_staff(key, words, unit)),
    *NOTES,
)
"""Columns of a sheet with one row a team."""

COURSES: Final = (
    COURSE_NAME,
    LEVEL,
    Column(_of_course("kind"), "kind", "type", holds=Holds.word, words=KINDS),
    Column(_of_course("stay", "distribution"), "stay", "varighed", holds=Holds.word, words=LAWS),
    Column(_of_course("stay", "mean_weeks"), "mean stay", "middelvarighed", *_WEEKS, by_level=True),
    Column(
        _of_course("stay", "sd_weeks"),
        *("standard deviation of the stay", "varighedens spredning"),
        *_WEEKS,
        by_level=True,
    ),
    Column(
        _of_course("stay", "values_weeks"),
        *("observed stays", "målte varigheder"),
        *_WEEKS,
        Holds.numbers,
    ),
    *(
        Column(
            _of_course("hours_per_week", service),
            _english(service),
            _DANISH[service],
            *_HOURS,
            by_level=True,
        )
        for service in SERVICES
    ),
    Column(
        _of_course("hours_sd"),
        *("standard deviation of the hours", "timernes spredning"),
        *_HOURS,
        by_level=True,
    ),
    *(
        Column(
            _of_course("outside_hours_per_week", service),
            _english(service),
            _DANISH[service],
            *_HOURS,
            by_level=True,
        )
        for service in OUTSIDE_HOURS
    ),
    Column(
        _of_course("outside_days_per_week", "temporary_place"),
        *("temporary place", "sundheds- og omsorgsplads"),
        *("days per week", "dage pr. uge"),
        by_level=True,
    ),
    Column(_of_course("profile"), "profile", "profil", "ratio", "forhold", Holds.numbers),
    Column(
        _of_course("exits", OF),
        *("exit to", "afgang til"),
        *("share of stays", "andel af forløb"),
        Holds.share,
        by_level=True,
    ),
    Column(
        _of_course("hazards_per_week", OF),
        *("hazard of", "risiko for"),
        *("per week", "pr. uge"),
        by_level=True,
    ),
    Column(
        _of_course("dose", "p_max"), "dose p_max", "dosis p_max", "share", "andel", by_level=True
    ),
    Column(_of_course("dose", "tau_weeks"), "dose tau", "dosis tau", *_WEEKS),
    Column(_of_course("dose", "gamma"), "dose gamma", "dosis gamma", "exponent", "eksponent"),
    Column(
        _of_course("everyday_rehabilitation", "hours_per_week"),
        *("everyday rehabilitation", "hverdagsrehabilitering"),
        *_HOURS,
        by_level=True,
    ),
    Column(
        _of_course("everyday_rehabilitation", "max_share"),
        *("declines averted at most", "fald undgået højst"),
        *("share", "andel"),
        by_level=True,
    ),
    Column(
        _of_course("everyday_rehabilitation", "tau_hours"),
        *("everyday rehabilitation tau", "hverdagsrehabilitering tau"),
        *_HOURS,
    ),
    Column(("intake", NAME), "share of new citizens", "andel af nye borgere", "share", "andel"),
    Column(("tariff", "weekly_dkk", NAME), "rate", "takst", *_RATE, by_level=True),
    Column(
        ("tariff", "lump_sum_dkk", NAME),
        *("lump sum", "engangsbeløb"),
        *("DKK", "kr."),
        by_level=True,
    ),
    Column(
        ("tariff", "step_down", NAME, "after_weeks"),
        "rate falls after",
        "takst falder efter",
        *_WEEKS,
    ),
    Column(
        ("tariff", "step_down", NAME, "weekly_dkk"),
        *("rate after the fall", "takst efter faldet"),
        *_RATE,
        by_level=True,
    ),
    *NOTES,
)
"""Columns of a sheet with one row a course, or one a course and level."""
