"""One exit of a course made more or less likely; the others keep their proportions.

What is stated of the course's exits adds up as before: to 1, or with a dose to what the exits
beside it had. So of exits 0.52, 0.45 and 0.03 the first at 0.6 leaves 0.375 and 0.025.
"""

from typing import Any, Final, NamedTuple

from sim.model.terms import LEVEL_CHANGE_NAME
from sim.scenario.faults.fault import shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import draft_levels
from sim.words import phrase

_PROBABILITY: Final = "probability"
_ROUNDING: Final = 1e-9


class ExitRefused(Exception):  # noqa: N818 - never leaves `overrides.py`
    """An exit that cannot be set by its name: what is wrong, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


class _Stated(NamedTuple):
    """An exit with a probability: its place among the exits, and one number a level."""

    place: int
    levels: list[float]


def exits_with(ways: list[Any], to: str, value: Any) -> list[Any]:  # noqa: ANN401 - TOML
    """Exits of which the one that leads to a name has another probability.

    A value that is no probability is put in as it stands, for the schema to say so.

    Raises
    ------
    ExitRefused
        If there is no such exit, or the others cannot keep their proportions.
    """
    place = _place(ways, to)
    stated = [_stated(ways, n) for n, way in enumerate(ways) if _PROBABILITY in way]
    if place not in [one.place for one in stated]:
        what = phrase("has no probability of its own: the dose decides it")
        raise ExitRefused(what, phrase("set the course's dose, or another exit"))
    wanted = _levels(value)
    if wanted is None:
        return _replaced(ways, {place: value})
    return _replaced(ways, _moved(stated, place, wanted) | {place: value})


def _place(ways: list[Any], to: str) -> int:
    """Number of the exit that leads to a name."""
    names = [_name(way) for way in ways]
    if to not in names:
        known = [name for name in dict.fromkeys(names) if name]
        raise ExitRefused(phrase("is not an exit of the course"), instead(to, known))
    if names.count(to) > 1:
        what = phrase("is the name of {count} exits", count=names.count(to))
        raise ExitRefused(
            what,
            phrase("set one by its number, as exits[{index}].probability", index=names.index(to)),
        )
    return names.index(to)


def _name(way: Any) -> str:  # noqa: ANN401 - TOML
    """Where an exit leads: a course, a way out, or a change of level in the same course."""
    to = way.get("to") if isinstance(way, dict) else None
    if isinstance(to, dict):
        return str(to.get("course", LEVEL_CHANGE_NAME))
    return to if isinstance(to, str) else ""


def _stated(ways: list[Any], place: int) -> _Stated:
    levels = _levels(ways[place][_PROBABILITY])
    if levels is None:
        name, remedy = (
            _name(ways[place]),
            phrase("set exits[{place}].probability as a whole", place=place),
        )
        what = phrase("shares with {name}, whose probability is no plain number", name=shown(name))
        raise ExitRefused(what, remedy)
    return _Stated(place, levels)


def _levels(raw: Any) -> list[float] | None:  # noqa: ANN401 - TOML
    """A probability by level, whether its unit and source are said beside it or not."""
    return draft_levels(raw.get("value") if isinstance(raw, dict) else raw)


def _moved(stated: list[_Stated], place: int, wanted: list[float]) -> dict[int, Any]:
    """Probabilities of the other exits, by place: what is left, in their proportions."""
    own = next(one.levels for one in stated if one.place == place)
    total = [sum(numbers) for numbers in zip(*(one.levels for one in stated), strict=True)]
    factors = []
    for had, gets, of in zip(own, wanted, total, strict=True):
        _check(gets, of)
        if had == of and gets != had:
            raise ExitRefused(
                phrase("is the only exit"), phrase("set the course's exits as a whole")
            )
        factors.append(1.0 if gets == had else (of - gets) / (of - had))
    others = [one for one in stated if one.place != place]
    return {
        one.place: _plain([p * factor for p, factor in zip(one.levels, factors, strict=True)])
        for one in others
    }


def _check(gets: float, of: float) -> None:
    """Refuse more than there is to share, or less than nothing: the others cannot give it."""
    if not gets >= 0.0:
        within = phrase("{limit} or more", limit=0)
        what = phrase("must be {within}, is {value}", within=within, value=shown(gets))
        raise ExitRefused(what, phrase("check the sign"))
    if gets > of + _ROUNDING:
        most = f"{round(of, 9):g}"
        what = phrase("must be at most {most}, is {value}", most=most, value=shown(gets))
        raise ExitRefused(what, phrase("check the unit and the decimals"))


def _plain(levels: list[float]) -> float | list[float]:
    """One number where all levels have the same."""
    return levels[0] if len(set(levels)) == 1 else levels


def _replaced(ways: list[Any], probabilities: dict[int, Any]) -> list[Any]:
    return [
        {**way, _PROBABILITY: probabilities[n]} if n in probabilities else way
        for n, way in enumerate(ways)
    ]
