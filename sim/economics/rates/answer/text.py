"""The rates found, for a terminal: the answer, the rates, and what lies behind each of them.

The tables are in `tables.py`; here is what is said in words before and after them.
"""

from collections.abc import Iterator

from sim.economics.rates.answer.tables import planned_share, rates_tables
from sim.experiments.terminal import Tree, money, number, printed
from sim.words import phrase, plain_said


def rates_text(tree: Tree) -> str:
    """`rates_tree` as lines of text, as wide as they need to be."""
    return "\n".join([_answer(tree), *(printed(made) for made in rates_tables(tree)), _end(tree)])


def _answer(tree: Tree) -> str:
    said = [
        phrase(
            "{scenario}: {weeks} weeks, {method}",
            scenario=tree["scenario"],
            weeks=tree["weeks"],
            method=_method(tree),
        )
    ]
    said.append(_now(tree["total"]))
    if tree["exact"]:
        said.append(phrase("The figures below are exact: nothing that moves a mean is left out."))
    if tree["leaves_out"] and tree["method"] == "simulation":
        said.append(phrase("Simulated, because the twin leaves out:"))
    said += [f"{_left_out(tree)}{phrase(reason)}." for reason in tree["leaves_out"]]
    return "".join(f"{line}\n" for line in said)


def _now(total: Tree) -> str:
    cost = phrase(
        "the expected cost is {cost_dkk_per_year} DKK a year",
        cost_dkk_per_year=money(total["cost_dkk_per_year"], 1),
    )
    if total["deviation_now_dkk_per_year"] is None:
        return phrase("Nothing is paid by course now; {cost}", cost=cost)
    deviation = money(total["deviation_now_dkk_per_year"], 1)
    return phrase(
        "Expected deviation (revenue - cost) at the present rates: {deviation} DKK; {cost}",
        deviation=deviation,
        cost=cost,
    )


def _method(tree: Tree) -> str:
    if tree["method"] == "twin":
        return phrase("by the closed-form twin, nothing simulated")
    return phrase(
        "by simulation, {replications} replications, seed {seed}",
        replications=tree["replications"],
        seed=tree["seed"],
    )


def _left_out(tree: Tree) -> str:
    return phrase("Left out:") + " " if tree["method"] == "twin" else "- "


def _end(tree: Tree) -> str:
    said = [*_effect_said(tree), *_adjustments_said(tree)]
    said += [phrase("Note: {remark}.", remark=remark) for remark in tree["remarks"]]
    return "".join(f"{line}\n" for line in said)


def _effect_said(tree: Tree) -> Iterator[str]:
    effect = tree["effect_of_development"]
    if effect is None:
        return
    taken = "" if effect["exact"] else phrase(", as the twin takes it")
    yield (
        phrase(
            "Development is expected to save all teams {saved_dkk_per_week} DKK a week "
            "({over_time}): {saved_dkk_per_citizen_week} for each week of a citizen in care, "
            "{saved_dkk_per_course_begun} for each development course begun. Without it there "
            "would be {citizens_without} citizens instead of {citizens}{taken}.",
            saved_dkk_per_week=money(effect["saved_dkk_per_week"], 1),
            over_time=_over_time(tree["weeks"], effect),
            saved_dkk_per_citizen_week=money(effect["saved_dkk_per_citizen_week"], 1),
            saved_dkk_per_course_begun=money(effect["saved_dkk_per_course_begun"], 1),
            citizens_without=number(effect["citizens_without"], 1),
            citizens=number(effect["citizens"], 1),
            taken=taken,
        )
    )


def _over_time(weeks: int, effect: Tree) -> str:
    """The weeks that a saving is the mean of, and what both sides are compared in."""
    saved = money(effect["saved_dkk_per_week"] * weeks, 1)
    over = phrase("the mean of {weeks} weeks, {saved} DKK in all", weeks=weeks, saved=saved)
    if effect["is_long_run"]:
        return phrase("{over}; in the long run, after many years with it and without it", over=over)
    return phrase("{over}; from the start that the scenario gives", over=over)


def _adjustments_said(tree: Tree) -> Iterator[str]:
    scaling, rounding, total = tree["scaling"], tree["rounding"], tree["total"]
    if scaling is not None:
        yield (
            phrase(
                "All rates times {factor}, so that they pay {total_dkk_per_year} DKK a year.",
                factor=number(scaling["factor"], 6),
                total_dkk_per_year=money(scaling["total_dkk_per_year"], 1),
            )
        )
    if rounding is not None:
        left = (
            phrase("that could not be placed is") if rounding["residue_is_placed"] else phrase("is")
        )
        yield (
            phrase(
                "Rounded to {step_dkk} DKK; the residue {left} {residue_dkk_per_year} DKK a year.",
                step_dkk=plain_said(rounding["step_dkk"]),
                left=left,
                residue_dkk_per_year=money(rounding["residue_dkk_per_year"], 1),
            )
        )
    own = money(total["of_it_own_cost_dkk_per_year"], 1)
    own_said = (
        phrase(", {own} of it where own expected cost is paid", own=own) if own != "0" else ""
    )
    yield (
        phrase(
            "At these rates the expected deviation is {deviation_dkk_per_year} DKK a "
            "year{own_said}.",
            deviation_dkk_per_year=money(total["deviation_dkk_per_year"], 1),
            own_said=own_said,
        )
    )
    planned = total["deviation_at_planned_share_dkk_per_year"]
    if planned is not None:
        yield (
            phrase(
                "That is with nursing given as now; with {planned_share} of it in the clinic it is "
                "{planned}.",
                planned_share=planned_share(tree),
                planned=money(planned, 1),
            )
        )
