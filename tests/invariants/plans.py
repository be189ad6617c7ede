"""Scenarios of `generated.py` that are paid by support plan."""

import copy

from generated import trees
from hypothesis import strategies as st
from whole import is_drawn, tenths

SHARES = ("shared", "documentation", "organisation", "absence")
KEPT = ("stop_loss", "deficit_band", "indexation_share", "paid_days_away")
MONEY = ("basis_rate_dkk_per_day", "service_hour_dkk")


@st.composite
def plan_tariffs(draw, tree):
    """A tariff of either kind, with what the scenario's own has beside its rates."""
    own = {key: tree["tariff"][key] for key in KEPT if key in tree["tariff"]}
    own["service_hour_dkk"] = draw(tenths(0, 6_000))
    if is_drawn(draw):
        own["add_shares"] = {name: draw(tenths(0, 5)) for name in SHARES}
    if is_drawn(draw):
        own["renegotiation"] = {
            "material_share": draw(tenths(0, 10)),
            "lasting_weeks": draw(tenths(0, 20)),
            "status_meeting_weeks": draw(tenths(0, 20)),
        }
    if is_drawn(draw):
        return own | {"kind": "overhead", "overhead_share": draw(tenths(0, 10))}
    by_team = {team["name"]: draw(tenths(0, 9_000)) for team in tree["team"]}
    return own | {"kind": "basis_service", "basis_rate_dkk_per_day": by_team}


@st.composite
def plan_trees(draw, **options):
    """Whole scenarios under such a tariff; a team may write more, or put off that hours fall."""
    tree = draw(trees(**options))
    tree["tariff"] = draw(plan_tariffs(tree))
    if "levers" in tree["team"][0]:
        tree["team"][0]["levers"] |= {
            "written_share": draw(tenths(5, 15)),
            "step_down_delay_weeks": draw(tenths(0, 20)),
        }
    return tree


def with_money(tree, factor):
    """The same scenario with all money of the tariff multiplied."""
    other = copy.deepcopy(tree)
    tariff = other["tariff"]
    for key in MONEY:
        if isinstance(tariff.get(key), dict):
            tariff[key] = {name: factor * dkk for name, dkk in tariff[key].items()}
        elif key in tariff:
            tariff[key] *= factor
    tariff.pop("stop_loss", None)
    tariff.pop("deficit_band", None)
    return other
