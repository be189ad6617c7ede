"""A comparison for a terminal: for each scenario the answer, what differs, and by how much."""

from collections.abc import Callable, Iterable, Iterator

from rich.table import Table
from rich.text import Text

from sim.experiments.comparison.changed_terms import SEED
from sim.experiments.comparison.lives import LivesAlike
from sim.experiments.comparison.paired import Paired
from sim.experiments.summary.offers_text import compared_offers
from sim.experiments.summary.outcomes_text import LINES, hundredths
from sim.experiments.terminal import (
    ABSENT,
    Tree,
    fitted,
    money,
    money_title,
    money_unit,
    number,
    percent,
    printed,
    table,
)
from sim.scenario.differences import KeyDifference
from sim.words import known, phrase, plain_said

MOST_CHANGES = 20
"""More are in `comparison.json`."""

_SMALLEST_P = 0.001

Written = Callable[[float | None], str]
Row = tuple[str, Paired, Written]


def comparison_text(tree: Tree, width: int | None = None) -> str:
    """The comparison as lines of text.

    Parameters
    ----------
    width
        Columns of the terminal; left out, lines are as long as they need to be.
    """
    parts = [_heading(tree), *(_difference(tree, of, width) for of in tree["differences"])]
    if "comparison" in tree:
        parts.append(phrase("Results: {results}", results=tree["comparison"]) + "\n")
    return "\n".join(parts)


def _heading(tree: Tree) -> str:
    first, *others = tree["scenarios"]
    about = phrase(
        "{others} against {first}: {weeks} weeks, {replications} replications, seed {seed}",
        others=", ".join(others),
        first=first,
        weeks=tree["weeks"],
        replications=tree["replications"],
        seed=tree["seed"],
    )
    if tree["replications"] == 1:
        said = phrase("One replication gives no bounds and tests nothing.")
    else:
        said = phrase(
            "The same citizens live under each scenario. A difference holds if p < 5 % after "
            "Holm's correction\nfor all the figures compared. It is unchanged if it is known to be "
            "smaller than the amount in\nthe column `unchanged below` (--smallest FIGURE=AMOUNT "
            "sets another)."
        )
    return f"{about}\n{said}\n"


def _difference(tree: Tree, of: Tree, width: int | None) -> str:
    names = tree["scenarios"][0], of["scenario"]

    def in_unit(unit: int, blanks: int) -> Table:
        return _teams(of, names, (tree["weeks"], unit, blanks))

    parts = [
        phrase("{other} less {first}", other=names[1], first=names[0])
        + f"\n{lives_line(of['lives'])}\n{_answer(of)}\n",
        _changes(of, names),
        fitted(in_unit, _unit(of), width),
        printed(_table(phrase("Other outcomes"), _besides(of), names)),
        printed(_table(phrase("Courses"), _courses(of), names)),
        *(printed(_table(title, rows, names)) for title, rows in compared_offers(of) if rows),
    ]
    return "\n".join(parts)


def lives_line(lives: LivesAlike) -> str:
    """Whether the citizens live the same lives, and where not, how many do."""
    spells, citizens = number(lives["spells_first"], 0), number(lives["citizens"], 0)
    if lives["is_price_only"]:
        return phrase("{spells} spells identical: the whole difference is price", spells=spells)
    if lives["same_lives"]:
        return phrase(
            "{spells} spells identical, but not the care that is given in them", spells=spells
        )
    gone = lives["spells_first"] - lives["spells_alike"]
    alike = lives["citizens_alike"] / lives["citizens"]
    return phrase(
        "{gone} of {spells} spells differ; {alike} of {citizens} citizens live the same lives",
        gone=number(gone, 0),
        spells=spells,
        alike=percent(alike, 1),
        citizens=citizens,
    )


def _answer(of: Tree) -> str:
    one = of["total"]["deviation_dkk"]
    low, high = one["difference"]["low"], one["difference"]["high"]
    bounds = (
        ""
        if low is None
        else " "
        + phrase("(95 % interval {low} to {high})", low=_signed_dkk(low), high=_signed_dkk(high))
    )
    judged = _judged(one)
    mean = _signed_dkk(one["difference"]["mean"])
    return phrase(
        "Difference in the deviation of all teams: {mean} DKK{bounds}{judged}",
        mean=mean,
        bounds=bounds,
        judged=judged,
    )


def _judged(one: Paired) -> str:
    judgement = _judgement(one)
    return "" if judgement is None else f": {phrase(_JUDGED[judgement])}"


def _judgement(one: Paired) -> str | bool | None:
    return UNCHANGED if one["unchanged"] else one["holds"]


UNCHANGED = "unchanged"
_JUDGED = {True: known("holds"), False: known("may be chance"), UNCHANGED: known("unchanged")}


def _signed_dkk(dkk: float | None) -> str:
    return _signed(lambda value: money(value, 1), dkk)


def _changes(of: Tree, names: tuple[str, str]) -> str:
    changes = [KeyDifference(**change) for change in of["changes"]]
    shown = [f"  {change}" for change in changes[:MOST_CHANGES]]
    if len(changes) > MOST_CHANGES:
        shown.append(
            "  " + phrase("and {count} more", count=number(len(changes) - MOST_CHANGES, 0))
        )
    told = [
        "  "
        + phrase(
            "{key} of {other} is not used: {instead}",
            key=key,
            other=names[1],
            instead=_instead(key, names[0]),
        )
        for key in of["unused"]
    ]
    return (
        "\n".join(
            [
                phrase("What differs between the files ({count})", count=number(len(changes), 0)),
                *shown,
                *told,
            ]
        )
        + "\n"
    )


def _instead(key: str, first: str) -> str:
    """What holds in place of a key that is not used."""
    if key == SEED:
        return phrase("the seed of {first} holds for both", first=first)
    return phrase("the people of {first} are there under both", first=first)


# Tables


def _teams(of: Tree, names: tuple[str, str], layout: tuple[int, int, int]) -> Table:
    """Deviation by team, and the money of all; `layout` is the weeks, the unit and the blanks."""
    weeks, unit, blanks = layout

    def dkk(value: float | None) -> str:
        return money(value, unit)

    total = of["total"]
    rows = [(team["team"], team["deviation_dkk"], dkk) for team in of["teams"]]
    sums = [(phrase("all teams"), total["deviation_dkk"], dkk)]
    sums += [
        (phrase("their revenue"), total["revenue_dkk"], dkk),
        (phrase("their cost"), total["cost_dkk"], dkk),
    ]
    title = phrase(
        "Deviation by team, over {weeks} weeks; money in {unit}",
        weeks=weeks,
        unit=money_title(unit),
    )
    made = _table(title, iter(rows), names, blanks)
    made.add_section()
    _add(made, iter(sums))
    return made


def _unit(of: Tree) -> int:
    total = of["total"]
    return money_unit(max(total[what]["first"] or 0 for what in ("revenue_dkk", "cost_dkk")))


def _besides(of: Tree) -> Iterator[Row]:
    """Outcomes other than money that either scenario has."""
    for line in LINES:
        one = of.get(line.part, {}).get(line.key)
        if one and (one["first"] or one["other"]):
            yield f"{phrase(line.title)}, {phrase(line.unit)}", one, line.written
    for goal in of.get("goals", []):
        if "score" in goal:
            yield (
                phrase("goals of {kind}, 0 to 1", kind=phrase(goal["kind"])),
                goal["score"],
                hundredths,
            )
    yield phrase("probability of a deficit"), of["total"]["deficit_probability"], _whole_percent


def _courses(of: Tree) -> Iterator[Row]:
    for course in of["courses"]:
        for key, title, decimals in _OF_COURSE:
            if key in course:
                yield f"{course['course']}: {phrase(title)}", course[key], _with_decimals(decimals)


_OF_COURSE = (
    ("census", known("census"), 1),
    ("entries_per_week", known("entries a week"), 2),
    ("course_stay_weeks", known("weeks of a course"), 1),
    ("stay_weeks", known("weeks of a stay"), 1),
)


def _with_decimals(decimals: int) -> Written:
    return lambda value: number(value, decimals)


def _whole_percent(share: float | None) -> str:
    return percent(share, 0)


def _table(title: str, rows: Iterable[Row], names: tuple[str, str], blanks: int = 2) -> Table:
    """Rows of paired figures, the first scenario, the other, and their difference."""
    columns = (
        *(
            "",
            *names,
            known("difference"),
            known("95 % interval"),
            phrase("p (Holm)"),
            known("holds"),
            phrase("unchanged below"),
        ),
        phrase("variance removed"),
    )
    made = table(title, columns, blanks)
    _add(made, rows)
    return made


def _add(made: Table, rows: Iterable[Row]) -> None:
    for name, one, written in rows:
        made.add_row(Text(name), *_cells(one, written))


def _cells(one: Paired, value: Written) -> list[str]:
    difference = one["difference"]
    written = _finely(value) if one["holds"] and _is_unseen(value, difference["mean"]) else value
    return [
        value(one["first"]),
        value(one["other"]),
        _signed(written, difference["mean"]),
        _span(written, difference["low"], difference["high"]),
        _p(one["p_holm"]),
        _holds(one),
        (_finely(value) if _is_unseen(value, one["smallest"]) else value)(one["smallest"]),
        percent(one["variance_removed"], 0),
    ]


def _holds(one: Paired) -> str:
    said = {None: ABSENT, True: phrase("yes"), False: phrase("no"), UNCHANGED: phrase("unchanged")}
    return said[_judgement(one)]


def _is_unseen(written: Written, value: float | None) -> bool:
    """Whether a value is written as 0 would be."""
    return value is not None and written(abs(value)) == written(0.0)


def _finely(written: Written) -> Written:
    """Write what is too small for the usual decimals, with two figures."""
    if written(0.0).endswith("%"):
        sign = written(0.0)[-2:]
        return lambda share: ABSENT if share is None else _two_figures(100 * share) + sign
    return lambda value: ABSENT if value is None else _two_figures(value)


def _two_figures(value: float) -> str:
    return plain_said(float(f"{value:.2g}"))


def _signed(written: Written, value: float | None) -> str:
    """A difference with its sign; of shares in percentage points."""
    text = written(value)
    if text.endswith("%"):
        text = text[:-2] + _points()
    is_positive = value is not None and value > 0 and written(value) != written(0.0)
    return f"+{text}" if is_positive else text


def _span(written: Written, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ABSENT
    first = _signed(written, low).removesuffix(_points())
    return phrase("{low} to {high}", low=first, high=_signed(written, high))


def _points() -> str:
    return " " + phrase("points")


def _p(value: float | None) -> str:
    if value is None:
        return ABSENT
    return f"<{number(_SMALLEST_P, 3)}" if value < _SMALLEST_P else number(value, 3)
