"""Who goes short of what a team does not give: light, middle and heavy users of one team.

They need 7, 14 and 35 hours a week, 56 in all.
"""

import pytest
from by_hand import AS_EXPECTED, spells_of, state_after, tables

from sim.model.rules.staff import ShortNeed, short_order
from sim.model.state import CITIZENS
from sim.model.terms import SHORT_ORDERS

HOURS = {"light": 7, "middle": 14, "heavy": 35}


def course(name, hours):
    return f"""[[course]]
name = "{name}"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 900 }}
hours_per_week = {{ home_care = {hours} }}
exits = [{{ to = "dead", probability = 1 }}]
"""


def team_of(how, share, *, staff="", more=""):
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 1
[run.initial.Nord]
light = 1
middle = 1
heavy = 1
[[team]]
name = "Nord"
inflow_per_week = 0
levers = {{ delivered_share = {share} }}
[intake]
light = 1
{"".join(course(name, hours) for name, hours in HOURS.items())}
[prices]
cost_per_hour_dkk = {{ home_care = 60 }}
[tariff]
kind = "block"
budget_dkk_per_week = 0
[behaviour]
short_order = "{how}"
{more}
{staff}
"""


def unmet(how, share, **other):
    found = tables(team_of(how, share, **other))
    return dict(spells_of(found, "course", "unmet_hours"))


def names(light, middle, heavy):
    return pytest.approx({"light": light, "middle": middle, "heavy": heavy})


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("in_proportion", names(1.75, 3.5, 8.75)),
        ("evenly", names(14 / 3, 14 / 3, 14 / 3)),
        ("by_need", names(7, 7, 0)),
        ("by_cost", names(0, 0, 14)),
    ],
)
def test_a_quarter_is_left_out_of_whom_the_order_says(how, wanted):
    assert unmet(how, 0.75) == wanted


def test_who_needs_least_loses_no_more_than_that_and_the_others_the_rest_alike():
    assert unmet("evenly", 0.5) == names(7, 10.5, 10.5)
    assert unmet("by_cost", 0.25) == names(0, 7, 35)


def test_a_minute_that_cannot_be_halved_falls_on_one():
    # 56 hours less 0.9995 of them: 1.68 minutes, so two.
    for how in SHORT_ORDERS:
        assert sum(unmet(how, 0.9995).values()) == pytest.approx(2 / 60)


STAFF = """[staff]
full_time_equivalents = { helper = 1 }
hours_per_week = 42
temporary_share = 0
temporary_premium = 1
gives = { home_care = ["helper"] }
[staff.professions.helper]
pay_per_hour_dkk = 50
absence_share = 0
user_facing_share = 1
"""


def test_where_staff_are_short_the_order_says_who_waits():
    assert unmet("by_need", 1, staff=STAFF) == names(7, 7, 0)
    assert unmet("in_proportion", 1, staff=STAFF) == names(1.75, 3.5, 8.75)


def test_what_follows_from_unmet_need_follows_the_citizen():
    state = state_after(team_of("by_need", 0.75))
    citizens = range(int(state.rows[CITIZENS]))
    shares = [state.citizens.short_minutes[c] / state.citizens.needed_minutes[c] for c in citizens]
    assert sorted(shares) == [0, 0.5, 1]


def test_an_order_of_ones_own_is_followed():
    most_first = AS_EXPECTED._replace(short_order=lambda need, _how: -need.minutes_per_day)
    found = tables(team_of("by_need", 0.75), most_first)
    assert dict(spells_of(found, "course", "unmet_hours")) == names(0, 0, 14)


def test_the_rule_spares_the_heaviest_or_the_cheapest():
    light, heavy = ShortNeed(60, 1_000, 1), ShortNeed(300, 5_000, 3)
    by_need, by_cost = (SHORT_ORDERS.index(how) for how in ("by_need", "by_cost"))
    assert short_order(light, by_need) < short_order(heavy, by_need)
    assert short_order(heavy, by_cost) < short_order(light, by_cost)


@pytest.mark.parametrize("count", [2, 3, 17, 64, 101])
def test_many_unlike_citizens_are_put_in_order_whatever_their_number(count):
    text = team_of("by_need", 0.8, more="[citizen]\nmultiplier_sd = 1.5\n")
    found = tables(text.replace("light = 1\nmiddle", f"light = {count}\nmiddle"))
    rows = spells_of(found, "unmet_hours", "delivered_hours")
    whole = [unmet for unmet, given in rows if unmet > 0 and given == 0]
    none = [given for unmet, given in rows if unmet == 0]
    assert len(whole) + len(none) >= count + 1  # one at most gets a part
    assert max(whole) <= min(none)
    assert count < 10 or len(none) < len(whole)
