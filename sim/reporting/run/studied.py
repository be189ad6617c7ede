"""What the studies beside a run say of its answer: what it rests on, and what to measure first.

`forloeb sensitivity` and `forloeb worth` leave their folders beside the run's, called after it; a
study of another run, or one that cannot be read, says nothing.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.studies import read_study
from sim.experiments.studies.worth_text import worth_measuring
from sim.reporting.words.keys import words_of_key
from sim.reporting.words.language import Language


def studied_sentences(folder: Path, words: Language) -> list[str]:
    """Sentences about a run's answer, of the studies that lie beside its folder."""
    told = {"sensitivity": _rests_on, "worth": _to_measure}
    return [
        sentence
        for kind, sentences in told.items()
        if (tree := _study_beside(folder, kind)) is not None
        for sentence in sentences(tree, words)
    ]


def _study_beside(folder: Path, kind: str) -> Mapping[str, Any] | None:
    folder = folder.resolve()
    path = folder.parent / f"{kind}-{folder.name}" / f"{kind}.json"
    if not path.exists():
        return None
    try:
        return read_study(path, kind)
    except ResultsError:
        return None


def _rests_on(tree: Mapping[str, Any], words: Language) -> Iterator[str]:
    """Shares of what is not known of the figure, by status."""
    for status, share in sorted(tree["by_status"].items(), key=lambda one: -one[1]["mean"]):
        yield words.say(
            "{share} of the variance of {figure} rests on figures that are {status} (95 % interval "
            "{low} to {high}; `forloeb sensitivity`).",
            share=words.percent(share["mean"], 0),
            figure=words_of_key(tree["figure"], words),
            status=words.name(status),
            low=words.percent(share["low"], 0),
            high=words.percent(share["high"], 0),
        )


def _to_measure(tree: Mapping[str, Any], words: Language) -> Iterator[str]:
    """The numbers that are worth measuring first, each with its worth in kroner."""
    first = worth_measuring(tree)  # type: ignore[arg-type] # it is read again as it was written
    worth = {one["key"]: one["evppi_dkk"]["mean"] for one in tree["factors"]}
    if first:
        yield words.say(
            "Worth measuring first: {numbers} (for the decision of `forloeb worth`).",
            numbers="; ".join(
                f"{words_of_key(key, words)}, {words.money(worth[key])}" for key in first
            ),
        )
