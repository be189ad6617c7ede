"""`forloeb glossary [WORD]`: the words of Forløb explained, Danish beside English."""

import json
from typing import Annotated

import typer

from sim.cli.options import stopped
from sim.words import phrase, spoken


def glossary(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="In either language.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_page: Annotated[bool, typer.Option("--page", help="Print all words as Markdown.")] = False,
) -> None:
    """Explain a word, or all of them: what it is called in Danish, and where it is seen."""
    from sim.reporting.words import glossary as book
    from sim.scenario.faults.suggestions import instead

    if as_page:
        print(book.as_page(), end="")
        return
    found = list(book.words()) if word is None else book.looked_up(word)
    if not found:
        remedy = instead(str(word), book.known_names())
        raise stopped(
            phrase(
                'forloeb glossary: "{word}" is not explained; {remedy}', word=word, remedy=remedy
            )
        )
    if as_json:
        print(json.dumps(book.as_tree(found)))
    else:
        print(book.as_lines(found, spoken()), end="")
