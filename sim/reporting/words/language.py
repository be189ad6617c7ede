"""Words and numbers as a reader of Danish or English writes them.

English is the language of the source text; Danish comes from `words/da`, read when the
report is made, so that no compiled file can fall behind. Numbers are Babel's. A planner's
own names are shown as given; only the names that the model itself knows are translated.
"""

import datetime as dt
import gettext
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from sim.scenario.tariffs.listed import pays_offers
from sim.words import LANGUAGES as LANGUAGES  # noqa: PLC0414 - pages import them from here
from sim.words import NO_BREAK as NO_BREAK  # noqa: PLC0414
from sim.words import in_words_of_offers, translations
from sim.words import known as known  # noqa: PLC0414

MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EN DASH}"

_DATES: Final = {"en": "en_GB", "da": "da_DK"}
_MOST_VALUES = 8
_MILLION = 1_000_000
_MANY_THOUSAND = 100_000
_TEN_THOUSAND = 10_000
_FIVE_MILLION = 5_000_000
_FIVE_THOUSAND = 5_000


NAMES: Final = {
    "development": known("development"),
    "stabilisation": known("stabilisation"),
    "individual": known("individual"),
    "hospital": known("hospital"),
    "waiting": known("nursing-home queue"),
    "home_care": known("home care"),
    "nursing": known("nursing"),
    "training": known("training"),
    "self_reliant": known("self-reliant"),
    "clinic": known("nursing clinic"),
    "nursing_home": known("nursing home"),
    "dead": known("dead"),
    "moved": known("moved away"),
    "resume": known("back to the course left"),
    "level_change": known("another functional level"),
    "published": known("published"),
    "measured": known("measured"),
    "expert": known("expert judgement"),
    "assumed": known("assumed"),
    "unstated": known("unstated"),
    "level_held": known("the same level held"),
    "discharged_early": known("discharged early"),
    "changed_team": known("another team"),
    "economy": known("economy"),
    "progression": known("progression"),
    "continuity": known("continuity"),
    "self_determination": known("self-determination"),
    "score": known("score"),
    "course_rates": known("course rates"),
    "block": known("fixed budget"),
    "activity": known("pay by the hour"),
    "lump_sum": known("lump sums"),
    "mixed": known("half by the hour, the rest by course"),
    "basis_service": known("basis and service rates"),
    "overhead": known("support plans with overhead"),
    "team_cost": known("care costs the teams"),
    "team_revenue": known("the rate pays the teams"),
    "outside_night": known("night care"),
    "outside_simple_nursing": known("simple nursing"),
    "outside_complex_nursing": known("complex nursing"),
    "outside_acute_nursing": known("acute nursing"),
    "outside_temporary_place": known("days at a temporary place"),
    "outside_hospital": known("hospital days"),
    "outside_nursing_home": known("nursing-home days"),
    "outside_clinic": known("the clinic, net of charges"),
    "outside_declined": known("care elsewhere for those declined"),
    "outside_bail_out": known("bail-outs of teams"),
    "outside_total": known("outside the rate in all"),
    "municipality": known("the municipality"),
    "region": known("the region"),
    "state": known("the state"),
    "citizen": known("the citizens"),
    "borne_by_municipality": known("borne by the municipality"),
    "borne_by_region": known("borne by the region"),
    "borne_by_state": known("borne by the state"),
    "borne_by_citizen": known("borne by the citizens"),
    "municipality_net": known("the municipality in all: pay to the teams and what it bears"),
    "compiled": known("compiled"),
    "clinic_share_weekly": known("Share at the clinic, %"),
    "clinic_wait_days": known("Mean wait, days"),
    "clinic_turned_home_share": known("Turned home, % of bookings"),
    "clinic_visits": known("Contacts at the clinic, per week"),
}


Title = str | Mapping[str, str] | Mapping[Literal["da", "en"], str] | None
"""A planner's title: one for all languages, or one for each."""


_LABELLED: Final = ("team", "course")


class Scale(NamedTuple):
    """The unit an axis of money is counted in."""

    dkk: float
    label: str


class Language(NamedTuple):
    """One of the report's languages."""

    code: str
    translations: gettext.NullTranslations
    labels: Mapping[str, Title] = MappingProxyType({})
    is_of_offers: bool = False  # whether teams are offers of specialised social care

    def labelled(self, scenario: Mapping[str, Any]) -> "Language":
        """The same, with the labels of a scenario, in the words of its kind of tariff."""
        return self._replace(labels=labels_of(scenario), is_of_offers=pays_offers(scenario))

    def say(self, message: str, /, **values: object) -> str:
        """Translate a message and fill in its placeholders."""
        text = self._worded(self.translations.gettext(message))
        return self.ended(text.format(**values) if values else text)

    def say_count(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Translate a message that depends on a count, which fills `{count}`."""
        text = self._worded(self.translations.ngettext(one, many, count))
        return self.ended(text.format(count=self.number(count), **values))

    def _worded(self, sentence: str) -> str:
        return in_words_of_offers(sentence, self.code) if self.is_of_offers else sentence

    def ended(self, text: str) -> str:
        """End a sentence once, also after an abbreviation: »kr.« needs no second full stop."""
        return text.replace("kr..", "kr.")

    def duration(self, weeks: int) -> str:
        """Write a number of weeks."""
        return self.say_count("{count} week", "{count} weeks", weeks)

    def name(self, name: str) -> str:
        """A name's label; else a name the model knows, translated; else the planner's own."""
        label = self.title(self.labels.get(name))
        if label is not None:
            return label
        return self.say(NAMES[name]) if name in NAMES else name

    def title(self, given: Title) -> str | None:
        """A planner's title: the one in this language, or the only one there is."""
        if given is None or isinstance(given, str):
            return given
        said = {str(code): text for code, text in given.items()}
        return said.get(self.code) or next(iter(said.values()), None)

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Write a number with a number of decimals; an absent one as a dash."""
        if value is None:
            return ABSENT
        rounded = round(value, decimals) + 0.0
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(abs(rounded), format=pattern, locale=self.code)
        plus = "+" if signed and rounded > 0 else ""
        return (MINUS if rounded < 0 else plus) + text

    def percent(self, share: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Write a share of one as per cent."""
        if share is None:
            return ABSENT
        return self.number(share * 100, decimals, signed=signed) + NO_BREAK + "%"

    def money(self, dkk: float | None, *, signed: bool = False) -> str:
        """Write an amount for running text: millions, whole thousands or kroner."""
        if dkk is None:
            return ABSENT
        if abs(dkk) >= _MILLION:
            amount = self.number(dkk / _MILLION, 2, signed=signed)
            return self.say("{amount} million DKK", amount=amount).replace(" ", NO_BREAK)
        rounded = round(dkk, -3) if abs(dkk) >= _MANY_THOUSAND else dkk
        amount = self.number(rounded, signed=signed)
        return self.say("{amount} DKK", amount=amount).replace(" ", NO_BREAK)

    def round_money(self, dkk: float, *, signed: bool = False) -> str:
        """Write an amount to the thousand, from ten thousand on: what a leader needs of it."""
        rounded = round(dkk, -3) if abs(dkk) >= _TEN_THOUSAND else dkk
        return self.money(rounded, signed=signed)

    def amounts(self, *dkk: float, signed: bool = False) -> list[str]:
        """Write the amounts of one sentence in one unit: millions where one of them is as much."""
        if max(map(abs, dkk), default=0.0) < _MILLION:
            return [self.round_money(amount, signed=signed) for amount in dkk]
        return [self._in_millions(amount, signed=signed) for amount in dkk]

    def _in_millions(self, dkk: float, *, signed: bool) -> str:
        if not round(dkk):
            return self.money(0.0)
        amount = self.number(dkk / _MILLION, 2, signed=signed)
        return self.say("{amount} million DKK", amount=amount).replace(" ", NO_BREAK)

    def signed_money(self, dkk: float | None) -> str:
        """Write an amount with its sign."""
        return self.money(dkk, signed=True)

    def date(self, iso: str | None) -> str:
        """Write a date in full."""
        if iso is None:
            return ABSENT
        return format_date(dt.date.fromisoformat(iso), format="long", locale=_DATES[self.code])

    def month(self, number: int) -> str:
        """Name of a month, January being 1."""
        return format_date(dt.date(2026, number, 1), "LLLL", locale=_DATES[self.code])

    def plain_numbers(self, values: Sequence[float]) -> str:
        """Write numbers with all the decimals that they were given with."""
        shown = "; ".join(
            format_decimal(value, format="#,##0.##########", locale=self.code)
            for value in values[:_MOST_VALUES]
        )
        more = f"; \N{HORIZONTAL ELLIPSIS} ({len(values)})" if len(values) > _MOST_VALUES else ""
        return shown.replace("-", MINUS) + more

    def table_scale(self, largest: float) -> Scale:
        """Choose the unit for a table whose largest amount is this [DKK]."""
        if largest >= _MILLION:
            return Scale(1_000, self.say("thousand DKK"))
        return Scale(1, self.say("DKK"))

    def scale(self, largest: float) -> Scale:
        """Choose the unit for an axis that reaches so far [DKK]."""
        if largest >= _FIVE_MILLION:
            return Scale(_MILLION, self.say("million DKK"))
        if largest >= _FIVE_THOUSAND:
            return Scale(1_000, self.say("thousand DKK"))
        return Scale(1, self.say("DKK"))


def labels_of(scenario: Mapping[str, Any]) -> dict[str, Title]:
    """Labels by name, as the tables of a file give them."""
    rows = [row for name in _LABELLED for row in _tables(scenario.get(name))]
    labels = {row["name"]: row["label"] for row in rows if row.get("label") and "name" in row}
    payers = (scenario.get("payers") or {}).get("label") or {}
    return {**labels, **payers}


def _tables(rows: object) -> list[Mapping[str, Any]]:
    """The tables of a list of a scenario; none where it is something else."""
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def language(code: str) -> Language:
    """Open one of the languages in `LANGUAGES`."""
    return Language(code, translations(code))
