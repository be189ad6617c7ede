"""An audit for a terminal: best responses, the sign of a step, who pays, and how it was found."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from sim.economics.audit.changes import CANNOT_TELL
from sim.economics.documents.audit import (
    AuditTree,
    Exploitability,
    LeverRow,
    StepTaken,
    TariffHead,
)
from sim.experiments.summary.statistics import Figure
from sim.experiments.terminal import ABSENT, number, printed, table
from sim.model.terms import BEARERS

_BEST = (
    "lever",
    "unit",
    "good faith",
    "money alone",
    "weighed",
    "least cost",
    "team a year",
    "municipality a year",
    "verdict",
)
_STEPS = ("one step", "from", "by", "team a year", "citizens a year")


def audit_text(tree: AuditTree) -> str:
    """`Audit.tree` as lines of text, as wide as they need to be."""
    parts = []
    for head in tree["tariffs"]:
        rows = [row for row in tree["levers"] if row["tariff"] == head["tariff"]]
        parts.append("".join(f"{line}\n" for line in _answer(tree, head, rows)))
        if rows:
            parts += [printed(_best(head, rows)), printed(_signs(rows))]
        if head["exploitability"] is not None:
            parts.append(printed(_joint_by_team(head["exploitability"])))
    return "\n".join(parts)


def _answer(tree: AuditTree, head: TariffHead, rows: list[LeverRow]) -> Iterator[str]:
    how = "by the closed-form twin, exact, nothing simulated"
    if head["method"] == "simulated":
        how = f"by paired simulation, {head['replications']} replications, 95 % intervals"
    yield f"{tree['scenario']} under {head['tariff']}: {how}"
    yield from (f"Simulated because of {why}." for why in head["why_simulated"])
    if not rows:
        yield "No lever has anything to act on."
    perverse = [row["lever"] for row in rows if row["verdict"] == "perverse"]
    if perverse:
        yield f"The tariff rewards what costs society or citizens: {', '.join(perverse)}."
    hidden = [row["lever"] for row in rows if row["verdict"] == CANNOT_TELL]
    if hidden:
        yield f"Chance hides what pays, so more replications are needed: {', '.join(hidden)}."
    if not head["values_citizens"]:
        yield (
            "Citizens' benefit is 0 because the scenario has no [benefit_dkk]: verdicts weigh "
            "only money and unmet need, and less care for citizens can look like a saving."
        )
    if head["exploitability"] is not None:
        yield _joint(head["exploitability"])
    yield from (f"{row['lever']}: {row['note']}." for row in rows if row["note"])
    for row in rows:
        if row["method"] != head["method"]:
            because = "; ".join(row["why_simulated"])
            yield f"{row['lever']}: by paired simulation, 95 % intervals, because of {because}."


def _joint(found: Exploitability) -> str:
    """What teams that mind only money gain by moving every lever at once, and how."""
    many = len(found["teams"])
    teams = (
        "A team that minds only money and moves"
        if many == 1
        else (f"All {many} teams together, if they mind only money and move")
    )
    gains = "gains" if many == 1 else "gain"
    levers = ", ".join(f"{name} {number(at, 2)}" for name, at in found["levers"].items())
    return (
        f"{teams} every lever at once, {gains} {number(found['team_gain_dkk_per_year'], 0)} DKK a "
        f"year over good faith, where care costs {number(found['cost_dkk_per_year'], 0)} DKK a "
        f"year: {levers}."
    )


def _joint_by_team(found: Exploitability) -> Table:
    """The joint best response of each team, and what it gains."""
    made = table(
        "All levers moved at once for money alone, by team; DKK gained over good faith",
        ("team", *found["levers"], "team a year"),
    )
    for team in found["teams"]:
        levers = (number(at, 2) for at in team["levers"].values())
        made.add_row(Text(team["team"]), *levers, number(team["team_gain_dkk_per_year"], 0))
    made.add_section()
    levers = (number(at, 2) for at in found["levers"].values())
    made.add_row(Text("all teams"), *levers, number(found["team_gain_dkk_per_year"], 0))
    return made


def _best(head: TariffHead, rows: list[LeverRow]) -> Table:
    title = (
        "Value of each lever in good faith, best for money alone, best if citizens weigh "
        f"{number(head['alpha'], 2)}, and at the least total cost; DKK gained by money alone over "
        "good faith"
    )
    made = table(title, _BEST)
    for row in rows:
        made.add_row(
            Text(row["lever"]),
            row["unit"],
            number(row["good_faith"], 2),
            number(row["best_response"], 2),
            number(row["weighed"]["best_response"], 2),
            number(row["social_optimum"], 2),
            _with_bounds(row["team_gain_dkk_per_year"]),
            _with_bounds(row["payer_change_dkk_per_year"]),
            row["verdict"],
        )
    return made


def _signs(rows: list[LeverRow]) -> Table:
    bearers = _bearers(rows)
    columns = (*_STEPS, "municipality in all", *(f"{one} outside" for one in bearers), "sign")
    made = table("Each lever moved one step from good faith, the others unchanged; DKK", columns)
    for row in rows:
        for step in row["steps"]:
            sign = 1 if step["direction"] == "up" else -1
            made.add_row(
                Text(row["lever"]),
                number(row["good_faith"], 2),
                f"{'+' if sign > 0 else '-'}{number(step['step'], 2)}",
                _with_bounds(step["team_gain_dkk_per_year"]),
                _with_bounds(step["benefit_dkk_per_year"]),
                _with_bounds(step["bearers"]["municipality_net_dkk_per_year"]),
                *(_with_bounds(_borne(step, one)) for one in bearers),
                step["sign"],
            )
    return made


def _bearers(rows: list[LeverRow]) -> list[str]:
    """Who bears more or less outside the rate after some step."""
    steps = [step for row in rows for step in row["steps"]]
    return [one for one in BEARERS if any(_borne(step, one)["mean"] for step in steps)]


def _borne(step: StepTaken, bearer: str) -> Figure:
    figure: Figure = step["bearers"][f"{bearer}_dkk_per_year"]  # type: ignore[literal-required]
    return figure


def _with_bounds(figure: Figure) -> str:
    """A figure, and its interval where it has one."""
    mean, low, high = figure["mean"], figure["low"], figure["high"]
    if mean is None or low is None or high is None or low == high:
        return ABSENT if mean is None else number(mean, 0)
    return f"{number(mean, 0)} ({number(low, 0)} to {number(high, 0)})"
