"""`--language` on every command, and typer's own words in the language spoken.

No command needs a line for it: `with_language` adds the option to a command's function, and
`in_language` says help, headings and metavars' explanations through the catalogue. What typer
finds wrong comes as a finished English sentence; `usage_in_words` knows it by its pattern.
"""

import inspect
import os
import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any, Final

import typer

from sim.scenario.faults.suggestions import listed
from sim.words import LANGUAGE, LANGUAGES, known, phrase

_OPTION: Final = "--language"
_PARAMETER: Final = "language"


class Language(StrEnum):
    """Languages of words that are printed or written."""

    en = "en"
    da = "da"


InLanguage = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help="Language of the words; default: FORLOEB_LANGUAGE, or else en.",
        show_default=False,
    ),
]
"""Every command has it without a line of its own."""


def with_language(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option `--language`, which `sim.cli.status` has read before."""
    signature = inspect.signature(command)
    if _PARAMETER in signature.parameters:
        return command

    @wraps(command)
    def spoken(*given: Any, language: object = None, **named: Any) -> None:  # noqa: ANN401, ARG001 - the command's own
        command(*given, **named)

    option = inspect.Parameter(
        _PARAMETER, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=InLanguage
    )
    every = [*signature.parameters.values(), option]
    spoken.__signature__ = signature.replace(parameters=every)  # type: ignore[attr-defined]
    spoken.__annotations__ = {**command.__annotations__, _PARAMETER: InLanguage}
    return spoken


def language_of(arguments: Sequence[str]) -> str:
    """The language of a command line, before anything of it is read.

    `--language` comes first, then the environment; a wrong value of either is refused later.
    """
    own = [*arguments][: arguments.index("--")] if "--" in arguments else [*arguments]
    asked = [
        part.partition("=")[2] if "=" in part else next(iter(own[place + 1 : place + 2]), "")
        for place, part in enumerate(own)
        if part == _OPTION or part.startswith(f"{_OPTION}=")
    ]
    found = [*asked, os.environ.get(LANGUAGE, "")]
    return next((code for code in found if code in LANGUAGES), "en")


def wrong_environment() -> str | None:
    """What is wrong with the environment's language, if anything is."""
    given = os.environ.get(LANGUAGE, "")
    if not given or given in LANGUAGES:
        return None
    return phrase(
        'forloeb: {variable}: must be one of {names}, is "{given}"; change it, or unset it',
        variable=LANGUAGE,
        names=listed(LANGUAGES),
        given=given,
    )


# Help


def in_language(command: Any) -> Any:  # noqa: ANN401 - typer does not export its classes
    """A command and all below it, with help in the language spoken."""
    command.context_class = _context(command.context_class)
    command.help = _paragraphs(command.help)
    for parameter in command.params:
        parameter.help = phrase(parameter.help) if parameter.help else None
    for below in getattr(command, "commands", {}).values():
        in_language(below)
    return command


def paragraphs(text: str | None) -> list[str]:
    """Paragraphs of a help text, each on one line: the messages of the catalogue."""
    parts = inspect.cleandoc(text or "").split("\n\n")
    return [" ".join(part.split()) for part in parts]


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(phrase(part) for part in paragraphs(text) if part)


def _context(plain: Any) -> Any:  # noqa: ANN401 - as above
    """A context whose help is laid out as ever, with the frame's words translated."""

    class Formatter(plain.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or phrase("Usage:") + " ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(phrase(heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *sizes: int) -> None:
            super().write_dl([(first, _row_in_words(second)) for first, second in rows], *sizes)

    class Context(plain):  # type: ignore[misc]
        formatter_class = Formatter

    return Context


HEADINGS: Final = (known("Arguments"), known("Options"), known("Commands"))
OWN_HELP: Final = known("Show this message and exit.")
_EXTRA: Final = re.compile(r"(.*?)(?:^|  )\[([^\[\]]*)\]", re.DOTALL)


def _row_in_words(said: str) -> str:
    """Help of an option with what typer adds in brackets, as `[default: auto]`."""
    found = _EXTRA.fullmatch(said)
    if found is None:
        return phrase(said)
    extras = "; ".join(usage_in_words(part) for part in found[2].split("; "))
    return f"{phrase(found[1])}  [{extras}]".strip()


# Usage errors


_MESSAGES: Final = (
    known("Try {command} for help."),
    known("Invalid value for {name}: {why}"),
    known("Invalid value: {why}"),
    known("Missing argument {name}."),
    known("Missing option {name}."),
    known("Missing command."),
    known("No such option: {name} (Possible options: {names})"),
    known("No such option: {name}"),
    known("No such command {name}. Did you mean {names}?"),
    known("No such command {name}."),
    known("Option {name} does not take a value."),
    known("Option {name} requires an argument."),
    known("Got unexpected extra argument(s) ({names})"),
    known("Value error, {why}"),
    known("{value} is not one of {names}."),
    known("Input should be a valid integer, unable to parse string as an integer"),
    known("Input should be a valid number, unable to parse string as a number"),
    known("Input should be greater than or equal to {limit}"),
    known("Input should be less than or equal to {limit}"),
    known("default: {value}"),
    known("required"),
)
"""What typer says, with its values in braces; the first that fits is taken."""


def usage_in_words(said: str) -> str:
    """One of typer's sentences in the language spoken; one that is not known stays as it is."""
    for message in _MESSAGES:
        found = _pattern(message).fullmatch(said)
        if found is not None:
            values = {
                name: usage_in_words(value) if name == "why" else value
                for name, value in found.groupdict().items()
            }
            return phrase(message, **values)
    return said


def _pattern(message: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(message)), re.DOTALL)


def usage_text(wrong: Any) -> str:  # noqa: ANN401 - as above
    """A usage that typer refuses: how the command is used, where help is, and what is wrong."""
    if type(wrong).__name__ == "NoArgsIsHelpError":
        return str(wrong.format_message())
    lines = []
    context = getattr(wrong, "ctx", None)
    if context is not None:
        lines.append(context.get_usage())
        if context.command.get_help_option(context) is not None:
            command = f"'{context.command_path} {context.help_option_names[0]}'"
            lines.append(phrase("Try {command} for help.", command=command) + "\n")
    lines.append(phrase("Error: {what}", what=usage_in_words(wrong.format_message())))
    return "\n".join(lines)
