"""What can be asked of rate setting, and everything that is wrong with it at once."""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple, get_args

from sim.economics.rates.paying import By
from sim.experiments.running.sharing import Machines
from sim.scenario.faults.suggestions import instead
from sim.words import phrase

METHODS: Final = ("auto", "twin", "simulation")
MOST_DKK: Final = 1e15


class RatesAsked(NamedTuple):
    """How rates are to be set; what is None is not done."""

    by: str = "auto"
    """`auto` as the scenario's own rates are, or one rate a `course`, or one a `level` of it."""
    method: str = "auto"
    """`twin`, `simulation`, or `auto`: the twin where its means are exact."""
    clinic_share: float | None = None
    """Share of the nursing contacts to be priced as if given in a clinic."""
    total_dkk_per_year: float | None = None
    """What all rates together are to pay in a year [DKK]."""
    round_to_dkk: float | None = None
    """Step to which rates are rounded [DKK]."""
    place_residue: bool = False
    """Whether single rates are rounded the other way, so that the total comes nearest."""
    replications: int | None = None
    """How many, where the scenario is simulated; None: as it says itself."""
    workers: int | None = None
    """Processes of a simulation; None: none until what is left would take them less time."""
    cluster: str | None = None
    """Address of a Dask scheduler whose workers simulate, or `local:N`; None: this machine."""


class RatesError(ValueError):
    """Rates that cannot be set. `faults` holds all that is wrong, a line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def asked_faults(asked: RatesAsked) -> list[str]:
    """Everything that makes no sense in what was asked, by option."""
    return [*_words(asked), *_numbers(asked), *_machines(asked)]


def _machines(asked: RatesAsked) -> Iterator[str]:
    try:
        Machines(asked.workers, asked.cluster).check()
    except ValueError as fault:
        yield str(fault)


def course_rate_options(asked: RatesAsked) -> list[str]:
    """Options given that only make sense for course rates."""
    none = RatesAsked()
    given = {
        "--method": asked.method != none.method,
        "--clinic-share": asked.clinic_share is not None,
        "--total-dkk-per-year": asked.total_dkk_per_year is not None,
        "--round-to": asked.round_to_dkk is not None,
        "--replications": asked.replications is not None,
        "--workers": asked.workers is not None,
        "--cluster": asked.cluster is not None,
    }
    return [option for option, is_given in given.items() if is_given]


def _words(asked: RatesAsked) -> Iterator[str]:
    for option, word, known in (
        ("--by", asked.by, get_args(By)),
        ("--method", asked.method, METHODS),
    ):
        if word not in known:
            yield phrase(
                '{option}: "{word}" is not known; {word_2}',
                option=option,
                word=word,
                word_2=instead(word, known),
            )
    if asked.place_residue and asked.round_to_dkk is None:
        yield phrase("--place-residue: nothing is rounded; add --round-to, or leave it out")


def _numbers(asked: RatesAsked) -> Iterator[str]:
    total, step, share = asked.total_dkk_per_year, asked.round_to_dkk, asked.clinic_share
    if total is not None and not 0.0 < total <= MOST_DKK:
        what = phrase(
            "must be above 0 and at most {most_dkk}, is {total}",
            most_dkk=f"{MOST_DKK:.0e}",
            total=f"{total:g}",
        )
        yield phrase(
            "--total-dkk-per-year: {what}; give what the rates are to pay in a year", what=what
        )
    if step is not None and not (math.isfinite(step) and step > 0.0):
        yield phrase(
            "--round-to: must be above 0, is {step}; give a step in DKK, as 10", step=f"{step:g}"
        )
    if share is not None and not 0.0 <= share <= 1.0:
        yield phrase(
            "--clinic-share: must be from 0 to 1, is {share}; give a share, as 0.33",
            share=f"{share:g}",
        )
    if asked.replications is not None and asked.replications < 1:
        yield phrase(
            "--replications: must be 1 or more, is {replications}; write 1 or more",
            replications=asked.replications,
        )
