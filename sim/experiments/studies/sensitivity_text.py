"""What a figure hangs on, as a terminal shows it."""

from typing import Final

from sim.experiments.documents.studying import Points, SensitivityTree
from sim.experiments.studies.text import FigureAmounts
from sim.experiments.terminal import WIDE, percent, percent_range, printed
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase


def sensitivity_text(tree: SensitivityTree, width: int | None = None) -> str:
    """The study as lines of text; `width` columns, or as long as they need to be."""
    ends = [abs(end) for one in tree["factors"] for end in (one["at_low"], one["at_high"])]
    amounts = FigureAmounts(tree["figure"], max(ends, default=0.0))
    heads = (known("number"), known("status"), known("first"), known("total"))
    made = new_table(amounts.title, (*heads, known("95 % interval"), known("from low to high")))
    for one in tree["factors"]:
        made.add_row(
            one["key"],
            one["status"],
            percent(one["first"]["mean"], 0),
            percent(one["total"]["mean"], 0),
            percent_range(one["total"]["low"], one["total"]["high"], 0),
            amounts.between(one["at_low"], one["at_high"]),
        )
    return "\n".join([_how_moved(tree), printed(made, width or WIDE) + _rests_on(tree)]) + "\n"


_STATUSES: Final = {
    "published": known("published"),
    "measured": known("measured"),
    "expert": known("expert"),
    "assumed": known("assumed"),
    "unstated": known("unstated"),
}


def _how_moved(tree: SensitivityTree) -> str:
    said = {"scenario": tree["scenario"], "weeks": tree["weeks"], "settings": tree["settings"]}
    if tree["method"] == "twin":
        return phrase("{scenario}, {weeks} weeks: {settings} settings, exact by the twin", **said)
    return phrase(
        "{scenario}, {weeks} weeks: {settings} settings, the same {replications} runs each",
        replications=tree["replications"],
        **said,
    )


def _rests_on(tree: SensitivityTree) -> str:
    lines = [
        phrase(
            "{share} of the variance rests on {status} figures ({between}).",
            share=percent(share["mean"], 0),
            status=phrase(_STATUSES[status]),
            between=percent_range(share["low"], share["high"], 0),
        )
        for status, share in by_share(tree["by_status"])
    ]
    lines += _by_chance(tree)
    lines.append(
        phrase(
            "{fixed} of {numbers} numbers held fixed, {screened} screened out.",
            fixed=tree["fixed"],
            numbers=tree["numbers"],
            screened=len(tree["screened"]),
        )
    )
    return "\n".join(lines)


def _by_chance(tree: SensitivityTree) -> list[str]:
    if tree["chance_share"] is None:
        return []
    share, within = percent(tree["chance_share"], 0), tree["chance_share_interval"]
    if within is None:
        return [phrase("Of a single run's variance {share} is chance.", share=share)]
    between = percent_range(within["low"], within["high"], 0)
    said = phrase(
        "Of a single run's variance {share} is chance ({between}).", share=share, between=between
    )
    return [said]


def by_share(of: dict[str, Points]) -> list[tuple[str, Points]]:
    """Statuses, that on which most rests first."""
    return sorted(of.items(), key=lambda one: -one[1]["mean"])
