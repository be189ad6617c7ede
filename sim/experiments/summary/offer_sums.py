"""What teams with places, and payers, came to over a run: sums by replication and name.

`offers.py` makes figures of them. Arrays are [replications, teams] or [replications,
payers], over the reported weeks; they are there only where the scenario has places or payers.
"""

from typing import NamedTuple

from sim.experiments.summary.adding import Tables, added_by, count, days, ore
from sim.model.parameters import Ints
from sim.model.units import DAYS_PER_WEEK


class OfferSums(NamedTuple):
    """Places, and who had or wanted one."""

    place_days: Ints
    citizen_days: Ints
    waiting_days: Ints
    admitted: Ints
    waited_days: Ints  # by those admitted
    gave_up: Ints


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
    """Add up what became of places, of teams in the order of the file."""
    return OfferSums(**added_by("team", _OFFERS, tables.weeks, (tables.replications, teams)))


def basis_sums(tables: Tables, teams: tuple[str, ...]) -> Ints:
    """Basis cost in øre, array [replications, teams]."""
    columns = {"basis": ore("basis_cost_dkk")}
    return added_by("team", columns, tables.weeks, (tables.replications, teams))["basis"]


def payer_sums(tables: Tables, payers: tuple[str, ...], weeks: int) -> PayerSums:
    """Add up the spells by who pays."""
    end = DAYS_PER_WEEK * weeks
    present = f"greatest(0, least(coalesce(end_day, {end}), {end}) - greatest(start_day, 0))"
    columns = {"citizen_days": f"sum({present})", "revenue_ore": ore("revenue_dkk")}
    axes = tables.replications, payers
    return PayerSums(**added_by("payer", columns, tables.stays, axes))
