"""The levers of a scenario: values that a reader may move, each a key of `--set`.

Each has its scenario's value, bounds, unit and source. What is one number is moved as that number;
what is several, by level or by date, is moved in proportion, so that the levels and dates keep
their relations: by its first number where there is one for each date, otherwise in per cent.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

from sim.model.terms import COURSE_KINDS, DEVELOPMENT
from sim.reporting.words.language import Language, known
from sim.scenario.faults.fault import key_text
from sim.scenario.files.values import is_number
from sim.scenario.reading import Scenario
from sim.scenario.schema.shapes import FROM
from sim.scenario.schema.wrapper import WRAPPER_KEYS
from sim.web.toml_text import number_text, toml_read, toml_text
from sim.words import words_of_files

HUNDRED: Final = Decimal(100)
_ORE: Final = Decimal("0.01")
_FINE: Final = Decimal("0.0001")


class Reach(NamedTuple):
    """How far a lever reaches, and how finely a slider moves it."""

    low: Decimal
    high: Decimal
    step: Decimal


class PageLever(NamedTuple):
    """A value that a reader may move; amounts are in the lever's own unit."""

    key: str
    group: str
    label: str
    unit: str
    source: str
    raw: Any  # as the scenario has it
    first: Decimal  # the scenario's
    span: Reach
    fine: Decimal
    is_percent: bool = False  # of the scenario's several numbers

    def text(self, amount: Decimal) -> str:
        """The value as `--set` takes it, with the lever at an amount."""
        if self.is_percent:
            return toml_text(scaled(self.raw, amount / HUNDRED, self.fine))
        if is_number(bare(self.raw)):
            return toml_text(amount)
        return toml_text(scaled(self.raw, amount / self.first, self.fine))

    def amount(self, text: str) -> Decimal | None:
        """Where a value of `--set` puts the lever; None where it is not one that it can give."""
        value = toml_read(text)
        mine, theirs = numbers_in(value), numbers_in(self.raw)
        if len(mine) != len(theirs) or not mine:
            return None
        if not self.is_percent:
            return mine[0]
        ratio = next((m / t for m, t in zip(mine, theirs, strict=True) if t), None)
        return None if ratio is None else (ratio * HUNDRED).quantize(_ORE).normalize()


def levers_of(scenario: Scenario, team: str, language: Language) -> list[PageLever]:
    """The levers of a scenario; those of a team where one is chosen."""
    found: list[PageLever] = []
    for make in (_rates, _own_rates, _lengths, _clinic, _staff, _teams, _bands):
        found += make(_Making(scenario, team, language))
    return found


class _Making(NamedTuple):
    """What levers are made from."""

    scenario: Scenario
    team: str
    language: Language

    def say(self, message: str, **values: object) -> str:
        return self.language.say(message, **values)


class _Said(NamedTuple):
    """What is said of a lever, and within what it lies; group and unit are known messages."""

    group: str
    label: str
    unit: str
    fine: Decimal = _ORE
    most: Decimal | None = None


RATES: Final = known("Rates")
CARE: Final = known("Care")
STAFF: Final = known("Staff")
SIZE: Final = known("Team size")
SHARING: Final = known("Sharing of deficits")

DKK_A_WEEK: Final = known("DKK a week")
DKK_AN_HOUR: Final = known("DKK an hour")
DKK: Final = known("DKK")
WEEKS: Final = known("weeks")
SHARE: Final = known("share")
OF_SCENARIO: Final = known("% of the scenario’s")


def _rates(making: _Making) -> Iterator[PageLever]:
    tariff = making.scenario.tree.get("tariff", {})
    name = making.language.name
    for course in tariff.get("weekly_dkk", {}):
        said = _Said(RATES, making.say("Rate, {course}", course=name(course)), DKK_A_WEEK)
        yield from _lever(making, ("tariff", "weekly_dkk", course), said)
    for service in tariff.get("hourly_dkk", {}):
        said = _Said(
            RATES, making.say("Pay by the hour, {service}", service=name(service)), DKK_AN_HOUR
        )
        yield from _lever(making, ("tariff", "hourly_dkk", service), said)
    for course in tariff.get("lump_sum_dkk", {}):
        said = _Said(RATES, making.say("Lump sum, {course}", course=name(course)), DKK)
        yield from _lever(making, ("tariff", "lump_sum_dkk", course), said)
    hour = _Said(RATES, making.say("Price of an hour of support"), DKK_AN_HOUR)
    yield from _lever(making, ("tariff", "service_hour_dkk"), hour)
    overhead = _Said(RATES, making.say("Overhead on every amount"), SHARE, _FINE)
    yield from _lever(making, ("tariff", "overhead_share"), overhead)
    said = _Said(RATES, making.say("Share paid by the hour"), SHARE, _FINE, Decimal(1))
    yield from _lever(making, ("tariff", "hourly_share"), said)
    budget = _Said(RATES, making.say("Fixed budget of each team"), DKK_A_WEEK)
    yield from _lever(making, ("tariff", "budget_dkk_per_week"), budget)
    for course in tariff.get("step_down", {}):
        label = making.say("Rate after the step-down, {course}", course=name(course))
        key = ("tariff", "step_down", course, "weekly_dkk")
        yield from _lever(making, key, _Said(RATES, label, DKK_A_WEEK))


def _own_rates(making: _Making) -> Iterator[PageLever]:
    """Rates that a team has of its own; of the chosen team, or of all that have any."""
    teams = [team.name for team in making.scenario.values.team]
    for team in [making.team] if making.team else teams:
        for course in _table(making, ("team", team, "rate")):
            yield from _own(making, ("team", team, "rate", course), (course, team))
        for kind, label in _OWN_OF_TARIFF.items():
            for name in _table(making, ("tariff", "team", team, kind)):
                yield from _own(making, ("tariff", "team", team, kind, name), (name, team), label)


def _table(making: _Making, key: Sequence[str]) -> Iterator[str]:
    found = standing(making.scenario, key)
    return iter(found if isinstance(found, Mapping) else ())


class _OwnRate(NamedTuple):
    """How a rate of one team is said, and in what."""

    label: str
    unit: str


_WEEKLY: Final = _OwnRate(known("Rate, {name}, {team}"), DKK_A_WEEK)
_OWN_OF_TARIFF: Final = {
    "weekly_dkk": _WEEKLY,
    "lump_sum_dkk": _OwnRate(known("Lump sum, {name}, {team}"), DKK),
    "hourly_dkk": _OwnRate(known("Pay by the hour, {name}, {team}"), DKK_AN_HOUR),
    "hourly_on_top": _OwnRate(known("Pay by the hour on top, {name}, {team}"), DKK_AN_HOUR),
}


def _own(
    making: _Making, key: Sequence[str], of: tuple[str, str], said: _OwnRate = _WEEKLY
) -> Iterator[PageLever]:
    name, team = (making.language.name(one) for one in of)
    label = making.say(said.label, name=name, team=team)
    yield from _lever(making, key, _Said(RATES, label, said.unit))


def _lengths(making: _Making) -> Iterator[PageLever]:
    for course in making.scenario.values.course:
        if course.kind == COURSE_KINDS[DEVELOPMENT]:
            label = making.say("Length, {course}", course=making.language.name(course.name))
            yield from _lever(
                making, ("course", course.name, "stay", "mean_weeks"), _Said(CARE, label, WEEKS)
            )


def _clinic(making: _Making) -> Iterator[PageLever]:
    label = making.say("Share of nursing contacts at the clinic")
    said = _Said(CARE, label, SHARE, _FINE, Decimal(1))
    yield from _lever(making, ("clinic", "share"), said)


def _staff(making: _Making) -> Iterator[PageLever]:
    label = making.say("Share of missing hours that is bought")
    said = _Said(STAFF, label, SHARE, _FINE, Decimal(1))
    yield from _lever(making, ("staff", "temporary_share"), said)
    posts = known("posts")
    for where in (("staff",), ("team", making.team)):
        row = standing(making.scenario, (*where, "full_time_equivalents"))
        for profession in row if isinstance(row, Mapping) else ():
            key = (*where, "full_time_equivalents", profession)
            label = making.language.name(profession)
            yield from _lever(making, key, _Said(STAFF, label, posts))


def _teams(making: _Making) -> Iterator[PageLever]:
    if making.team:
        label = making.say("New citizens, {team}", team=making.language.name(making.team))
        unit = known("citizens a week")
        key = ("team", making.team, "inflow_per_week")
        yield from _lever(making, key, _Said(SIZE, label, unit, _FINE))


def _bands(making: _Making) -> Iterator[PageLever]:
    """How much of a deficit or surplus stays with the team; all of it where there is no band."""
    label = making.say("Deficit or surplus that a team keeps, of its revenue")
    said = _Said(SHARING, label, SHARE, _FINE, Decimal(1))
    if standing(making.scenario, ("tariff", "deficit_band")) is not None:
        yield from _lever(making, ("tariff", "deficit_band", "share"), said)
    elif standing(making.scenario, ("tariff",)) is not None:
        yield from _lever(making, ("tariff", "deficit_band"), said, {"share": 1})


def _lever(
    making: _Making,
    key: Sequence[str],
    said: _Said,
    absent: Any = None,  # noqa: ANN401 - TOML
) -> Iterator[PageLever]:
    """The lever at a key, if the scenario has a number there, or one for what it leaves out."""
    raw = standing(making.scenario, key) if absent is None else absent
    amounts = numbers_in(raw)
    if not any(amounts):
        return
    is_percent = len(amounts) > 1 and not _is_one_a_date(raw)
    first = HUNDRED if is_percent else amounts[0]
    if not first:
        return
    yield PageLever(
        key=key_text(key),
        group=making.say(said.group),
        label=said.label,
        unit=making.say(OF_SCENARIO if is_percent else said.unit),
        source=words_of_files(_source(raw), making.language.code),
        raw=raw,
        first=first,
        span=_span(first, said, None if is_percent else raw),
        fine=said.fine,
        is_percent=is_percent,
    )


def _span(first: Decimal, said: _Said, raw: Any) -> Reach:  # noqa: ANN401 - TOML
    low, high = (_bound(raw, name) for name in ("low", "high"))
    low = first / 2 if low is None or low > first else low
    high = 2 * first if high is None or high < first else high
    if said.most is not None and raw is not None:
        low, high = Decimal(0), said.most
    step = _round_step((high - low) / HUNDRED)
    return Reach(*(exact(one) for one in ((low // step) * step, -(-high // step) * step, step)))


def exact(amount: Decimal) -> Decimal:
    """The same amount without needless digits or powers of ten."""
    return Decimal(number_text(amount))


def _round_step(step: Decimal) -> Decimal:
    """The next power of ten below, or five of them."""
    whole = Decimal(1).scaleb(step.adjusted())
    return 5 * whole if step >= 5 * whole else whole


def _bound(raw: Any, name: str) -> Decimal | None:  # noqa: ANN401 - TOML
    value = raw.get(name) if isinstance(raw, Mapping) else None
    return Decimal(str(value)) if is_number(value) else None


def standing(scenario: Scenario, key: Sequence[str]) -> Any:  # noqa: ANN401 - TOML
    """What stands at a key of a scenario, teams and courses by name."""
    found: Any = scenario.tree
    for part in key:
        if isinstance(found, list):
            found = next((row for row in found if row.get("name") == part), None)
        elif isinstance(found, Mapping):
            found = found.get(part)
        else:
            return None
    return found


def _source(raw: Any) -> str:  # noqa: ANN401 - TOML
    """Where a value comes from, of several the first."""
    if isinstance(raw, list):
        return next((_source(item) for item in raw if isinstance(item, Mapping)), "")
    if not isinstance(raw, Mapping):
        return ""
    if _is_wrapper(raw):
        return str(raw.get("source", ""))
    return next((_source(item) for item in raw.values() if isinstance(item, Mapping)), "")


# Values of several numbers


def _is_wrapper(raw: Mapping[str, Any]) -> bool:
    return "value" in raw and all(key in WRAPPER_KEYS or key == FROM for key in raw)


def _is_one_a_date(raw: Any) -> bool:  # noqa: ANN401 - TOML
    return isinstance(raw, list) and all(
        isinstance(item, Mapping) and FROM in item and is_number(item.get("value")) for item in raw
    )


def bare(raw: Any) -> Any:  # noqa: ANN401 - TOML
    """A value without its unit and source."""
    return raw["value"] if isinstance(raw, Mapping) and _is_wrapper(raw) else raw


def numbers_in(raw: Any) -> list[Decimal]:  # noqa: ANN401 - TOML
    """Every number of a value, in order."""
    value = bare(raw)
    if is_number(value):
        return [Decimal(str(value))]
    below = value.values() if isinstance(value, Mapping) else value
    return [one for item in below for one in numbers_in(item)] if _is_nest(value) else []


def _is_nest(value: Any) -> bool:  # noqa: ANN401 - TOML
    return isinstance(value, Mapping | list)


def scaled(raw: Any, factor: Decimal, fine: Decimal) -> Any:  # noqa: ANN401 - TOML
    """The same numbers, each times a factor; sources are left behind, dates are kept."""
    if isinstance(raw, Mapping) and FROM in raw:
        return {FROM: raw[FROM], "value": scaled(raw["value"], factor, fine)}
    value = bare(raw)
    if is_number(value):
        return (Decimal(str(value)) * factor).quantize(fine, ROUND_HALF_UP)
    if isinstance(value, Mapping):
        return {key: scaled(below, factor, fine) for key, below in value.items()}
    return [scaled(item, factor, fine) for item in value] if isinstance(value, list) else value
