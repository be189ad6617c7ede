"""Who comes and who is there: intake, start levels, counts of today, relapse."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.scenario.checks.care.exits import SELF_RELIANT_NAME, leads_to
from sim.scenario.checks.shares import astray
from sim.scenario.faults.fault import Fault, Path, key_text, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, DraftRow, as_table, is_some, rows
from sim.scenario.schema.quantities import FIT
from sim.scenario.schema.shapes import SOURCE_NAMES
from sim.words import phrase

BARE_SOURCE = SOURCE_NAMES[0]
"""Source of an inflow that is one number."""


def sources_of(draft: Draft, team: DraftRow) -> list[str]:
    """Sources from which somebody comes to a team; to be fitted, those that intake tells apart."""
    inflow = team.table.get("inflow_per_week")
    if inflow == FIT:
        _, intake = intake_of(draft, team)
        own = as_table(intake)
        return [s for s in SOURCE_NAMES if isinstance(own.get(s), dict)] or [BARE_SOURCE]
    by_source = inflow if isinstance(inflow, dict) else {BARE_SOURCE: inflow}
    return [source for source in SOURCE_NAMES if is_some(by_source.get(source))]


def intake_of(draft: Draft, team: DraftRow) -> tuple[Path, Any]:
    """Intake that holds for a team, its own or the common one, and where it stands."""
    if team.table.get("intake"):
        return ("team", team.number, "intake"), team.table["intake"]
    return ("intake",), draft.value("intake")


def shares_from(intake: dict[str, Any], source: str) -> dict[str, Any]:
    """Shares by course for a source: its own table, or else the courses named for all."""
    own = intake.get(source)
    return own if isinstance(own, dict) else common_shares(intake)


def common_shares(intake: dict[str, Any]) -> dict[str, Any]:
    """Shares by course for the sources without a table of their own."""
    return {name: share for name, share in intake.items() if not isinstance(share, dict)}


def intake_faults(draft: Draft) -> Iterator[Fault]:
    """Unknown courses, sums that are not 1, and inflow that no intake takes in."""
    yield from _of_intake(draft, ("intake",), draft.table("intake"))
    for team in draft.rows("team"):
        own = as_table(team.table.get("intake"))
        yield from _of_intake(draft, ("team", team.number, "intake"), own)
        yield from _of_coverage(draft, team)


def _of_intake(draft: Draft, path: Path, intake: dict[str, Any]) -> Iterator[Fault]:
    known = draft.names("course")
    for name, share in intake.items():
        if isinstance(share, dict):
            if name in SOURCE_NAMES:
                yield from _of_shares(draft, (*path, name), share)
            else:
                what = phrase("{name} is not a source", name=shown(name))
                yield draft.fault((*path, name), what, instead(name, SOURCE_NAMES))
        elif name in SOURCE_NAMES and name not in known:
            remedy = phrase("write a table of probabilities by course")
            yield draft.fault((*path, name), phrase("is a source, not a course"), remedy)
        elif name not in known:
            what = phrase("{name} is not a course", name=shown(name))
            yield draft.fault((*path, name), what, instead(name, known))
    yield from _of_sum(draft, path, list(common_shares(intake).values()))


def _of_shares(draft: Draft, path: Path, shares: dict[str, Any]) -> Iterator[Fault]:
    known = draft.names("course")
    for name in shares:
        if name not in known:
            what = phrase("{name} is not a course", name=shown(name))
            yield draft.fault((*path, name), what, instead(name, known))
    yield from _of_sum(draft, path, list(shares.values()) or [0])


def _of_sum(draft: Draft, path: Path, shares: Sequence[object]) -> Iterator[Fault]:
    if shares and (what := astray(shares)):
        yield draft.fault(
            path, phrase("the probabilities {what}", what=what), phrase("change them")
        )


def _of_coverage(draft: Draft, team: DraftRow) -> Iterator[Fault]:
    path, intake = intake_of(draft, team)
    for source in sources_of(draft, team):
        if not intake and path == ("intake",) and (intake is None or intake == {}):
            remedy = phrase("say which course new citizens start in, as development = 1.0")
            yield draft.fault(path, phrase("is missing"), remedy)
        elif isinstance(intake, dict) and not shares_from(intake, source):
            what = phrase("does not say where citizens from {source} start", source=shown(source))
            yield draft.fault(
                path, what, phrase("add {source} = {{ COURSE = 1.0 }}", source=source)
            )


def level_faults(draft: Draft) -> Iterator[Fault]:
    """Start levels that do not add up to 1, or are not given for a source with inflow."""
    path = ("citizen", "start_level")
    given = draft.value(*path)
    if isinstance(given, list):
        yield from _of_sum(draft, path, given)
    for source, shares in as_table(given).items():
        yield from _of_sum(draft, (*path, source), rows(shares))
    if isinstance(given, dict):
        coming = {source for team in draft.rows("team") for source in sources_of(draft, team)}
        for source in sorted(coming - given.keys()):
            what = phrase("does not say the levels of citizens from {source}", source=shown(source))
            yield draft.fault(
                path, what, phrase("add {source} = [...], five shares", source=source)
            )


def initial_faults(draft: Draft) -> Iterator[Fault]:
    """Counts of today for a team or a course that does not exist."""
    known = {kind: draft.names(kind) for kind in ("team", "course")}
    for team, counts in draft.table("run", "initial").items():
        path = ("run", "initial", team)
        if team not in known["team"]:
            what = phrase("{name} is not a team", name=shown(team))
            yield draft.fault(path, what, instead(team, known["team"]))
        for course in as_table(counts):
            if course not in known["course"]:
                what = phrase("{name} is not a course", name=shown(course))
                yield draft.fault((*path, course), what, instead(course, known["course"]))


def fit_faults(draft: Draft) -> Iterator[Fault]:
    """Inflow that is to be found from counts of today that are not there, or by date."""
    counted = draft.table("run", "initial")
    for team in draft.rows("team"):
        given = team.table.get("inflow_per_week")
        by_source = given if isinstance(given, dict) else {None: given}
        for source, inflow in by_source.items():
            if inflow == FIT and not as_table(counted.get(team.name)):
                path: Path = ("team", team.number, "inflow_per_week")
                what = phrase(
                    "is to be fitted, and run.initial has no counts of {name}",
                    name=shown(team.name),
                )
                remedy = phrase("add [run.initial.NAME] with citizens by course, or write a number")
                yield draft.fault(
                    path if source is None else (*path, source),
                    what,
                    remedy.replace("NAME", key_text((team.name,))),
                )


def relapse_faults(draft: Draft) -> Iterator[Fault]:
    """A relapse into an unknown course, or after an end that nobody reaches."""
    relapse = draft.table("relapse")
    to, known = relapse.get("to"), draft.names("course")
    if isinstance(to, str) and to not in known:
        what = phrase("{name} is not a course", name=shown(to))
        yield draft.fault(("relapse", "to"), what, instead(to, known))
    if relapse and not any(leads_to(row, SELF_RELIANT_NAME) for row in draft.rows("course")):
        what = phrase(
            "nobody leaves {self_reliant_name}, so that nobody can come back",
            self_reliant_name=shown(SELF_RELIANT_NAME),
        )
        yield draft.fault(("relapse",), what, phrase("add such an exit, or leave the relapse out"))


def nobody_faults(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Nobody is there at the start and nobody ever comes: nothing would run."""
    first = drafts[0]
    teams = [row for draft in drafts for row in draft.rows("team")]
    if not teams or any(_may_come(team) for team in teams):
        return
    initial = first.value("run", "initial")
    if isinstance(initial, dict) and not _is_empty(initial):
        return
    what = phrase("nobody is in care at the start, and no team has inflow: nothing would run")
    remedy = phrase("give a team inflow_per_week above 0, or count citizens in run.initial")
    yield first.fault(("run", "initial"), what, remedy)


def _may_come(team: DraftRow) -> bool:
    """A team has inflow, or its inflow is no number and is a fault already."""
    inflow = team.table.get("inflow_per_week", "missing")
    every = inflow.values() if isinstance(inflow, dict) else [inflow]
    return any(is_some(v) for v in every)


def _is_empty(initial: dict[str, Any]) -> bool:
    counts = (count for team in initial.values() for count in as_table(team).values())
    return not any(is_some(count) for count in counts)
