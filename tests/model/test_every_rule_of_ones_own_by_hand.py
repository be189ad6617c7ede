"""Each rule of the rulebook, replaced by an odd one, moves what the hand says and by how much.

The citizen of `one_at_home.py` needs 7 hours of home care and 3.5 of nursing a week, which cost 420
and 280 DKK. The engines agree on odd rules elsewhere; here the numbers themselves are held.
"""

import re
from pathlib import Path

import pytest
from by_hand import AS_EXPECTED, spells_of, tables, weeks_of
from one_at_home import ACTIVITY, BY_COURSE, HOME, at_home

from sim.model.rulebook import Rulebook
from sim.model.rules.outcomes import Visitors

HERE = Path(__file__)
PLAN = 'kind = "overhead"\nservice_hour_dkk = 100\noverhead_share = 0\n'
STOP_LOSS = BY_COURSE + "stop_loss = { above_dkk_per_week = 600, refunded_share = 0.5 }\n"
BAND = BY_COURSE + "deficit_band = { share = 0.0, every_weeks = 1 }\n"
LUMP_SUM = BY_COURSE + "lump_sum_dkk = { home = 50 }\n"
STAFF = """
[staff]
full_time_equivalents = { helper = 1, nurse = 1 }
hours_per_week = 3
temporary_share = 1.0
temporary_premium = 2.0
supervision_hours_per_week = 1
supervision_cost_per_hour_dkk = 10
[staff.professions]
helper = { pay_per_hour_dkk = 100, absence_share = 0, user_facing_share = 1 }
nurse = { pay_per_hour_dkk = 200, absence_share = 0, user_facing_share = 1 }
[staff.gives]
home_care = ["helper"]
nursing = ["nurse"]
"""
VISITS = """
[continuity]
visit_minutes = 30
staff = 4
contact_person_share = 0.5
"""


def week(column, tariff=BY_COURSE, more="", **own):
    """A figure of the first week, by rules of one's own."""
    found = tables(at_home(tariff, more=more), AS_EXPECTED._replace(**own))
    return weeks_of(found, column)[0]


def test_care_follows_the_rules_of_need():
    assert week("cost_dkk", multiplier=lambda _u, _sigma: 2.0) == 2 * 700
    assert week("cost_dkk", weekly_factor=lambda _u, _sigma: 3.0) == 3 * 700
    # An hour more of each service: 8 at 60, 4.5 at 80, and one of training without a price.
    one_more = {"need": lambda mean, _person, _week, _profile: mean + 1.0}
    assert week("cost_dkk", **one_more) == 8 * 60 + 4.5 * 80
    assert week("training_hours", **one_more) == 1


def test_money_follows_the_rules_of_cost_and_pay():
    # 420 minutes and 210: as many øre.
    assert week("cost_dkk", cost=lambda minutes, _price: minutes) == pytest.approx(6.3)
    assert week("revenue_dkk", ACTIVITY, hourly_pay=lambda minutes, _ore: 100 * minutes) == 630
    assert week("revenue_dkk", LUMP_SUM, lump_sum=lambda _days, rates: 3 * rates.lump_sum_ore) == (
        2_100 + 150
    )
    own = {"refund": lambda cost, above, share: share * (cost + above)}
    assert week("refund_dkk", STOP_LOSS, **own) == 0.5 * (700 + 600)
    own = {"true_up": lambda revenue, cost, band: (revenue - 2 * cost) * (1 + band.share)}
    assert week("true_up_dkk", BAND, **own) == 2_100 - 2 * 700


def test_plans_follow_the_rules_of_plans():
    # 10.5 direct hours.
    assert week("revenue_dkk", PLAN, paid_hours=lambda hours, _add: hours**2) == 10.5**2 * 100
    own = {"plan_rate": lambda hours, terms: hours * terms.hour_ore + 7_000.0}
    assert week("revenue_dkk", PLAN, **own) == 1_050 + 70


def test_a_stay_is_as_long_as_its_rule_says():
    found = tables(at_home(BY_COURSE), AS_EXPECTED._replace(stay=lambda _u, _terms, _table: 3.4))
    assert spells_of(found, "start_day", "end_day", "cost_dkk") == [(0, 3, 300)]


def test_a_meeting_rewrites_a_plan_when_its_rule_says():
    never = {"is_renegotiated": lambda _before, _after, _lasted, _terms: False}
    assert week("revenue_dkk", PLAN, **never) == 1_050


DOSED = (
    HOME.replace('"stabilisation"', '"development"')
    .replace(
        'exits = [{ to = "dead", probability = 1 }]',
        "dose = { p_max = 0.5, tau_weeks = 3 }\n"
        'exits = [{ to = "self_reliant" }, { to = "clinic", probability = 0.5 }, '
        '{ to = "moved", probability = 0.5 }]',
    )
    .replace("mean_weeks = 9", "mean_weeks = 1")
)


def exits(**own):
    found = tables(at_home(BY_COURSE, courses=DOSED, citizens=30), AS_EXPECTED._replace(**own))
    return {name for (name,) in spells_of(found, "exit")}


def test_exits_follow_the_rules_of_the_dose():
    assert exits(effect=lambda _weeks, _effort, _dose: 1.0) == {"self_reliant"}
    nobody = {"effect": lambda _weeks, _effort, _dose: 0.0}
    assert exits(**nobody) == {"clinic", "moved"}
    assert exits(**nobody, dosed_share=lambda _stated, _of_dosed, _dosed: 1.0) == {"clinic"}


def test_staff_follow_the_rules_of_staff():
    # Pay 3 x 100 + 3 x 200, supervision 2 x 10; 4 hours of home care and half an hour of nursing
    # are bought at twice 60 and 80.
    usual = 900 + 20 + 2 * (4 * 60 + 0.5 * 80)
    assert week("cost_dkk", more=STAFF) == usual
    assert week("cost_dkk", more=STAFF, pay=lambda _terms: 70_000.0) == usual - 900 + 4 * 700
    own = {"supervision_cost": lambda staff, hours, ore: staff * staff * hours * ore}
    assert week("cost_dkk", more=STAFF, **own) == usual - 20 + 40
    own = {"temporary_cost": lambda worth, premium: worth + premium}
    assert week("cost_dkk", more=STAFF, **own) == pytest.approx(920 + 280 + 0.04)
    own = {"capacity": lambda terms: 60.0 * terms.full_time_equivalents}
    assert week("temporary_hours", more=STAFF, **own) == 6 + 2.5
    own = {"bought": lambda short, _share: short / 4}
    assert week("temporary_hours", more=STAFF, **own) == pytest.approx(1 + 0.125, abs=0.01)
    assert week("unmet_hours", more=STAFF, **own) == pytest.approx(3 + 0.375, abs=0.01)


def test_the_effect_of_development_follows_the_rule_of_staff():
    own = {
        "staff_effect": lambda _overlap, _supervision, _terms: 5.0,
        "effect": lambda _weeks, effort, _dose: 1.0 if effort == 5.0 else 0.0,
    }
    text = at_home(BY_COURSE, courses=DOSED, citizens=30, more=STAFF)
    found = tables(text, AS_EXPECTED._replace(**own))
    assert {name for (name,) in spells_of(found, "exit")} == {"self_reliant"}


def alone(_split):
    return Visitors(1.0, 0.0, 0.0, 0.0, -1e300, 0.0)


def test_how_citizens_fare_follows_the_rules_of_outcomes():
    def spell(column, **own):
        found = tables(at_home(BY_COURSE, more=VISITS), AS_EXPECTED._replace(**own))
        return found.team_weeks[column][0]

    assert spell("helpers_14_days", visitors=alone) == 1
    assert spell("continuity_index", visitors=alone) == 1
    assert spell("helpers_14_days", distinct_helpers=lambda visits, _by: visits / 4) == 14 * 2 / 4
    assert spell("continuity_index", continuity_index=lambda _by: 0.25) == 0.25
    stands = STAFF + "[self_determination]\nidle_share = 0.9\nfull_share = 0.5\nexponent = 2\n"
    own = {"self_determination": lambda _use, terms: terms.full_share / 2}
    assert week("self_determined_hours", more=stands, **own) == pytest.approx(10.5 / 4, abs=0.01)


def test_every_rule_has_one_of_its_own_held_by_hand():
    texts = "".join(path.read_text(encoding="utf-8") for path in HERE.parent.glob("*.py"))
    own = r"(?<![\w.]){name}=|\"{name}\":"
    missing = [name for name in Rulebook._fields if not re.search(own.format(name=name), texts)]
    assert missing == []
