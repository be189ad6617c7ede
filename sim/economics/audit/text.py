"""An audit for a terminal: best responses, the sign of a step, who pays, and how it was found."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from sim.economics.audit.changes import CANNOT_TELL
from sim.economics.documents.audit import (
    AuditTree,
    EdgeRow,
    Exploitability,
    LeverRow,
    StepTaken,
    TariffHead,
)
from sim.experiments.summary.statistics import Figure
from sim.experiments.terminal import ABSENT, number, printed, table
from sim.model.terms import BEARERS
from sim.words import known, phrase, phrase_count

_BEST = (
    known("lever"),
    known("unit"),
    known("good faith"),
    known("money alone"),
    known("weighed"),
    known("least cost"),
    known("team a year"),
    known("municipality a year"),
    known("verdict"),
)
_EDGE = (
    known("granted course"),
    known("the one above"),
    known("edge"),
    known("citizens"),
    known("minutes a week"),
    known("DKK a week"),
    known("DKK a minute"),
)
_OUTSIDE = {
    "municipality": known("municipality outside"),
    "region": known("region outside"),
    "state": known("state outside"),
    "citizen": known("citizen outside"),
}
_SHORT = {
    "evenly": known(
        "When hours are short every citizen goes short of the same minutes a day, so that light "
        "users lose the largest share of their care."
    ),
    "by_need": known(
        "When hours are short those who need least go short first, and those who need most get all "
        "of it."
    ),
    "by_cost": known(
        "When hours are short those whose care is dearest go short first, and light users get all "
        "of it."
    ),
}
_STEPS = (
    known("one step"),
    known("from"),
    known("by"),
    known("team a year"),
    known("citizens a year"),
)


def audit_text(tree: AuditTree) -> str:
    """`Audit.tree` as lines of text, as wide as they need to be."""
    parts = []
    for head in tree["tariffs"]:
        rows = [row for row in tree["levers"] if row["tariff"] == head["tariff"]]
        parts.append("".join(f"{line}\n" for line in _answer(tree, head, rows)))
        if rows:
            parts += [printed(_best(head, rows)), printed(_signs(rows))]
        if edges := head.get("edges"):
            parts.append(printed(_edges(edges)))
        if head["exploitability"] is not None:
            parts.append(printed(_joint_by_team(head["exploitability"])))
    return "\n".join(parts)


def _answer(tree: AuditTree, head: TariffHead, rows: list[LeverRow]) -> Iterator[str]:
    how = phrase("by the closed-form twin, exact, nothing simulated")
    if head["method"] == "simulated":
        how = phrase(
            "by paired simulation, {replications} replications, 95 % intervals",
            replications=head["replications"],
        )
    yield phrase(
        "{scenario} under {tariff}: {how}",
        scenario=tree["scenario"],
        tariff=head["tariff"],
        how=how,
    )
    yield from (
        phrase("Simulated because of {why}.", why=phrase(why)) for why in head["why_simulated"]
    )
    if not rows:
        yield phrase("No lever has anything to act on.")
    perverse = [row["lever"] for row in rows if row["verdict"] == "perverse"]
    if perverse:
        yield phrase(
            "The tariff rewards what costs society or citizens: {perverse}.",
            perverse=", ".join(perverse),
        )
    hidden = [row["lever"] for row in rows if row["verdict"] == CANNOT_TELL]
    if hidden:
        yield phrase(
            "Chance hides what pays, so more replications are needed: {hidden}.",
            hidden=", ".join(hidden),
        )
    if not head["values_citizens"]:
        yield (
            phrase(
                "Citizens' benefit is 0 because the scenario has no [benefit_dkk]: verdicts weigh "
                "only money and unmet need, and less care for citizens can look like a saving."
            )
        )
    if (order := head["short_order"]) in _SHORT:
        yield phrase(_SHORT[order])
    yield from _minded(rows, head["declined_to"])
    if head["exploitability"] is not None:
        yield _joint(head["exploitability"])
    yield from (f"{row['lever']}: {phrase(row['note'])}." for row in rows if row["note"])
    for row in rows:
        if row["method"] != head["method"]:
            because = "; ".join(map(phrase, row["why_simulated"]))
            yield phrase(
                "{lever}: by paired simulation, 95 % intervals, because of {because}.",
                lever=row["lever"],
                because=because,
            )


_DECLINED = {
    "municipality": known(
        "{lever}: money alone declines {count} citizens a year, whose care elsewhere is "
        "part of what the municipality pays outside the rate."
    ),
    "team": known(
        "{lever}: money alone declines {count} citizens a year; {elsewhere} of them find no team "
        "that takes everybody and has a place, and the municipality pays for them."
    ),
    "waiting": known(
        "{lever}: money alone declines {count} citizens a year, who wait: {admitted} more go to "
        "hospital a year, {gave_up} more give up, and the others need more when they come."
    ),
}


def _minded(rows: list[LeverRow], declined_to: str) -> Iterator[str]:
    """What each lever's best for money alone does that its row of money does not show."""
    for row in rows:
        own = row["own_cost_dkk_per_year"]
        if own["mean"]:
            yield phrase(
                "{lever}: dishonesty and extra effort, which stand in no account, weigh {cost} DKK "
                "a year on the teams' staff at the best for money alone.",
                lever=row["lever"],
                cost=_with_bounds(own),
            )
        gone = row["citizen_change"]["declined_per_year"]
        if _is_more(gone):
            yield phrase(
                _DECLINED[declined_to],
                lever=row["lever"],
                count=_with_bounds(gone),
                elsewhere=_with_bounds(row["citizen_change"]["elsewhere_per_year"]),
                admitted=_with_bounds(row["citizen_change"]["admissions_per_year"]),
                gave_up=_with_bounds(row["citizen_change"]["gave_up_per_year"]),
            )
        if _is_more(fewer := _negated(gone)):
            yield phrase(
                "{lever}: at the best for money alone teams turn away {count} citizens a year "
                "fewer than in good faith, those that a spent reserve closes among them.",
                lever=row["lever"],
                count=_with_bounds(fewer),
            )
        early = row["citizen_change"]["discharged_per_year"]
        if _is_more(early):
            yield phrase(
                "{lever}: money alone discharges {count} citizens a year early, who cost more than "
                "is paid; {back} more come back a year.",
                lever=row["lever"],
                count=_with_bounds(early),
                back=_with_bounds(row["citizen_change"]["relapses_per_year"]),
            )


def _is_more(change: Figure) -> bool:
    """Whether more than in good faith, whatever chance."""
    least = change["mean"] if change["low"] is None else change["low"]
    return least is not None and least > 0.0


def _negated(change: Figure) -> Figure:
    """The same as a fall."""
    mean, low, high = change["mean"], change["low"], change["high"]
    return {
        **change,
        "mean": None if mean is None else -mean,
        "low": None if high is None else -high,
        "high": None if low is None else -low,
    }


def _joint(found: Exploitability) -> str:
    """What teams that mind only money gain by moving every lever at once, and how."""
    levers = ", ".join(f"{name} {number(at, 2)}" for name, at in found["levers"].items())
    return phrase_count(
        "A team that minds only money and moves every lever at once, gains {gain} DKK a year over "
        "good faith, where care costs {cost} DKK a year: {levers}.",
        "All {count} teams together, if they mind only money and move every lever at once, gain "
        "{gain} DKK a year over good faith, where care costs {cost} DKK a year: {levers}.",
        len(found["teams"]),
        gain=number(found["team_gain_dkk_per_year"], 0),
        cost=number(found["cost_dkk_per_year"], 0),
        levers=levers,
    )


def _joint_by_team(found: Exploitability) -> Table:
    """The joint best response of each team, and what it gains."""
    made = table(
        phrase("All levers moved at once for money alone, by team; DKK gained over good faith"),
        (known("team"), *found["levers"], phrase("team a year")),
    )
    for team in found["teams"]:
        levers = (number(at, 2) for at in team["levers"].values())
        made.add_row(Text(team["team"]), *levers, number(team["team_gain_dkk_per_year"], 0))
    made.add_section()
    levers = (number(at, 2) for at in found["levers"].values())
    made.add_row(Text(phrase("all teams")), *levers, number(found["team_gain_dkk_per_year"], 0))
    return made


def _best(head: TariffHead, rows: list[LeverRow]) -> Table:
    title = phrase(
        "Value of each lever in good faith, best for money alone, best if citizens weigh "
        "{alpha}, and at the least total cost; DKK gained by money alone over good faith",
        alpha=number(head["alpha"], 2),
    )
    made = table(title, _BEST)
    for row in rows:
        made.add_row(
            Text(row["lever"]),
            phrase(row["unit"]),
            number(row["good_faith"], 2),
            number(row["best_response"], 2),
            number(row["weighed"]["best_response"], 2),
            number(row["social_optimum"], 2),
            _with_bounds(row["team_gain_dkk_per_year"]),
            _with_bounds(row["payer_change_dkk_per_year"]),
            phrase(row["verdict"]),
        )
    return made


def _signs(rows: list[LeverRow]) -> Table:
    bearers = _bearers(rows)
    outside = (_OUTSIDE[one] for one in bearers)
    columns = (*_STEPS, known("municipality in all"), *outside, known("sign"))
    title = known("Each lever moved one step from good faith, the others unchanged; DKK")
    made = table(title, columns)
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
                phrase(step["sign"]),
            )
    return made


def _edges(edges: list[EdgeRow]) -> Table:
    """What a minute brings that is written to reach an edge."""
    title = known(
        "Minutes written up to an edge for those within one step below it, all teams; the "
        "municipality pays"
    )
    made = table(title, _EDGE)
    for row in edges:
        made.add_row(
            Text(row["course"]),
            Text(row["above"]),
            number(row["from_minutes"], 0),
            number(row["citizens"], 1),
            number(row["written_minutes_per_week"], 1),
            number(row["gained_dkk_per_week"], 0),
            number(row["gained_dkk_per_minute"], 0),
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
    return phrase(
        "{mean} ({low} to {high})", mean=number(mean, 0), low=number(low, 0), high=number(high, 0)
    )
