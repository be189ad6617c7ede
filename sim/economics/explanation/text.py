"""An explanation for a terminal: a sentence a team, the terms, and how far chance reaches."""

from typing import Final

from rich.table import Table
from rich.text import Text

from sim.economics.documents.explanation import (
    ExpectationSource,
    ExplainedAccount,
    ExplainedTeam,
    ExplanationTree,
    Funnel,
    SmallestTeam,
)
from sim.economics.explanation.without_causes import reference_left_out
from sim.experiments.summary.statistics import Figure
from sim.experiments.summary.verdict import CHANCE, UNDECIDED, shown_verdict
from sim.experiments.terminal import (
    ABSENT,
    fitted,
    money,
    money_title,
    money_unit,
    named_in_words,
    number,
    percent,
    table,
)
from sim.model.terms import BEARERS
from sim.words import known, phrase

TITLES: Final = {
    "chance": known("chance"),
    "case_mix": known("case mix"),
    "price": known("price"),
    "behaviour": known("behaviour"),
    "capacity": known("capacity"),
    "timing": known("timing"),
    "interaction": known("interaction"),
}
"""What the terms are called."""


def explanation_text(tree: ExplanationTree, width: int | None = None) -> str:
    """The explanation as lines of text; `width` columns, or as long as they need to be."""
    total = tree["total"]
    means = (total["revenue_dkk"]["mean"], total["deviation_dkk"]["mean"])
    unit = money_unit(max(abs(mean or 0.0) for mean in means))

    def terms(unit: int, blanks: int) -> Table:
        return _terms(tree, unit, blanks)

    parts = [
        _heading(tree),
        "".join(f"{sentence(team)}\n" for team in tree["teams"]),
        fitted(terms, unit, width),
        _chance(tree),
        _bearers(tree),
        _settled(tree),
        _declined(tree),
    ]
    if "explanation" in tree:
        parts.append(phrase("Explanation: {explanation}", explanation=tree["explanation"]) + "\n")
    return "\n".join(part for part in parts if part)


def _heading(tree: ExplanationTree) -> str:
    runs = phrase(
        "{weeks} weeks, {replications} replications, seed {seed}",
        weeks=tree["weeks"],
        replications=tree["replications"],
        seed=tree["seed"],
    )
    of_all = sentence({"team": phrase("Deviation (revenue - cost) of all teams"), **tree["total"]})
    return f"{tree['scenario']}: {runs}\n{of_all}\n"


def sentence(account: ExplainedTeam) -> str:
    """A deviation in words: how much, of what, and whether chance could do as much."""
    share = account["deviation_share"]
    of_revenue = (
        phrase("(no revenue, so no share of it)")
        if share is None
        else phrase("({share} of revenue)", share=percent(share, 2))
    )
    amount = phrase(
        "{mean} DKK {of_revenue}",
        mean=money(account["deviation_dkk"]["mean"], 1),
        of_revenue=of_revenue,
    )
    return f"{account['team']}: {amount}, {_made_of(account)}. {_verdict(account)}"


def _verdict(account: ExplainedAccount) -> str:
    luck = phrase(
        "by chance alone 95 % of runs fall within ±{luck_dkk} DKK",
        luck_dkk=money(account["luck_dkk"], 1),
    )
    if account["verdict"] == UNDECIDED:
        return phrase(
            "Undecided, {why_undecided}: {luck}.", why_undecided=_why_undecided(account), luck=luck
        )
    cause = phrase(TITLES[account["verdict"]])
    if account["verdict"] == CHANCE:
        return phrase("Mostly chance: {luck}.", luck=luck)
    if account["within_luck"]:
        return phrase(
            "Mostly {cause}, but one run could not tell it from luck: {luck}.",
            cause=cause,
            luck=luck,
        )
    return phrase("Mostly {cause}, and not luck: {luck}.", cause=cause, luck=luck)


def _why_undecided(account: ExplainedAccount) -> str:
    """What keeps a verdict from being given."""
    cause = account["main_cause"]
    if cause is None:
        return phrase("because nothing pulls it either way")
    if cause == "interaction":
        return phrase("because most of it comes from causes acting together")
    if account["deviation_dkk"]["low"] is None:
        return phrase("though mostly {cause} in this one run", cause=phrase(TITLES[cause]))
    return phrase(
        "though mostly {cause} in these runs, which are too few to be sure",
        cause=phrase(TITLES[cause]),
    )


def _made_of(account: ExplainedAccount) -> str:
    """The terms that are not nothing, the largest first."""
    terms = [(name, term["mean"] or 0.0) for name, term in account["terms"].items()]
    shown = sorted((one for one in terms if round(one[1])), key=lambda one: -abs(one[1]))
    if not shown:
        return phrase("with no term that stands out")
    return phrase(
        "of which {terms}",
        terms=", ".join(f"{phrase(TITLES[name])} {_signed(mean)}" for name, mean in shown),
    )


def _signed(amount: float) -> str:
    return f"{'+' if round(amount) > 0 else ''}{money(amount, 1)}"


# Tables


def _terms(tree: ExplanationTree, unit: int, blanks: int) -> Table:
    """Terms by team and in total, and how far each interval reaches."""
    names = [name for name in tree["terms"] if _is_seen(tree, name)]
    title = phrase(
        "Deviation and its terms, ± the 95 % interval over replications. Reach of chance: 95 "
        "% of runs fall within it of the expected deviation. Money in {unit}",
        unit=money_title(unit),
    )
    columns = (
        known("team"),
        known("citizens"),
        known("verdict"),
        known("deviation"),
        *(TITLES[name] for name in names),
        phrase("reach of chance"),
    )
    made = table(title, columns, blanks)
    for team in tree["teams"]:
        made.add_row(Text(team["team"]), *_cells(team, names, unit))
    made.add_section()
    made.add_row(Text(phrase("total")), *_cells(tree["total"], names, unit))
    return made


def _shown(account: ExplainedAccount) -> str:
    deviation, revenue = account["deviation_dkk"], account["revenue_dkk"]["mean"]
    ends = deviation["low"], deviation["high"]
    return shown_verdict(account["verdict"], ends, revenue or 0.0)


def _is_seen(tree: ExplanationTree, name: str) -> bool:
    """Whether a term is something for some team; all seven are in the JSON."""
    return name == "chance" or any(team["terms"][name]["mean"] for team in tree["teams"])


def _cells(account: ExplainedAccount, names: list[str], unit: int) -> list[str]:
    return [
        number(account["citizens"]["mean"], 1),
        named_in_words(_shown(account)),
        _figure(account["deviation_dkk"], unit),
        *(_figure(account["terms"][name], unit) for name in names),
        f"±{money(account['luck_dkk'], unit)}",
    ]


def _figure(figure: Figure, unit: int) -> str:
    """A mean, and how far its interval reaches to either side."""
    mean = money(figure["mean"], unit)
    low, high = figure["low"], figure["high"]
    if low is None or high is None:
        return mean
    return f"{mean} ±{money((high - low) / 2, unit)}"


# Chance


def _chance(tree: ExplanationTree) -> str:
    lines = [_source_of(tree["expectation"])]
    if tree["funnel"] is not None:
        lines.append(_outside(tree["funnel"]))
    if tree["smallest_team"] is not None:
        lines.append(_smallest(tree["smallest_team"]))
    return "".join(f"{line}\n" for line in lines)


_BORNE: Final = {
    "municipality": known("municipality {amount}"),
    "region": known("region {amount}"),
    "state": known("state {amount}"),
    "citizen": known("citizen {amount}"),
}


def _bearers(tree: ExplanationTree) -> str:
    """Who bears what is outside the rate; nothing where nothing is, or where nobody said it."""
    found = tree.get("bearers", {})
    means = {one: found[f"{one}_dkk"]["mean"] for one in BEARERS if f"{one}_dkk" in found}
    shown = [
        phrase(_BORNE[one], amount=number(mean, 0))
        for one, mean in means.items()
        if mean is not None
    ]
    if not shown:
        return ""
    net = number(found["municipality_net_dkk"]["mean"], 0)
    said = phrase(
        "Outside the rate no team is charged; DKK by who bears it: {shown}. With what it pays the "
        "teams the municipality pays {net} in all.",
        shown=", ".join(shown),
        net=net,
    )
    return f"{said}\n"


def _settled(tree: ExplanationTree) -> str:
    """Who pays whom by the yardstick, on average over the runs; nothing without one."""
    shown = []
    for row in tree.get("yardstick", []):
        mean = row["settled_dkk"]["mean"] or 0.0
        amount, team = number(abs(mean), 0), row["team"]
        said = _PAID_BACK if mean < 0 else _PAID
        shown.append(phrase(said, team=team, amount=amount))
    if not shown:
        return ""
    return phrase("By the yardstick, DKK: {shown}.", shown="; ".join(shown)) + "\n"


_PAID: Final = known("the municipality pays {team} {amount}")
_PAID_BACK: Final = known("{team} pays the municipality {amount}")


def _declined(tree: ExplanationTree) -> str:
    """What declining citizens does to the teams; nothing where they may not."""
    own = tree["total"]["own_effects"].get("declined")
    if own is None or own["mean"] is None:
        return ""
    said = phrase(
        "By declining citizens, {count} a year, the teams move their deviation by {amount} DKK, a "
        "part of behaviour; what care elsewhere costs is outside the rate.",
        count=_declined_a_year(tree),
        amount=number(own["mean"], 0),
    )
    return f"{said}\n"


def _declined_a_year(tree: ExplanationTree) -> str:
    outcomes = tree["outcomes"]["actual"] if "outcomes" in tree else None
    figure: Figure | None = outcomes.get("declined_per_year") if outcomes else None  # type: ignore[assignment]
    return ABSENT if figure is None else number(figure["mean"], 1)


def _source_of(expectation: ExpectationSource) -> str:
    beyond = reference_left_out(expectation["leaves_out"])
    said = phrase("Expectations are exact, by the closed-form twin")
    if beyond:
        said = phrase(
            "Expectations are means of {replications} replications, because the twin leaves out: "
            "{beyond}",
            replications=expectation["replications"],
            beyond="; ".join(map(phrase, beyond)),
        )
    about = phrase("the reach of chance is the twin's and approximate")
    return f"{said}; {about}." if expectation["leaves_out"] else f"{said}."


def _outside(funnel: Funnel) -> str:
    beyond = [point["outside"] for point in funnel["teams"] if point["outside"] is not None]
    far = beyond.count(max(funnel["limits"]))
    return phrase(
        "Funnel: {outside} of {teams} teams lie outside the 95 % limits of chance around "
        "{reference_share} of revenue, {far} of them outside the 99.8 % limits.",
        outside=len(beyond),
        teams=len(funnel["teams"]),
        reference_share=percent(funnel["reference_share"], 2),
        far=far,
    )


def _smallest(smallest: SmallestTeam) -> str:
    return phrase(
        "Smallest team whose deviation stays within ±{within} of revenue by chance, in 95 % "
        "of spans of {over_weeks} weeks: {citizens} citizens.",
        within=percent(smallest["within"], 1),
        over_weeks=smallest["over_weeks"],
        citizens=number(smallest["citizens"], 0),
    )
