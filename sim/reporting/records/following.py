"""The texts of `forloeb follow` and `forloeb detect`."""

from collections.abc import Iterator

from sim.calibration.documents import DetectionTree, FollowedTeam, FollowTree, WeeksRow
from sim.reporting.words.language import Language, known

CAUSES = {
    "volume": known("more or fewer citizens"),
    "case_mix": known("case mix"),
    "behaviour": known("hours per citizen"),
    "price": known("price of an hour"),
}
"""Causes of a split by their key."""


def follow_text(tree: FollowTree, language: Language) -> str:
    """Each team's periods beside the forecast, and what the whole run now comes to."""
    return "\n".join(line for team in tree["teams"] for line in _team(team, language)) + "\n"


def _team(of: FollowedTeam, language: Language) -> Iterator[str]:
    say, number = language.say, language.number
    yield of["team"]
    for row in of["periods"]:
        line = say(
            "  {period}: {actual}, forecast {low} to {high}",
            period=row["period"],
            actual=number(row["actual_dkk"]),
            low=number(row["low"]),
            high=number(row["high"]),
        )
        yield line + (say(" – ALARM") if row["alarm"] else "")
    if of["first_alarm"] is None:
        yield say("  This can be chance: no alarm.")
    else:
        yield say("  Chance alone does not explain it since {period}.", period=of["first_alarm"])
    ahead = of["forecast_dkk"]
    yield say(
        "  Whole run, updated: {mean} DKK ({low} to {high})",
        mean=number(ahead["mean"]),
        low=number(ahead["low"]),
        high=number(ahead["high"]),
    )
    split = of["split"]
    if split is not None:
        yield say(
            "  Difference from the forecast so far: {total} DKK", total=number(split["total"])
        )
        parts = {key: split[key] for key in CAUSES}  # type: ignore[literal-required]
        for key, amount in parts.items():
            yield f"    {say(CAUSES[key])}: {number(amount)}"
    yield ""


def detection_text(tree: DetectionTree, language: Language) -> str:
    """How soon which figure shows it, and what closer reporting gains."""
    return "\n".join(_detected(tree, language)) + "\n"


def _detected(tree: DetectionTree, language: Language) -> Iterator[str]:
    say = language.say
    levers = ", ".join(f"{name} = {value:g}" for name, value in tree["lever"].items())
    yield say(
        "{team} with {levers}: {figure} shows it first, after {weeks} weeks",
        team=tree["team"],
        levers=levers,
        figure=tree["figure"],
        weeks=_weeks(tree["weeks"], language),
    )
    yield say(
        "False alarms in ten years: {rate}",
        rate=language.number(tree["false_alarms_per_decade"], 1),
    )
    for row in tree["reporting"]:
        yield say(
            "  reported every {every} weeks: {figure}, {weeks} weeks",
            every=row["every_weeks"],
            figure=row["figure"],
            weeks=_weeks(row["weeks"], language),
        )
    for name, found in tree["figures"].items():
        yield say(
            "  {figure}: {weeks} weeks, seen in {share} of the runs",
            figure=name,
            weeks=_weeks(found["weeks"], language),
            share=language.percent(found["shown"], 0),
        )


def _weeks(of: WeeksRow, language: Language) -> str:
    low = language.number(of["low"])
    high = "…" if of["high"] is None else language.number(of["high"])
    return f"{language.number(of['mean'])} ({low}–{high})"
