"""The command line: `forloeb COMMAND`, the same as `python -m sim`.

A command is a function in a file of its own name here; a name in `COMMANDS` without a file is
not offered, and a file hides the built-in of its name in this one (`list`). The files import
nothing heavy until their command runs, so that `--help` is quick. What a command raises becomes
plain lines and a status here, never a traceback:
0 done, 1 ran but a check failed, 2 bad usage or a bad scenario, 70 a fault in the program,
130 interrupted.
"""

import atexit
import gc
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Final

import typer

from sim.extras import MissingExtraError
from sim.scenario.faults.fault import ScenarioError
from sim.words import phrase

COMMANDS: Final = (
    "new",
    "check",
    "run",
    "theory",
    "compare",
    "rates",
    "audit",
    "explain",
    "plan",
    "reform",
    "uncertain",
    "sensitivity",
    "worth",
    "search",
    "sweep",
    "work",
    "calibrate",
    "synthesise",
    "follow",
    "detect",
    "report",
    "serve",
    "verify",
    "list",
    "show",
    "export",
    "schema",
    "ledger",
    "glossary",
)

DONE: Final = 0
CHECK_FAILED: Final = 1
BAD_USAGE: Final = 2
PROGRAM_FAULT: Final = 70
INTERRUPTED: Final = 130

_OBJECTS_A_SEARCH: Final = 50_000
"""New objects after which garbage is looked for: what imports leave behind is none."""

_ONE_THREAD: Final = ("OPENBLAS_NUM_THREADS", "1")
"""Read by NumPy when it comes in. Its sums are short here and processes use the cores: beside other
work a sum of 15,000 products took 3 ms on two threads, 4 millionths of a second on one."""

TRACEBACK: Final = "FORLOEB_TRACEBACK"
"""Environment variable: 1 shows the traceback of a fault in the program."""

app = typer.Typer(
    name="forloeb",
    help="What happens to a care team's budget when it is paid an average rate per citizen.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print("forloeb", version("forloeb"))
        raise typer.Exit


def _forloeb(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


def _with_language(command: Any) -> Any:  # noqa: ANN401 - a function as typer takes it
    from sim.cli.in_language import with_language

    return with_language(command)


app.callback()(_with_language(_forloeb))
for _name in COMMANDS:
    if find_spec(f"{__name__}.{_name}") is not None:
        app.command(_name)(_with_language(getattr(import_module(f"{__name__}.{_name}"), _name)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave Python with its status.

    Modules that come in leave no garbage worth a search.
    """
    gc.set_threshold(_OBJECTS_A_SEARCH)
    os.environ.setdefault(*_ONE_THREAD)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know every letter
    _leave(status([*(sys.argv[1:] if arguments is None else arguments)]))


def _leave(code: int) -> None:
    """End the process without taking Python apart, which takes a third of a second.

    What was written has reached the disk, and what is to happen at the end happens. Where a thread
    is still at work Python waits for it as usual.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - as Python does when it is taken apart
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # nobody reads, closed, or none
            stream.flush()
    os._exit(code)


def status(arguments: Sequence[str]) -> int:
    """Run a command line; the status to leave with."""
    from sim.cli.in_language import language_of, wrong_environment
    from sim.words import speaking_with_workers

    wrong = wrong_environment()
    if wrong is not None:
        print(wrong, file=sys.stderr)
        return BAD_USAGE
    with speaking_with_workers(language_of(arguments)):
        return _ended(arguments)


def _ended(arguments: Sequence[str]) -> int:
    """Run a command line in the language chosen, and say how it ended."""
    try:
        return _run(arguments)
    except BrokenPipeError:  # the reader has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until exit
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        print(phrase("forloeb: interrupted"), file=sys.stderr)
        return INTERRUPTED
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return BAD_USAGE
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"forloeb: {error.strerror or error}{where}", file=sys.stderr)
        return BAD_USAGE
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback unasked
        return _of_fault(error)


def _run(arguments: Sequence[str]) -> int:
    from sim.cli.in_language import in_language, usage_text

    command: Any = in_language(typer.main.get_command(app))
    try:
        with command.make_context("forloeb", [*arguments]) as context:
            command.invoke(context)
    except typer.Exit as leaving:
        sys.stdout.flush()
        return leaving.exit_code
    except typer.TyperException as wrong:  # a usage that typer refuses
        print(usage_text(wrong), file=sys.stderr)
        return BAD_USAGE
    sys.stdout.flush()
    return DONE


def _of_fault(error: Exception) -> int:
    """A wrong rule or a missing extra is named; anything else is a fault in the program."""
    from sim.engines.rule_error import RuleError

    if isinstance(error, RuleError | MissingExtraError):
        print(f"forloeb: {error}", file=sys.stderr)
        return BAD_USAGE
    return _of_program_fault(error)


def _of_program_fault(error: Exception) -> int:
    if os.environ.get(TRACEBACK) == "1":
        traceback.print_exception(error)
    words = " ".join(str(error).split())
    print(
        phrase(
            "forloeb: this is a fault in the program, please report it: {name}: {words} "
            "({traceback}=1 shows where)",
            name=type(error).__name__,
            words=words,
            traceback=TRACEBACK,
        ),
        file=sys.stderr,
    )
    return PROGRAM_FAULT
