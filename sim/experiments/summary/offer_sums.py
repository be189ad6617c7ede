"""What teams with places, and payers, came to over a run: sums by replication and name.

`offers.py` makes figures of them. Arrays are [replications, teams] or [replications,
payers], over the reported weeks; they are there only where the scenario has places or payers.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.folder.sql import Sql, sql
from sim.experiments.summary.adding import (
    PRESENT_DAYS,
    Tables,
    added_by,
    column_names,
    count,
    days,
    ore,
)
from sim.model.parameters import Ints
from sim.model.terms import WAITED_OVER
from sim.model.units import DAYS_PER_WEEK


class OfferSums(NamedTuple):
    """Places, and who had or wanted one."""

    place_days: Ints
    citizen_days: Ints
    waiting_days: Ints
    admitted: Ints
    waited_days: Ints  # by those admitted
    gave_up: Ints
    waited_longer: Ints | None  # of those admitted, by `LONG_WAITS_DAYS` along a third axis


class PayerSums(NamedTuple):
    """Citizens of a payer, and what is paid for them."""

    citizen_days: Ints
    revenue_ore: Ints


_OFFERS = {
    "place_days": days("places"),
    "citizen_days": days("citizens"),
    "waiting_days": days("waiting"),
    "admitted": count("admitted"),
    "waited_days": days("waited_weeks"),
    "gave_up": count("gave_up"),
}


def offer_sums(tables: Tables, teams: tuple[str, ...]) -> OfferSums:
    """Add up what became of places, of teams in the order of the file.

    Tables of before long waits were counted have none.
    """
    is_counted = set(WAITED_OVER) <= set(column_names(tables.weeks))
    longer = {name: count(name) for name in WAITED_OVER} if is_counted else {}
    axes = (tables.replications, teams)
    found = added_by(Sql("team"), _OFFERS | longer, tables.weeks, axes)
    waits = [found.pop(name) for name in longer]
    return OfferSums(**found, waited_longer=np.stack(waits, axis=-1) if waits else None)


def basis_sums(tables: Tables, teams: tuple[str, ...]) -> Ints:
    """Basis cost in øre, array [replications, teams]."""
    columns = {"basis": ore("basis_cost_dkk")}
    return added_by(Sql("team"), columns, tables.weeks, (tables.replications, teams))["basis"]


def yardstick_sums(tables: Tables, teams: tuple[str, ...]) -> Ints:
    """What the yardstick settles in øre, array [replications, teams]."""
    columns = {"settled": ore("yardstick_dkk")}
    return added_by(Sql("team"), columns, tables.weeks, (tables.replications, teams))["settled"]


def payer_sums(tables: Tables, payers: tuple[str, ...], weeks: int) -> PayerSums:
    """Add up the spells by who pays."""
    columns = {
        "citizen_days": sql("sum({days})", days=PRESENT_DAYS),
        "revenue_ore": ore("revenue_dkk"),
    }
    stays = tables.stays.given_also({"end": DAYS_PER_WEEK * weeks})
    return PayerSums(**added_by(Sql("payer"), columns, stays, (tables.replications, payers)))
