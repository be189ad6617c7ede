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

MOST_CHANGES = 20
"""More are in `comparison.json`."""

POINTS = " points"

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
        parts.append(f"Results: {tree['comparison']}\n")
    return "\n".join(parts)


def _heading(tree: Tree) -> str:
    first, *others = tree["scenarios"]
    about = (
        f"{', '.join(others)} against {first}: {tree['weeks']} weeks, {tree['replications']} "
        f"replications, seed {tree['seed']}"
    )
    if tree["replications"] == 1:
        return f"{about}\nOne replication gives no bounds and tests nothing.\n"
    return (
        f"{about}\nThe same citizens live under each scenario. A difference holds if p < 5 % after "
        "Holm's correction\nfor all the figures compared. It is unchanged if it is known to be "
        "smaller than the amount in\nthe column `unchanged below` (--smallest FIGURE=AMOUNT sets "
        "another).\n"
    )


def _difference(tree: Tree, of: Tree, width: int | None) -> str:
    names = tree["scenarios"][0], of["scenario"]

    def in_unit(unit: int, blanks: int) -> Table:
        return _teams(of, names, (tree["weeks"], unit, blanks))

    parts = [
        f"{names[1]} less {names[0]}\n{lives_line(of['lives'])}\n{_answer(of)}\n",
        _changes(of, names),
        fitted(in_unit, _unit(of), width),
        printed(_table("Other outcomes", _besides(of), names)),
        printed(_table("Courses", _courses(of), names)),
        *(printed(_table(title, rows, names)) for title, rows in compared_offers(of) if rows),
    ]
    return "\n".join(parts)


def lives_line(lives: LivesAlike) -> str:
    """Whether the citizens live the same lives, and where not, how many do."""
    spells, citizens = f"{lives['spells_first']:,}", f"{lives['citizens']:,}"
    if lives["is_price_only"]:
        return f"{spells} spells identical: the whole difference is price"
    if lives["same_lives"]:
        return f"{spells} spells identical, but not the care that is given in them"
    gone = lives["spells_first"] - lives["spells_alike"]
    alike = lives["citizens_alike"] / lives["citizens"]
    return (
        f"{gone:,} of {spells} spells differ; {percent(alike, 1)} of {citizens} citizens live the "
        "same lives"
    )


def _answer(of: Tree) -> str:
    one = of["total"]["deviation_dkk"]
    low, high = one["difference"]["low"], one["difference"]["high"]
    bounds = "" if low is None else f" (95 % interval {_signed_dkk(low)} to {_signed_dkk(high)})"
    judged = _JUDGED[_judgement(one)]
    mean = _signed_dkk(one["difference"]["mean"])
    return f"Difference in the deviation of all teams: {mean} DKK{bounds}{judged}"


def _judgement(one: Paired) -> str | bool | None:
    return UNCHANGED if one["unchanged"] else one["holds"]


UNCHANGED = "unchanged"
_JUDGED = {None: "", True: ": holds", False: ": may be chance", UNCHANGED: ": unchanged"}


def _signed_dkk(dkk: float | None) -> str:
    return _signed(lambda value: money(value, 1), dkk)


def _changes(of: Tree, names: tuple[str, str]) -> str:
    changes = [KeyDifference(**change) for change in of["changes"]]
    shown = [f"  {change}" for change in changes[:MOST_CHANGES]]
    if len(changes) > MOST_CHANGES:
        shown.append(f"  and {len(changes) - MOST_CHANGES:,} more")
    told = [f"  {key} of {names[1]} is not used: {_instead(key, names[0])}" for key in of["unused"]]
    return "\n".join([f"What differs between the files ({len(changes):,})", *shown, *told]) + "\n"


def _instead(key: str, first: str) -> str:
    """What holds in place of a key that is not used."""
    if key == SEED:
        return f"the seed of {first} holds for both"
    return f"the people of {first} are there under both"


# Tables


def _teams(of: Tree, names: tuple[str, str], layout: tuple[int, int, int]) -> Table:
    """Deviation by team, and the money of all; `layout` is the weeks, the unit and the blanks."""
    weeks, unit, blanks = layout

    def dkk(value: float | None) -> str:
        return money(value, unit)

    total = of["total"]
    rows = [(team["team"], team["deviation_dkk"], dkk) for team in of["teams"]]
    sums = [("all teams", total["deviation_dkk"], dkk)]
    sums += [(f"their {what}", total[f"{what}_dkk"], dkk) for what in ("revenue", "cost")]
    title = f"Deviation by team, over {weeks} weeks; money in {money_title(unit)}"
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
            yield f"{line.title}, {line.unit}", one, line.written
    for goal in of.get("goals", []):
        if "score" in goal:
            yield f"goals of {goal['kind']}, 0 to 1", goal["score"], hundredths
    yield "probability of a deficit", of["total"]["deficit_probability"], _whole_percent


def _courses(of: Tree) -> Iterator[Row]:
    for course in of["courses"]:
        for key, title, decimals in _OF_COURSE:
            if key in course:
                yield f"{course['course']}: {title}", course[key], _with_decimals(decimals)


_OF_COURSE = (
    ("census", "census", 1),
    ("entries_per_week", "entries a week", 2),
    ("course_stay_weeks", "weeks of a course", 1),
    ("stay_weeks", "weeks of a stay", 1),
)


def _with_decimals(decimals: int) -> Written:
    return lambda value: number(value, decimals)


def _whole_percent(share: float | None) -> str:
    return percent(share, 0)


def _table(title: str, rows: Iterable[Row], names: tuple[str, str], blanks: int = 2) -> Table:
    """Rows of paired figures, the first scenario, the other, and their difference."""
    columns = (
        *("", *names, "difference", "95 % interval", "p (Holm)", "holds", "unchanged below"),
        "variance removed",
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
        {None: ABSENT, True: "yes", False: "no", UNCHANGED: UNCHANGED}[_judgement(one)],
        (_finely(value) if _is_unseen(value, one["smallest"]) else value)(one["smallest"]),
        percent(one["variance_removed"], 0),
    ]


def _is_unseen(written: Written, value: float | None) -> bool:
    """Whether a value is written as 0 would be."""
    return value is not None and written(abs(value)) == written(0.0)


def _finely(written: Written) -> Written:
    """Write what is too small for the usual decimals, with two figures."""
    if written(0.0).endswith("%"):
        return lambda share: ABSENT if share is None else f"{100 * share:.2g} %"
    return lambda value: ABSENT if value is None else f"{value:.2g}"


def _signed(written: Written, value: float | None) -> str:
    """A difference with its sign; of shares in percentage points."""
    text = written(value).replace(" %", POINTS)
    is_positive = value is not None and value > 0 and written(value) != written(0.0)
    return f"+{text}" if is_positive else text


def _span(written: Written, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ABSENT
    return f"{_signed(written, low).removesuffix(POINTS)} to {_signed(written, high)}"


def _p(value: float | None) -> str:
    if value is None:
        return ABSENT
    return f"<{_SMALLEST_P}" if value < _SMALLEST_P else f"{value:.3f}"
