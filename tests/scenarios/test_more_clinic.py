"""A third of the contacts in the clinic: the same municipality, and what the page says of it."""

import numpy as np
import pytest
from long_run import BASELINE, LongRun
from more_clinic import A_TENTH, A_THIRD
from simulated_figures import kept

from sim import Scenario, load_scenario
from sim.model.terms import NURSING, PROFESSIONS
from sim.model.units import MINUTES_PER_HOUR

NURSE = PROFESSIONS.index("nurse")


def flat(tree: object, key: str = "") -> dict[str, object]:
    """Values of a nest of tables and lists by dotted key."""
    if isinstance(tree, dict):
        pairs = [(f"{key}.{name}", value) for name, value in tree.items()]
    elif isinstance(tree, list):
        pairs = [(f"{key}.{number}", value) for number, value in enumerate(tree)]
    else:
        return {key: tree}
    return {name: leaf for part, value in pairs for name, leaf in flat(value, part).items()}


def changed(one: Scenario, other: Scenario) -> set[str]:
    """Last keys of the values in which two scenarios differ."""
    left, right = (flat(scenario.values.model_dump()) for scenario in (one, other))
    return {key.rpartition(".")[2] for key in left | right if left.get(key) != right.get(key)}


def test_a_tenth_is_the_baseline():
    assert changed(load_scenario(BASELINE), load_scenario(A_TENTH)) == {"da", "en"}  # of the title


def test_a_third_differs_in_the_clinic_and_the_nurses_only():
    found = changed(load_scenario(A_TENTH), load_scenario(A_THIRD))
    assert found == {"da", "en", "share", "slots_per_day", "nurse"}


def test_a_third_books_a_third():
    clinic = load_scenario(A_THIRD).values.clinic
    assert clinic.reachable * clinic.share == pytest.approx(0.33, abs=0.001)


def test_the_nurses_who_leave_have_the_time_of_the_contacts_that_move():
    """Contacts x 28 minutes = posts x 37 x attended x user-facing hours, within rounding."""
    tenth, third = (LongRun("run.weeks=1", path=path) for path in (A_TENTH, A_THIRD))
    hours = tenth.at_home(tenth.hours[:, NURSING]) * tenth.present[tenth.is_at_home].sum()
    before, after = (of.parameters for of in (tenth, third))
    moved = 0.35 * (after.clinic.share[0] - before.clinic.share[0]) * hours
    posts = before.staff.full_time_equivalents[0] - after.staff.full_time_equivalents[0]
    of_a_post = 37 * (1 - before.staff.absence[0, 0, NURSE]) * before.staff.user_facing[0, 0, NURSE]
    assert posts[:, NURSE].sum() * of_a_post == pytest.approx(moved, rel=0.03)


@pytest.mark.parametrize("path", [A_TENTH, A_THIRD], ids=["a tenth", "a third"])
def test_slots_are_a_tenth_above_what_is_booked(path):
    now = LongRun("run.weeks=1", path=path)
    clinic, demand = now.parameters.clinic, now.parameters.demand
    hours = now.at_home(now.hours[:, NURSING]) * now.present[now.is_at_home].sum()
    contacts = hours * MINUTES_PER_HOUR / demand.contact_minutes[0]
    booked = 0.35 * clinic.share[0] * contacts
    assert np.maximum(clinic.slots[0], 0).sum() / booked == pytest.approx(1.1, abs=0.02)


def test_the_page_is_right_that_it_saves_more_than_it_costs_and_nobody_waits_longer():
    found = {name: of["difference"] for name, of in kept()["more_clinic"].items()}
    assert found["cost"]["high"] + found["idle"]["high"] < 0
    assert found["wait"]["low"] <= 0
    assert abs(found["unmet"]["mean"]) < 0.02 * kept()["more_clinic"]["unmet"]["tenth"]["mean"]
