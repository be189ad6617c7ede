"""The rest of the file format, drawn at random on top of a scenario of `generated.py`.

Each function switches one part of the model on, sometimes, in a tree that may lack what the
part needs; then it is left out or what it needs is added.
"""

from hypothesis import strategies as st

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PROFESSIONS = ("helper", "assistant", "nurse")


def tenths(low, high):
    return st.integers(low, high).map(lambda number: number / 10)


def by_level(number):
    return st.one_of(number, st.lists(number, min_size=5, max_size=5))


def is_drawn(draw):
    return draw(st.booleans())


def course(tree, name):
    return next(table for table in tree["course"] if table["name"] == name)


def has_hospital(tree):
    return any(table["name"] == "hospital" for table in tree["course"])


def times(draw, tree):
    """Evenings and weekends, at one price or at one each."""
    if not is_drawn(draw):
        return
    tree["times"] = {
        "home_care": {"evening": draw(by_level(tenths(0, 5))), "weekend": draw(tenths(0, 5))}
    }
    if is_drawn(draw):
        prices = {time: draw(tenths(0, 9_000)) for time in ("day", "evening", "weekend")}
        tree["prices"]["cost_per_hour_dkk"]["home_care"] = prices


def clinic(draw, tree, together):
    """Nursing as contacts, and a clinic for some of them."""
    if not is_drawn(draw):
        return
    tree["nursing"] = {"contact_minutes": draw(st.integers(1, 60))}
    tree["course"][0]["hours_per_week"]["nursing"] = draw(tenths(1, 30))
    if not is_drawn(draw):
        return
    tree["clinic"] = {
        "reachable": draw(by_level(tenths(0, 10))),
        "share": draw(tenths(0, 10)),
        "open_days": draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)),
        "longest_wait_days": draw(st.integers(0, 9)),
        "time_share": 0.68,
        "cost_per_contact_dkk": draw(tenths(0, 5_000)),
        "charged_to": draw(st.sampled_from(["team", "municipality"])),
    }
    if together and is_drawn(draw):
        tree["clinic"]["slots_per_day"] = draw(st.integers(0, 4))
        if is_drawn(draw):
            tree["clinic"]["cost_per_slot_dkk"] = draw(tenths(0, 3_000))


def nursing_home(draw, tree, together):
    """Places, as many as anyone needs or a few that are waited for."""
    if not is_drawn(draw):
        return
    course(tree, "individual")["hazards_per_week"]["nursing_home"] = draw(tenths(1, 5))
    tree["nursing_home"] = {"mean_stay_weeks": draw(tenths(5, 90))}
    if together and is_drawn(draw):
        places = draw(st.integers(0, 4))
        tree["nursing_home"] |= {"places": places, "occupied": draw(st.integers(0, places))}
        tree["course"].append(_waiting(draw))
        tree["tariff"]["weekly_dkk"]["waiting"] = draw(tenths(0, 90_000))


def _waiting(draw):
    return {
        "name": "waiting",
        "kind": "waiting",
        "stay": {"distribution": "fixed", "mean_weeks": draw(tenths(2, 60))},
        "hours_per_week": {"home_care": draw(tenths(10, 200))},
        "exits": [{"to": "nursing_home", "probability": 1.0}],
        "hazards_per_week": {"dead": 0.1},
    }


def outside(draw, tree):
    """Care outside the rate, and what a day elsewhere costs the payer."""
    prices = {}
    if is_drawn(draw):
        hours = {"night": draw(by_level(tenths(0, 20))), "complex_nursing": draw(tenths(0, 20))}
        course(tree, "stabilisation")["outside_hours_per_week"] = hours
        prices |= {"night_hour_dkk": 600.0, "complex_nursing_hour_dkk": draw(tenths(0, 9_000))}
    if has_hospital(tree):
        prices["hospital_day_dkk"] = draw(tenths(0, 50_000))
        tree["tariff"]["paid_days_away"] = draw(st.sampled_from([0, 1, 4.5]))
    if "nursing_home" in tree:
        prices["nursing_home_day_dkk"] = draw(tenths(0, 20_000))
    tree["prices"]["outside"] = prices


def staff(draw, tree):
    """Staff that may be too few or too many, and what hangs on them."""
    if not is_drawn(draw):
        return
    posts = st.fixed_dictionaries(dict.fromkeys(PROFESSIONS, tenths(0, 20)))
    terms = {"absence_share": 0.2, "user_facing_share": draw(tenths(1, 10))}
    tree["staff"] = {
        "full_time_equivalents": draw(posts),
        "temporary_share": draw(tenths(0, 10)),
        "temporary_premium": 1.35,
        "supervision_hours_per_week": draw(tenths(0, 10)),
        "supervision_cost_per_hour_dkk": 450.0,
        "professions": {
            name: {"pay_per_hour_dkk": draw(tenths(0, 5_000)), **terms} for name in PROFESSIONS
        },
        "gives": {"home_care": ["helper", "assistant"], "nursing": ["nurse", "assistant"]},
    }
    if is_drawn(draw):
        tree["team"][0]["full_time_equivalents"] = draw(posts)
    if has_hospital(tree) and is_drawn(draw):
        tree["staff"]["unmet_raises"] = {"admissions": draw(tenths(0, 90))}
    if "dose" in course(tree, "development"):
        mix = {"helper": 0.5, "assistant": 0.3, "nurse": 0.2}
        effect = {"recommended_mix": mix, "mix_loss": 0.4}
        tree["staff"]["effect"] = effect | {"supervision_gain": 0.2, "supervision_tau_hours": 0.5}
    if is_drawn(draw):
        curve = {"idle_share": 0.95, "full_share": 0.6, "exponent": 3.0}
        tree["self_determination"] = curve


def continuity(draw, tree):
    if not is_drawn(draw):
        return
    tree["continuity"] = {"visit_minutes": 25.0, "contact_person_share": draw(tenths(0, 10))}
    if "staff" not in tree or is_drawn(draw):
        tree["continuity"]["staff"] = draw(tenths(10, 200))


def assessment(draw, tree):
    """Milestones, and a threshold from which need is individual."""
    if not is_drawn(draw):
        return
    tree["needs_assessment"] = {"individual_from_hours_per_week": draw(tenths(30, 200))}
    if is_drawn(draw):
        tree["needs_assessment"] |= {
            "milestone_weeks": {"development": draw(tenths(10, 30)), "stabilisation": 2.0},
            "milestone_hours": {"home_care": 0.5, "nursing": 0.3},
        }


def rehabilitation(draw, tree):
    """Everyday rehabilitation, where a stay may end in a worse level."""
    stabilisation = course(tree, "stabilisation")
    worse = {"level_change": 1}
    if worse in [way["to"] for way in stabilisation["exits"]] and is_drawn(draw):
        stabilisation["everyday_rehabilitation"] = {
            "hours_per_week": draw(tenths(0, 10)),
            "max_share": draw(tenths(0, 10)),
            "tau_hours": 0.5,
        }


def tariff(draw, tree):
    """Individual courses paid each citizen's own expected cost."""
    if is_drawn(draw):
        tree["tariff"]["individual"] = "per_person"
        for name in ("individual", "waiting"):
            tree["tariff"]["weekly_dkk"].pop(name, None)


def mixture(draw, tree):
    """Shares by the hour and of a budget, a stop-loss, a band with true-up, an indexation."""
    if is_drawn(draw):
        hourly, block = draw(st.sampled_from([(0.3, 0.2), (0.7, 0.3), (0.4, 0.0), (0.0, 0.6)]))
        tree["tariff"] |= {
            "kind": "mixed",
            "hourly_share": hourly,
            "block_share": block,
            "hourly_dkk": {"home_care": draw(tenths(0, 9_000)), "nursing": draw(tenths(0, 9_000))},
            "budget_dkk_per_week": draw(tenths(0, 900_000)),
        }
    if is_drawn(draw):
        limit = {"above_dkk_per_week": draw(tenths(0, 60_000)), "refunded_share": 0.8}
        tree["tariff"]["stop_loss"] = limit
    if is_drawn(draw):
        band = {"share": draw(tenths(0, 5)), "trued_up_share": 0.7, "every_weeks": 2}
        tree["tariff"]["deficit_band"] = band
    if is_drawn(draw):
        tree["tariff"]["indexation_share"] = draw(st.sampled_from([-0.1, 0.0, 0.025]))


def levers(draw, tree):
    """Levers that a team holds, what they act on, and what they take."""
    if not is_drawn(draw):
        return
    held = {
        "development_weeks": draw(tenths(5, 60)),
        "effort": draw(tenths(5, 15)),
        "delivered_share": draw(tenths(5, 12)),
        "accept_delay_weeks": draw(tenths(0, 15)),
        "relabel_share": draw(tenths(0, 10)),
    }
    if "clinic" in tree:
        held["clinic_share"] = draw(tenths(0, 10))
    if "step_down" in tree["tariff"]:
        held["step_down_delay_weeks"] = draw(tenths(0, 20))
    tree["team"][0]["levers"] = held
    tree["behaviour"] = {
        "given_up_per_week": draw(tenths(0, 20)),
        "step_down_hours_per_week": draw(tenths(0, 10)),
        "relabel": {
            "courses": {"stabilisation": "individual", "development": "individual"},
            "hours_per_week": draw(tenths(0, 10)),
            "found_share": draw(tenths(1, 10)),
            "penalty_dkk": draw(tenths(0, 90_000)),
        },
    }
    if "staff" not in tree and has_hospital(tree):
        tree["behaviour"]["unmet_raises"] = {"admissions": draw(tenths(0, 90))}


def completed(draw, tree, *, together, behaves):
    """Switch parts on; only with `together` anything that teams compete for."""
    times(draw, tree)
    clinic(draw, tree, together)
    nursing_home(draw, tree, together)
    outside(draw, tree)
    staff(draw, tree)
    continuity(draw, tree)
    assessment(draw, tree)
    rehabilitation(draw, tree)
    tariff(draw, tree)
    mixture(draw, tree)
    if behaves:
        levers(draw, tree)
    tree["goals"] = {"development": {"economy": 0.6, "progression": 0.4}}
    return tree
