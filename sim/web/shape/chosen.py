"""A link whose scenario gets another shape: what was chosen, as values of `--set`."""

from collections.abc import Mapping
from typing import Final

from sim.web.desk import Base, Desk, NothingThereError
from sim.web.link import Link
from sim.web.live.queue import TooBusyError
from sim.web.shape.choices import KIND, TARIFF, pooled, tariff_of_kind
from sim.web.toml_text import toml_read, toml_text
from sim.words import phrase

SECONDS_FOR_REVENUE: Final = 5.0
"""How long a choice waits for what the teams are paid now: a page with an answer has it."""


def chosen_kind(asked: Link) -> str:
    """Kind of tariff that a link puts in the place of the scenario's; empty where it does not."""
    table = toml_read(dict(asked.values).get(TARIFF, ""))
    return str(table.get("kind", "")) if isinstance(table, Mapping) else ""


def reshaped(desk: Desk, asked: Link, base: Base) -> Link:
    """The link with its teams put together, and the tariff that was chosen.

    Raises
    ------
    NothingThereError
        When a scenario cannot be had so; it says why.
    """
    return _paid(desk, _together(asked, base), base)


def _together(asked: Link, base: Base) -> Link:
    if not asked.pooled:
        return asked
    teams = pooled(base.scenario, asked.pooled)
    if teams is None:
        raise NothingThereError(
            phrase(
                "pooled={shape}: these teams cannot be put together; leave it out",
                shape=asked.pooled,
            )
        )
    kept = {key: text for key, text in asked.values if not key.startswith("team.")}
    return asked._replace(teams=toml_text(teams), values=tuple(kept.items()))


def _paid(desk: Desk, asked: Link, base: Base) -> Link:
    """The link paid as was chosen: another kind replaces the whole of [tariff]."""
    chosen = dict(asked.typed).get(KIND)
    if chosen is None or chosen == chosen_kind(asked):
        return asked
    kept = {key: text for key, text in asked.values if key.split(".")[0] != TARIFF}
    if not chosen:
        return asked._replace(values=tuple(kept.items()))
    table = tariff_of_kind(base.scenario, chosen, _paid_a_week(desk, asked, base))
    if table is None:
        raise NothingThereError(
            phrase("{kind}: the scenario cannot be paid so; choose another", kind=chosen)
        )
    return asked._replace(values=((TARIFF, toml_text(table)), *kept.items()))


def _paid_a_week(desk: Desk, asked: Link, base: Base) -> dict[str, float]:
    """What each team, as they are put together, is paid a week now [DKK]."""
    now = desk.changed(base, Link(base.name, weeks=asked.weeks, teams=asked.teams))
    try:
        known = desk.run_of(now).await_answer(SECONDS_FOR_REVENUE)
    except TooBusyError:
        known = None
    if known is None or known.summary is None:
        raise NothingThereError(
            phrase("What the teams are paid now is not known yet; choose again in a moment.")
        )
    weeks = known.summary["weeks"]
    return {
        team["team"]: (team["revenue_dkk"]["mean"] or 0.0) / weeks
        for team in known.summary["teams"]
    }
