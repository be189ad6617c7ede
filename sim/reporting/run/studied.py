"""What studies say of a run's answer: what it rests on, and what to measure first.

`forloeb sensitivity` and `forloeb worth` leave their folders beside the run's, called after it.
Studies that take an hour stand beside a scenario's file, in `studies/`, and `forloeb run` puts a
copy into the run's folder. One that is of another form of the scenario says so; one that has been
changed, is of other weeks or cannot be read says nothing.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sim.experiments.folder.storage import ResultsError, writing_to
from sim.experiments.folder.studies import read_study
from sim.experiments.studies.worth_text import worth_measuring
from sim.reporting.words.keys import words_of_key
from sim.reporting.words.language import Language
from sim.writing import made_folder, replace_text

STUDIES: Final = "studies"
_KINDS: Final = ("sensitivity", "worth")


def studied_sentences(folder: Path, weeks: int, words: Language) -> list[str]:
    """Sentences about a run's answer over its weeks, of the studies that are known of it."""
    folder = folder.resolve()
    found = []
    for kind in _KINDS:
        study, is_own = _study_of(folder, kind)
        if study is None or (not is_own and study.get("weeks") != weeks):
            continue
        if not is_own:
            found.append(
                words.say(
                    "Of an earlier or another form of this scenario `forloeb {kind}` found:",
                    kind=kind,
                )
            )
        found += _TOLD[kind](study, words)
    return found


def take_studies(scenario: Path, folder: Path) -> None:
    """Copy what studies beside a scenario's file found into the folder of its run.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    for kind in _KINDS:
        for path in sorted(
            (scenario.parent / STUDIES).glob(f"{kind}-{scenario.stem}-????????.json")
        ):
            if _readable(path, kind) is not None:
                with writing_to(folder):
                    made_folder(folder / STUDIES)
                    replace_text(path.read_text(encoding="utf-8"), folder / STUDIES / path.name)


def _study_of(folder: Path, kind: str) -> tuple[Mapping[str, Any] | None, bool]:
    """A study of a run, and whether it is of this very run."""
    beside = folder.parent / f"{kind}-{folder.name}" / f"{kind}.json"
    copied = folder / STUDIES / f"{kind}-{folder.name}.json"
    for path in (beside, copied):
        study = _readable(path, kind)
        if study is not None:
            return study, True
    stem = folder.name.rpartition("-")[0]
    others = sorted((folder / STUDIES).glob(f"{kind}-{stem}-????????.json"))
    return (_readable(others[-1], kind) if others else None), False


def _readable(path: Path, kind: str) -> Mapping[str, Any] | None:
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


_TOLD: Final = {"sensitivity": _rests_on, "worth": _to_measure}
