"""The rates found, for a terminal: the answer, the rates, and what lies behind each of them.

The tables are in `tables.py`; here is what is said in words before and after them.
"""

from collections.abc import Iterator

from sim.economics.rates.answer.tables import planned_share, rates_tables
from sim.experiments.terminal import Tree, money, number, printed


def rates_text(tree: Tree) -> str:
    """`rates_tree` as lines of text, as wide as they need to be."""
    return "\n".join([_answer(tree), *(printed(made) for made in rates_tables(tree)), _end(tree)])


def _answer(tree: Tree) -> str:
    said = [f"{tree['scenario']}: {tree['weeks']} weeks, {_method(tree)}"]
    said.append(_now(tree["total"]))
    if tree["exact"]:
        said.append("The figures below are exact: nothing that moves a mean is left out.")
    if tree["leaves_out"] and tree["method"] == "simulation":
        said.append("Simulated, because the twin leaves out:")
    said += [f"{_left_out(tree)}{reason}." for reason in tree["leaves_out"]]
    return "".join(f"{line}\n" for line in said)


def _now(total: Tree) -> str:
    cost = f"the expected cost is {money(total['cost_dkk_per_year'], 1)} DKK a year"
    if total["deviation_now_dkk_per_year"] is None:
        return f"Nothing is paid by course now; {cost}"
    deviation = money(total["deviation_now_dkk_per_year"], 1)
    return f"Expected deviation (revenue - cost) at the present rates: {deviation} DKK; {cost}"


def _method(tree: Tree) -> str:
    if tree["method"] == "twin":
        return "by the closed-form twin, nothing simulated"
    return f"by simulation, {tree['replications']} replications, seed {tree['seed']}"


def _left_out(tree: Tree) -> str:
    return "Left out: " if tree["method"] == "twin" else "- "


def _end(tree: Tree) -> str:
    said = [*_effect_said(tree), *_adjustments_said(tree)]
    said += [f"Note: {remark}." for remark in tree["remarks"]]
    return "".join(f"{line}\n" for line in said)


def _effect_said(tree: Tree) -> Iterator[str]:
    effect = tree["effect_of_development"]
    if effect is None:
        return
    taken = "" if effect["exact"] else ", as the twin takes it"
    yield (
        f"Development is expected to save all teams {money(effect['saved_dkk_per_week'], 1)} DKK "
        f"a week ({_over_time(tree['weeks'], effect)}): "
        f"{money(effect['saved_dkk_per_citizen_week'], 1)} for each week of a citizen in care, "
        f"{money(effect['saved_dkk_per_course_begun'], 1)} for each development course begun. "
        f"Without it there would be "
        f"{number(effect['citizens_without'], 1)} citizens instead of "
        f"{number(effect['citizens'], 1)}{taken}."
    )


def _over_time(weeks: int, effect: Tree) -> str:
    """The weeks that a saving is the mean of, and what both sides are compared in."""
    saved = money(effect["saved_dkk_per_week"] * weeks, 1)
    over = f"the mean of {weeks} weeks, {saved} DKK in all"
    if effect["is_long_run"]:
        return f"{over}; in the long run, after many years with it and without it"
    return f"{over}; from the start that the scenario gives"


def _adjustments_said(tree: Tree) -> Iterator[str]:
    scaling, rounding, total = tree["scaling"], tree["rounding"], tree["total"]
    if scaling is not None:
        yield (
            f"All rates times {scaling['factor']:.6f}, so that they pay "
            f"{money(scaling['total_dkk_per_year'], 1)} DKK a year."
        )
    if rounding is not None:
        left = "that could not be placed is" if rounding["residue_is_placed"] else "is"
        yield (
            f"Rounded to {rounding['step_dkk']:g} DKK; the residue {left} "
            f"{money(rounding['residue_dkk_per_year'], 1)} DKK a year."
        )
    own = money(total["of_it_own_cost_dkk_per_year"], 1)
    own_said = f", {own} of it where own expected cost is paid" if own != "0" else ""
    yield (
        f"At these rates the expected deviation is "
        f"{money(total['deviation_dkk_per_year'], 1)} DKK a year{own_said}."
    )
    planned = total["deviation_at_planned_share_dkk_per_year"]
    if planned is not None:
        yield (
            "That is with nursing given as now; with "
            f"{planned_share(tree)} of it in the clinic it is {money(planned, 1)}."
        )
