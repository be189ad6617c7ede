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
from sim.experiments.summary.verdict import CHANCE, UNDECIDED
from sim.experiments.terminal import fitted, money, money_title, money_unit, number, percent, table
from sim.model.terms import BEARERS

TITLES: Final = {
    "chance": "chance",
    "case_mix": "case mix",
    "price": "price",
    "behaviour": "behaviour",
    "capacity": "capacity",
    "timing": "timing",
    "interaction": "interaction",
}
"""What the terms are called."""

_NO_SHARE: Final = " (no revenue, so no share of it)"


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
    ]
    if "explanation" in tree:
        parts.append(f"Explanation: {tree['explanation']}\n")
    return "\n".join(part for part in parts if part)


def _heading(tree: ExplanationTree) -> str:
    runs = f"{tree['weeks']} weeks, {tree['replications']} replications, seed {tree['seed']}"
    of_all = sentence({"team": "Deviation (revenue - cost) of all teams", **tree["total"]})
    return f"{tree['scenario']}: {runs}\n{of_all}\n"


def sentence(account: ExplainedTeam) -> str:
    """A deviation in words: how much, of what, and whether chance could do as much."""
    share = account["deviation_share"]
    of_revenue = _NO_SHARE if share is None else f" ({percent(share, 2)} of revenue)"
    amount = f"{money(account['deviation_dkk']['mean'], 1)} DKK{of_revenue}"
    return f"{account['team']}: {amount}, {_made_of(account)}. {_verdict(account)}"


def _verdict(account: ExplainedAccount) -> str:
    luck = f"by chance alone 95 % of runs fall within ±{money(account['luck_dkk'], 1)} DKK"
    if account["verdict"] == UNDECIDED:
        return f"Undecided, {_why_undecided(account)}: {luck}."
    cause = TITLES[account["verdict"]]
    if account["verdict"] == CHANCE:
        return f"Mostly chance: {luck}."
    if account["within_luck"]:
        return f"Mostly {cause}, but one run could not tell it from luck: {luck}."
    return f"Mostly {cause}, and not luck: {luck}."


def _why_undecided(account: ExplainedAccount) -> str:
    """What keeps a verdict from being given."""
    cause = account["main_cause"]
    if cause is None:
        return "because nothing pulls it either way"
    if cause == "interaction":
        return "because most of it comes from causes acting together"
    if account["deviation_dkk"]["low"] is None:
        return f"though mostly {TITLES[cause]} in this one run"
    return f"though mostly {TITLES[cause]} in these runs, which are too few to be sure"


def _made_of(account: ExplainedAccount) -> str:
    """The terms that are not nothing, the largest first."""
    terms = [(name, term["mean"] or 0.0) for name, term in account["terms"].items()]
    shown = sorted((one for one in terms if round(one[1])), key=lambda one: -abs(one[1]))
    if not shown:
        return "with no term that stands out"
    return "of which " + ", ".join(f"{TITLES[name]} {_signed(mean)}" for name, mean in shown)


def _signed(amount: float) -> str:
    return f"{'+' if round(amount) > 0 else ''}{money(amount, 1)}"


# Tables


def _terms(tree: ExplanationTree, unit: int, blanks: int) -> Table:
    """Terms by team and in total, and how far each interval reaches."""
    names = [name for name in tree["terms"] if _is_seen(tree, name)]
    title = (
        "Deviation and its terms, ± the 95 % interval over replications. Reach of chance: 95 % of "
        f"runs fall within it of the expected deviation. Money in {money_title(unit)}"
    )
    columns = (
        "team",
        "citizens",
        "verdict",
        "deviation",
        *(TITLES[name] for name in names),
        "reach of chance",
    )
    made = table(title, columns, blanks)
    for team in tree["teams"]:
        made.add_row(Text(team["team"]), *_cells(team, names, unit))
    made.add_section()
    made.add_row(Text("total"), *_cells(tree["total"], names, unit))
    return made


def _is_seen(tree: ExplanationTree, name: str) -> bool:
    """Whether a term is something for some team; all seven are in the JSON."""
    return name == "chance" or any(team["terms"][name]["mean"] for team in tree["teams"])


def _cells(account: ExplainedAccount, names: list[str], unit: int) -> list[str]:
    return [
        number(account["citizens"]["mean"], 1),
        TITLES.get(str(account["verdict"]), str(account["verdict"])),
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


def _bearers(tree: ExplanationTree) -> str:
    """Who bears what is outside the rate; nothing where nothing is, or where nobody said it."""
    found = tree.get("bearers", {})
    known = {one: found[f"{one}_dkk"]["mean"] for one in BEARERS if f"{one}_dkk" in found}
    shown = [f"{one} {number(mean, 0)}" for one, mean in known.items() if mean is not None]
    if not shown:
        return ""
    net = number(found["municipality_net_dkk"]["mean"], 0)
    return (
        f"Outside the rate no team is charged; DKK by who bears it: {', '.join(shown)}. With what "
        f"it pays the teams the municipality pays {net} in all.\n"
    )


def _source_of(expectation: ExpectationSource) -> str:
    beyond = reference_left_out(expectation["leaves_out"])
    said = "Expectations are exact, by the closed-form twin"
    if beyond:
        said = (
            f"Expectations are means of {expectation['replications']} replications, because the "
            f"twin leaves out: {'; '.join(beyond)}"
        )
    about = "; the reach of chance is the twin's and approximate"
    return f"{said}{about if expectation['leaves_out'] else ''}."


def _outside(funnel: Funnel) -> str:
    beyond = [point["outside"] for point in funnel["teams"] if point["outside"] is not None]
    far = beyond.count(max(funnel["limits"]))
    return (
        f"Funnel: {len(beyond)} of {len(funnel['teams'])} teams lie outside the 95 % limits of "
        f"chance around {percent(funnel['reference_share'], 2)} of revenue, {far} of them outside "
        "the 99.8 % limits."
    )


def _smallest(smallest: SmallestTeam) -> str:
    return (
        f"Smallest team whose deviation stays within ±{percent(smallest['within'], 1)} of revenue "
        f"by chance, in 95 % of spans of {smallest['over_weeks']} weeks: "
        f"{smallest['citizens']:,} citizens."
    )
