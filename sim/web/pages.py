"""The page and its moving part, from what a link asks for to the values of the templates."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.experiments.documents.summary import Summary
from sim.experiments.folder.storage import ResultsError
from sim.experiments.warnings import warnings_of
from sim.reporting.leaders.page import first_screen, team_dots
from sim.reporting.leaders.words import span_words
from sim.reporting.page.templating import environment_in
from sim.reporting.words.language import LANGUAGES, Language
from sim.reporting.words.language import language as words_of
from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.reading import Scenario
from sim.web.desk import Base, Changed, Desk, NothingThereError, TooLargeError
from sim.web.levers import PageLever, levers_of
from sim.web.link import Link
from sim.web.live.queue import TooBusyError
from sim.web.live.view import RunView
from sim.web.shape.choices import TARIFF, PageChoice, pooling_choice, tariff_choice
from sim.web.shape.chosen import chosen_kind, reshaped
from sim.web.shown import AccountRow, account_rows, net_rows
from sim.web.typed import NotANumberError, number_typed, written

TEMPLATES: Final = Path(__file__).parent / "templates"
OWN_NAMES: Final = {"en": "English", "da": "Dansk"}

SECONDS_FOR_A_FIRST_ANSWER: Final = 0.8
"""A page that is shown without an answer asks again: that is read and written a second time."""


class Field(NamedTuple):
    """A lever's field: what stands in it, and what is wrong with that."""

    lever: PageLever
    text: str
    is_moved: bool
    fault: str = ""


class Read(NamedTuple):
    """A link that was read as far as it can be."""

    asked: Link  # with what was typed as values
    language: Language
    base: Base | None = None
    fields: tuple[Field, ...] = ()
    shaped: Scenario | None = None  # paid as the link asks, teams put together as it asks
    choices: tuple[PageChoice, ...] = ()
    changed: Changed | None = None
    faults: tuple[Fault, ...] = ()  # of the scenario, as `check` says them
    message: str = ""  # why there is nothing to show

    @property
    def title(self) -> str:
        """What the page is about."""
        if self.base is None:
            return "Forløb"
        scenario = self.base.scenario
        return self.language.title(scenario.values.title) or scenario.stem


def read_link(desk: Desk, asked: Link) -> Read:
    """Find what a link asks for, and say what cannot be found."""
    language = words_of(asked.language)
    try:
        name = asked.scenario or desk.first_name()
        read = Read(asked._replace(scenario=name), language)
        if not name:
            return read
        base = desk.base(name)
    except (NothingThereError, ResultsError) as fault:
        return Read(asked, language, message=str(fault))
    except ScenarioError as fault:
        return Read(asked, language, faults=fault.faults)
    worded = language.labelled(base.scenario.resolved)
    return _with_values(desk, read._replace(base=base, language=worded), base)


def _with_values(desk: Desk, read: Read, base: Base) -> Read:
    """The link with what was typed, and the scenario that it makes."""
    read = with_shape(desk, read, base)
    if read.message or read.faults:
        return read
    shaped = read.shaped or base.scenario
    levers = levers_of(shaped, read.asked.team, read.language)
    values, wrong = dict(read.asked.values), dict[str, str]()
    typed, typed_in = dict(read.asked.typed), words_of(read.asked.typed_in)
    for lever in levers:
        if lever.key in typed:
            try:
                _put(values, lever, _amount(typed[lever.key], lever, typed_in))
            except NotANumberError as fault:
                wrong[lever.key] = str(fault)
    asked = read.asked.with_values(values)
    read = read._replace(asked=asked)
    try:
        read = read._replace(changed=desk.changed(base, asked))
    except ScenarioError as fault:
        read = read._replace(faults=fault.faults)
    except TooLargeError as fault:
        read = read._replace(message=str(fault))
    fields = tuple(_field(lever, read, typed, wrong) for lever in levers)
    return read._replace(fields=fields)


def with_shape(desk: Desk, read: Read, base: Base) -> Read:
    """The link with teams put together and paid as it asks, and what can be chosen of the two."""
    try:
        asked = reshaped(desk, read.asked, base)
        shape = tuple((key, text) for key, text in asked.values if key == TARIFF)
        only = Link(base.name, weeks=asked.weeks, values=shape, teams=asked.teams)
        shaped = desk.changed(base, only).scenario if shape or asked.teams else base.scenario
    except ScenarioError as fault:
        return read._replace(shaped=base.scenario, faults=fault.faults)
    except (NothingThereError, TooLargeError) as fault:
        return read._replace(shaped=base.scenario, message=str(fault))
    now = base.scenario
    kinds = tariff_choice(now, chosen_kind(asked), read.language)
    pools = pooling_choice(now, asked.pooled, read.language)
    choices = (kinds,) if pools is None else (kinds, pools)
    return read._replace(asked=asked, shaped=shaped, choices=choices)


def _amount(text: str, lever: PageLever, language: Language) -> Decimal:
    return number_typed(text, language) if text.strip() else lever.first


def _put(values: dict[str, str], lever: PageLever, amount: Decimal) -> None:
    """Set a lever; where it stands as in the scenario, nothing is set."""
    values.pop(lever.key, None)
    if amount != lever.first:
        values[lever.key] = lever.text(amount)


def _field(
    lever: PageLever, read: Read, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> Field:
    if lever.key in wrong:
        return Field(lever, typed[lever.key], is_moved=True, fault=wrong[lever.key])
    said = [f"{one.what}; {one.remedy}" for one in read.faults if one.key == lever.key]
    text = dict(read.asked.values).get(lever.key)
    amount = lever.first if text is None else lever.amount(text)
    shown = text or "" if amount is None else written(amount, read.language)
    return Field(lever, shown, text is not None, " ".join(said))


# Answers


class Answer(NamedTuple):
    """What the moving part of the page shows."""

    known: RunView | None = None
    other: RunView | None = None
    message: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether the page should ask again."""
        return any(one is not None and not one.is_final for one in (self.known, self.other))


def answer_of(desk: Desk, read: Read, seconds: float) -> Answer:
    """What is known of what a link asks for, within some seconds."""
    if read.changed is None:
        return Answer(message=read.message)
    try:
        run = desk.run_of(read.changed)
        other = _other_run(desk, read)
    except TooBusyError:
        return Answer(message=busy(read.language))
    except (NothingThereError, ScenarioError, TooLargeError, ResultsError) as fault:
        return Answer(message=str(fault))
    known = run.await_answer(seconds)
    return Answer(known, other)


def busy(language: Language) -> str:
    """What is said where too many runs are looked at at once."""
    return language.say(
        "Too many runs are looked at at once; this page asks again in a moment. Close a page that "
        "you do not need."
    )


def _other_run(desk: Desk, read: Read) -> RunView | None:
    """What is known of the scenario that is compared with."""
    if not read.asked.other:
        return None
    base = desk.base(read.asked.other)
    asked = Link(base.name, weeks=read.asked.weeks)
    return desk.run_of(desk.changed(base, asked)).view


# Templates


def page_text(desk: Desk, read: Read, answer: Answer) -> str:
    """The whole page."""
    return environment_in(TEMPLATES).get_template("serve.html").render(_values(desk, read, answer))


def answer_text(desk: Desk, read: Read, answer: Answer) -> str:
    """Its moving part alone, and what is said at the fields."""
    return environment_in(TEMPLATES).get_template("moved.html").render(_values(desk, read, answer))


def _values(desk: Desk, read: Read, answer: Answer) -> dict[str, Any]:
    """What the templates show."""
    language, known = read.language, answer.known
    summary = known.summary if known else None
    other = answer.other.summary if answer.other else None
    return {
        "language": language,
        "say": language.say,
        "say_count": language.say_count,
        "own_names": OWN_NAMES,
        "languages": LANGUAGES,
        "read": read,
        "asked": read.asked,
        "answer": answer,
        "known": known,
        "summary": summary,
        "rows": _rows(known, language, other) if known else [],
        "nets": net_rows(summary, language, other) if summary else [],
        "first": first_screen(known.screen, language, read.title) if known and known.screen else "",
        "dots": team_dots(known.screen, language) if known and known.screen else "",
        "expected": _expected(known, language),
        "compared": compared_in_words(summary, other, read, language),
        "warned": [str(one) for one in warnings_of(read.changed.scenario)] if read.changed else [],
        "command": read.asked.command(read.base.file) if read.base else "",
        "files": lambda: [*desk.shelf.scenario_files()],
        "runs": lambda: reversed(desk.shelf.runs().items()),
        "is_empty": read.base is None and not (desk.shelf.scenario_files() or desk.shelf.runs()),
        "teams": [team.name for team in read.shaped.values.team] if read.shaped else [],
        "choices": read.choices,
        "groups": _groups(read.fields),
        "kept": [
            (key, text)
            for key, text in read.asked.values
            if key not in {field.lever.key for field in read.fields}
        ],
        "weeks": read.changed.scenario.values.run.weeks if read.changed else None,
        "written": lambda value: written(value, language),
    }


def _rows(known: RunView, language: Language, other: Summary | None) -> list[AccountRow]:
    """The table of teams, its verdicts those of the first screen."""
    if known.summary is None:
        return []
    verdicts = known.screen.verdicts if known.screen else None
    return account_rows(known.summary, language, other, verdicts)


def _expected(known: RunView | None, language: Language) -> str:
    """What the closed-form twin says of the result, where it is exact."""
    if known is None or known.expected_dkk is None or known.screen is None:
        return ""
    amount = known.expected_dkk * known.screen.factor
    return language.say(
        "By the closed form the expected result is {amount} {over}, exactly.",
        amount=language.round_money(amount, signed=True),
        over=span_words(known.screen.weeks, language).over,
    )


def compared_in_words(
    summary: Summary | None, other: Summary | None, read: Read, language: Language
) -> str:
    """How the teams' result and the municipality's net differ from another scenario's."""
    if summary is None or other is None:
        return ""
    said = {"other": read.asked.other, "time": language.duration(summary["weeks"])}
    mine, theirs = (one["total"]["deviation_dkk"]["mean"] or 0.0 for one in (summary, other))
    said["teams"] = language.money(mine - theirs, signed=True)
    nets = net_rows(summary, language, other)
    if not nets or nets[-1][2] is None:
        return language.say("Over {time} the teams have {teams} beside {other}.", **said)
    return language.say(
        "Over {time} the teams have {teams} beside {other}, the municipality {net} net.",
        net=nets[-1][2].shown,
        **said,
    )


def _groups(fields: tuple[Field, ...]) -> dict[str, list[tuple[int, Field]]]:
    found: dict[str, list[tuple[int, Field]]] = {}
    for number, field in enumerate(fields):
        found.setdefault(field.lever.group, []).append((number, field))
    return found
