"""Care over a run, without money and presence: sums by replication.

`care.py` makes figures of them. Arrays are [replications], over the reported weeks and
all teams.
"""

from typing import Final, NamedTuple

from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.summary.adding import Tables, days, minutes, ore, summed, whole
from sim.model.parameters import Ints
from sim.model.state import SUM, THOUSANDTHS
from sim.model.terms import ADJUSTMENTS, BEARERS, OUTSIDE, SERVICES
from sim.model.units import ORE_PER_DKK


class ClinicSums(NamedTuple):
    """What happened at the clinic."""

    visits: Ints
    wait_days: Ints  # of the visits, added up
    longest_wait_days: Ints  # 0 where nobody came
    turned_home: Ints
    lapsed: Ints
    charged_ore: Ints  # to the teams
    charged_for_slots_ore: Ints  # of this in weeks in which the slots cost the payer


class CareSums(NamedTuple):
    """What was delivered, and how."""

    delivered_minutes: Ints
    unmet_minutes: Ints
    temporary_minutes: Ints
    self_determined_minutes: Ints
    visited_days: Ints
    helpers: Ints  # thousandths x visited days
    continuity: Ints  # thousandths x visited days
    home_visits: Ints
    gained_level_days: Ints
    figured: dict[str, Ints]  # sums that the summary tells as they are, by field of TeamWeeks
    clinic: ClinicSums
    outside_ore: dict[str, Ints]
    borne_ore: dict[str, Ints]  # of it, by BEARERS
    adjusted_ore: dict[str, Ints]  # by ADJUSTMENTS, parts of the revenue


def care_sums(tables: Tables, slot_weeks: tuple[int, ...]) -> CareSums:
    """Add up what care came to; `slot_weeks` are those in which open slots cost the payer."""
    weeks = tables.weeks.given_also({"slot_weeks": list(slot_weeks)})
    weekly = summed(_WEEKLY, weeks, tables.replications)
    gained = summed({"days": days("level_weeks_gained")}, tables.stays, tables.replications)
    return CareSums(
        **{name: weekly[name] for name in CareSums._fields if name in weekly},
        gained_level_days=gained["days"],
        figured={name: weekly[name] for name, one in SUM.items() if one.figure},
        clinic=ClinicSums(*(weekly[f"clinic_{name}"] for name in ClinicSums._fields)),
        outside_ore={account: weekly[f"outside_{account}"] for account in OUTSIDE},
        borne_ore={bearer: weekly[f"borne_by_{bearer}"] for bearer in BEARERS},
        adjusted_ore={name: weekly[f"{name}_ore"] for name in ADJUSTMENTS},
    )


def _thousandths(mean: str) -> Sql:
    return whole(sql("{mean} * visited_days", mean=quoted(mean)), THOUSANDTHS)


AS_THEY_ARE: Final = (
    *(name for name in CareSums._fields if name in SUM),
    *(f"clinic_{name}" for name in ClinicSums._fields if f"clinic_{name}" in SUM),
    *(f"{name}_ore" for name in ADJUSTMENTS),
    *(name for name, one in SUM.items() if one.figure),
)
"""Sums that are asked for as the table has them."""

_WEEKLY = {
    "delivered_minutes": put_together((minutes(f"{service}_hours") for service in SERVICES), " + "),
    **{name: whole(quoted(SUM[name].column), SUM[name].per_unit) for name in AS_THEY_ARE},
    "helpers": _thousandths("helpers_14_days"),
    "continuity": _thousandths("continuity_index"),
    "clinic_longest_wait_days": Sql("coalesce(max(clinic_longest_wait_days), 0)"),
    "clinic_charged_for_slots_ore": whole(
        Sql("(CASE WHEN list_contains($slot_weeks, week) THEN clinic_charged_dkk END)"), ORE_PER_DKK
    ),
    **{f"outside_{account}": ore(f"outside_{account}_dkk") for account in OUTSIDE},
    **{f"borne_by_{bearer}": ore(f"borne_by_{bearer}_dkk") for bearer in BEARERS},
}
