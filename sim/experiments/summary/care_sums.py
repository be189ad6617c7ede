"""What care came to over a run, besides money and presence: sums by replication.

`care.py` makes figures of them. Arrays are [replications], over the reported weeks and
all teams.
"""

from typing import NamedTuple

from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.summary.adding import Tables, count, days, minutes, ore, summed, whole
from sim.model.parameters import Ints
from sim.model.state import THOUSANDTHS
from sim.model.terms import ADJUSTMENTS, OUTSIDE, SERVICES
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
    waiting_days: Ints  # until a team accepts
    gave_up: Ints
    clinic: ClinicSums
    outside_ore: dict[str, Ints]
    adjusted_ore: dict[str, Ints]  # by ADJUSTMENTS, parts of the revenue


def care_sums(tables: Tables, slot_weeks: tuple[int, ...]) -> CareSums:
    """Add up what care came to; `slot_weeks` are those in which open slots cost the payer."""
    weeks = tables.weeks.given_also({"slot_weeks": list(slot_weeks)})
    weekly = summed(_WEEKLY, weeks, tables.replications)
    gained = summed({"days": days("level_weeks_gained")}, tables.stays, tables.replications)
    return CareSums(
        **{name: weekly[name] for name in CareSums._fields if name in weekly},
        gained_level_days=gained["days"],
        clinic=ClinicSums(*(weekly[f"clinic_{name}"] for name in ClinicSums._fields)),
        outside_ore={account: weekly[f"outside_{account}"] for account in OUTSIDE},
        adjusted_ore={name: weekly[name] for name in ADJUSTMENTS},
    )


def _thousandths(mean: str) -> Sql:
    return whole(sql("{mean} * visited_days", mean=quoted(mean)), THOUSANDTHS)


_WEEKLY = {
    "delivered_minutes": put_together((minutes(f"{service}_hours") for service in SERVICES), " + "),
    "unmet_minutes": minutes("unmet_hours"),
    "temporary_minutes": minutes("temporary_hours"),
    "self_determined_minutes": minutes("self_determined_hours"),
    "visited_days": count("visited_days"),
    "helpers": _thousandths("helpers_14_days"),
    "continuity": _thousandths("continuity_index"),
    "home_visits": count("home_visits"),
    "clinic_visits": count("clinic_visits"),
    "clinic_wait_days": count("clinic_wait_days"),
    "clinic_longest_wait_days": Sql("coalesce(max(clinic_longest_wait_days), 0)"),
    "clinic_turned_home": count("clinic_turned_home"),
    "clinic_lapsed": count("clinic_lapsed"),
    "clinic_charged_ore": ore("clinic_charged_dkk"),
    "waiting_days": days("waiting_weeks"),
    "gave_up": count("gave_up"),
    "clinic_charged_for_slots_ore": whole(
        Sql("(CASE WHEN list_contains($slot_weeks, week) THEN clinic_charged_dkk END)"), ORE_PER_DKK
    ),
    **{name: ore(f"{name}_dkk") for name in ADJUSTMENTS},
    **{f"outside_{account}": ore(f"outside_{account}_dkk") for account in OUTSIDE},
}
