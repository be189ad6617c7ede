"""`forloeb serve`: the leaders' page, on this machine."""

import os
import re
from pathlib import Path
from typing import Annotated, Final

import typer

from sim.cli.options import stopped
from sim.words import known, phrase, spoken

TOKEN: Final = "FORLOEB_TOKEN"  # noqa: S105 - the name of a variable
ENDED: Final = known("forloeb serve: ended; what has been run is kept")
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~-]{8,200}", re.ASCII)


def serve(
    results: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Results folders, or folders that hold them; left out, results.",
            show_default=False,
        ),
    ] = None,
    scenarios: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where scenario files lie; left out, scenarios if there is one."
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65_535, help="Port; 0: any that is free.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(help="Where to listen. Anywhere but on this machine itself asks for a token."),
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(help=f"What whoever opens the page must know; or {TOKEN} says it."),
    ] = None,
) -> None:
    """Show results and scenarios on a local web page whose levers can be moved.

    The first line printed is the page's address. Runs go into results folders like any other:
    a server that is stopped loses nothing. Nothing is loaded from elsewhere. Ctrl-C ends it.
    """
    from sim.cli.interruption import interruptible
    from sim.experiments.folder.storage import ResultsError
    from sim.web.serving import Served, serve_page
    from sim.web.shelf import shelf

    secret = os.environ.get(TOKEN, "") if token is None else token
    if token == "" or (secret and not _TOKEN.fullmatch(secret)):
        raise stopped(
            phrase(
                "forloeb serve: a token has 8 letters, digits or signs of . _ ~ - at least; "
                "leave it out to have one drawn"
            )
        )
    with interruptible() as interruption:
        try:
            serve_page(Served(shelf(results or [], scenarios), host, port, secret, spoken()))
        except ResultsError as fault:
            raise stopped(str(fault)) from fault
        except KeyboardInterrupt as fault:
            raise stopped(phrase(ENDED), interruption.exit_code) from fault
