"""The tables of `forloeb rates`: rates, and what lies behind them, one row a course or level."""

from collections.abc import Callable, Sequence

from rich.table import Table
from rich.text import Text

from sim.experiments.summary.statistics import Figure
from sim.experiments.terminal import ABSENT, Tree, money, number, percent, table
from sim.words import known, phrase

Cells = Callable[[Tree], list[str]]

_PER = {"weekly_dkk": known("a week"), "lump_sum_dkk": known("a course")}

_RATES = known(
    "Rates in DKK; hours and cost per citizen and week; deviation per year at the present rates"
)
_NEEDS = known("Need behind the rates: minutes a citizen and week, and DKK a week")
_STEP_DOWNS = known("After the step-down, DKK a week; the ratio of both rates is kept")
_LUMP_SUMS = known("Lump sums, DKK a course")
_CLINIC = known("Nursing in the clinic, DKK")
_EFFECT = known(
    "What development saves, by the twin: a year as it is, and one in which it makes "
    "nobody self-reliant; DKK"
)
_TO_SET = known("Rates to set, DKK")
_KINDS = {
    "weekly_dkk": known("a week"),
    "late_weekly_dkk": known("after the step-down"),
    "lump_sum_dkk": known("a course"),
}


def rates_tables(tree: Tree) -> list[Table]:
    """Every table that has a row."""
    tables = (_rates, _needs, _step_downs, _lump_sums, _clinic, _effect, _to_set)
    return [made for of in tables if (made := of(tree)) is not None]


def _made(title: str, columns: Sequence[str], rates: Sequence[Tree], cells: Cells) -> Table | None:
    """A table of some rates; without any, none. Levels are told where there are any."""
    if not rates:
        return None
    has_levels = any(rate["level"] is not None for rate in rates)
    made = table(title, (known("course"), *([known("level")] if has_levels else []), *columns))
    for rate in rates:
        level = (
            [phrase("all") if rate["level"] is None else str(rate["level"])] if has_levels else []
        )
        made.add_row(Text(rate["course"]), *level, *cells(rate))
    return made


def _of(tree: Tree, part: str) -> list[Tree]:
    return [rate for rate in tree["rates"] if rate[part] is not None]


def _rates(tree: Tree) -> Table | None:
    columns = (
        known("citizens"),
        known("hours"),
        known("cost"),
        known("paid"),
        known("now"),
        known("balances"),
        known("95 % interval"),
        *(() if tree["method"] == "twin" else (phrase("by the twin"),)),
        known("deviation"),
    )
    rates = [rate for rate in tree["rates"] if rate["paid"] != "not_set"]
    return _made(_RATES, columns, rates, lambda rate: _rate_cells(rate, tree))


def _rate_cells(rate: Tree, tree: Tree) -> list[str]:
    now, figure = rate["now"], rate["balancing_dkk"]
    kind = rate["balanced_by"] or "weekly_dkk"
    return [
        number(rate["citizens"], 1),
        number(rate["hours_per_week"], 2),
        _dkk(rate["cost_dkk_per_week"]),
        phrase("own cost") if figure is None else phrase(_PER[kind]),
        _dkk(None if now is None else now[kind]),
        _dkk(None if figure is None else figure["mean"]),
        _bounds(figure, is_exact=tree["exact"]),
        *([] if tree["method"] == "twin" else [_dkk(rate["twin_balancing_dkk"])]),
        money(rate["deviation_now_dkk_per_year"], 1),
    ]


def _needs(tree: Tree) -> Table | None:
    """Need behind the rates, where courses are granted by minutes or a rate looks like a median."""
    rates = [
        rate
        for rate in tree["rates"]
        if (need := rate["need"]) is not None
        and (need["from_minutes"] is not None or need["looks_like_median"])
    ]
    columns = (
        known("from"),
        known("below"),
        known("mean"),
        known("median"),
        known("cost"),
        known("at the median"),
        known("now"),
        known("now is like"),
    )

    def cells(rate: Tree) -> list[str]:
        need, now = rate["need"], rate["now"]
        return [
            *(number(need[key], 0) for key in ("from_minutes", "below_minutes")),
            *(number(need[key], 1) for key in ("mean_minutes", "median_minutes")),
            _dkk(rate["cost_dkk_per_week"]),
            _dkk(need["at_median_dkk"]),
            _dkk(None if now is None else now["weekly_dkk"]),
            phrase("the median") if need["looks_like_median"] else ABSENT,
        ]

    return _made(_NEEDS, columns, rates, cells)


def _step_downs(tree: Tree) -> Table | None:
    columns = (
        phrase("after weeks"),
        phrase("weeks after it"),
        known("ratio"),
        known("rate"),
        known("95 % interval"),
        phrase("one rate for all"),
    )

    def cells(rate: Tree) -> list[str]:
        step = rate["step_down"]
        alone = step["without_step_down_dkk"]
        return [
            number(step["after_weeks"], 1),
            percent(step["late_share"], 1),
            number(step["ratio"], 3),
            _dkk(step["late_dkk"]["mean"]),
            _bounds(step["late_dkk"], is_exact=tree["exact"]),
            _dkk(None if alone is None else alone["mean"]),
        ]

    return _made(_STEP_DOWNS, columns, _of(tree, "step_down"), cells)


def _lump_sums(tree: Tree) -> Table | None:
    columns = (
        phrase("begun a year"),
        phrase("weeks of a course"),
        phrase("cost of a course"),
        phrase("paid weekly"),
        phrase("lump sum"),
    )

    def cells(rate: Tree) -> list[str]:
        course = rate["lump_sum"]
        return [
            number(rate["begun_per_year"], 1),
            number(course["weeks_of_a_course"], 1),
            _dkk(course["cost_of_a_course_dkk"]),
            _dkk(course["paid_by_the_week_dkk"]),
            _dkk(course["lump_sum_dkk"]),
        ]

    return _made(_LUMP_SUMS, columns, _of(tree, "lump_sum"), cells)


def _clinic(tree: Tree) -> Table | None:
    planned = tree["planned_clinic_share"]
    columns = [phrase("share now"), phrase("all at home"), phrase("at the share now")]
    if planned is not None:
        columns.append(phrase("at {planned_share}", planned_share=planned_share(tree)))

    def cells(rate: Tree) -> list[str]:
        clinic = rate["clinic"]
        shares = [clinic["at_home_dkk"], clinic["at_present_dkk"], clinic["at_planned_dkk"]]
        prices = [_dkk(figure["mean"]) for figure in shares if figure is not None]
        return [percent(clinic["share"], 1), *prices]

    rates = _of(tree, "clinic")
    has_clinic = planned is not None or any(rate["clinic"]["share"] for rate in rates)
    return _made(_CLINIC, columns, rates, cells) if has_clinic else None


def planned_share(tree: Tree) -> str:
    """Share of the nursing that was asked to be priced as if in the clinic."""
    return percent(tree["planned_clinic_share"], 1)


def _effect(tree: Tree) -> Table | None:
    """Citizens and cost with and without an effect; rates too, where a week's cost changes."""
    rates = _of(tree, "effect")
    moves = any(_moves(rate["effect"]) for rate in rates)

    def cells(rate: Tree) -> list[str]:
        effect = rate["effect"]
        ends = [effect["citizens"], effect["without_citizens"]]
        costs = [effect["cost_dkk_per_year"], effect["without_cost_dkk_per_year"]]
        prices = [effect["balancing_dkk"], effect["without_balancing_dkk"]] if moves else []
        return [
            *(number(citizens, 1) for citizens in ends),
            *(money(cost, 1) for cost in costs),
            *map(_dkk, prices),
        ]

    columns = [known("citizens"), known("without"), known("cost"), known("without")]
    columns += [phrase("twin's rate"), "without"] if moves else []
    return _made(_EFFECT, columns, rates, cells)


def _moves(effect: Tree) -> bool:
    """Whether the balancing rate is another where development makes nobody self-reliant."""
    pair = effect["balancing_dkk"], effect["without_balancing_dkk"]
    return pair[0] is not None and _dkk(pair[0]) != _dkk(pair[1])


def _to_set(tree: Tree) -> Table | None:
    """Rates to set, where they are not those of the first table."""
    dated = any(len(rate["to_set"]) > 1 for rate in _of(tree, "to_set"))
    is_same = tree["scaling"] is tree["rounding"] is tree["planned_clinic_share"] is None
    if is_same and not dated:
        return None
    rates: list[Tree] = [
        {**rate, "on": on} for rate in _of(tree, "to_set") for on in rate["to_set"]
    ]
    kinds = [k for k in _KINDS if any(rate["on"][k] is not None for rate in rates)]

    def cells(rate: Tree) -> list[str]:
        is_first = rate["on"] is rate["to_set"][0]
        residue = money(rate["residue_dkk_per_year"], 1) if is_first else ABSENT
        return [rate["on"]["from"], *(_dkk(rate["on"][k]) for k in kinds), residue]

    columns = (known("from"), *(_KINDS[k] for k in kinds), phrase("residue a year"))
    return _made(_TO_SET, columns, rates, cells)


def _dkk(amount: float | None) -> str:
    """Amount to the øre."""
    return number(amount, 2)


def _bounds(figure: Figure | None, *, is_exact: bool) -> str:
    if figure is None or figure["low"] is None:
        return ABSENT
    return (
        phrase("exact")
        if is_exact
        else phrase("{low} to {high}", low=_dkk(figure["low"]), high=_dkk(figure["high"]))
    )
