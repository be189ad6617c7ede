"""A budget-led team delivers less after a deficit, an incentive-led one does what is best for it.

The citizen of `one_at_home.py` costs 700 a week and is paid 560: the team is 140 short of 560 when
week 0 is over, a quarter of its revenue.
"""

from by_hand import AS_EXPECTED, dated, tables, weeks_of
from one_at_home import BY_COURSE, at_home
from small_scenarios import parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.levers import DELIVERED_SHARE, GOOD_FAITH, LEVERS, Levers
from sim.model.terms import INCENTIVE_LED

SHORT = BY_COURSE.replace("2100", "560")


def costs(policy, *, tariff=SHORT, low=0.2, reaction=0.8, weeks=2):
    behaviour = f"""[behaviour]
reaction = {reaction}
levers.delivered_share = {{ low = {low}, high = 1.0 }}
"""
    text = at_home(tariff, team=f'policy = "{policy}"', more=behaviour)
    return weeks_of(tables(text.replace("weeks = 2", f"weeks = {weeks}", 1)), "cost_dkk")


def test_a_needs_led_team_gives_what_is_needed():
    assert costs("needs_led") == [700, 700]


def test_a_budget_led_team_leaves_need_unmet_by_how_far_it_is_short():
    # 0.8 x 25 %: a fifth. After week 1 it is 1260 - 1120 = 140 short of 1120, and 0.8 x 12.5 % is
    # a tenth.
    assert costs("budget_led", weeks=3) == [700, 0.8 * 700, 0.9 * 700]


def test_it_reacts_as_strongly_as_the_scenario_says():
    assert costs("budget_led", reaction=1.6) == [700, 0.6 * 700]
    assert costs("budget_led", reaction=0.0) == [700, 700]


def test_it_goes_no_further_than_its_bound():
    assert costs("budget_led", low=0.9) == [700, 0.9 * 700]


def test_it_gives_what_is_needed_as_long_as_revenue_covers_cost():
    assert costs("budget_led", tariff=BY_COURSE) == [700, 700]


def test_every_lever_that_is_best_is_held():
    each = Levers(*(0.1 * (1 + place) for place in range(len(LEVERS))))
    parameters = parameters_of_text(at_home(SHORT), AS_EXPECTED)
    behaviour = parameters.behaviour
    behaviour = behaviour._replace(
        policy=behaviour.policy * 0 + INCENTIVE_LED, best=behaviour.best * 0 + each
    )
    state = SimpyEngine(parameters._replace(behaviour=behaviour), AS_EXPECTED).run()
    assert tuple(state.teams.levers[0]) == each


def test_an_incentive_led_team_holds_what_is_best_from_its_first_review_on():
    best = GOOD_FAITH._replace(delivered_share=0.5)
    parameters = parameters_of_text(at_home(SHORT), AS_EXPECTED)
    behaviour = parameters.behaviour
    behaviour = behaviour._replace(
        policy=behaviour.policy * 0 + INCENTIVE_LED, best=behaviour.best * 0 + best
    )
    state = SimpyEngine(parameters._replace(behaviour=behaviour), AS_EXPECTED).run()
    assert tuple(state.teams.levers[0]) == best
    assert (state.weeks.cost_ore[0] == [70_000, 0.5 * 70_000]).all()


def test_what_is_best_may_differ_by_date():
    # From day 7 on other prices hold, so that there are two periods; the first review is on day 6.
    text = at_home(SHORT.replace("560", dated((0, 560), (7, 561))))
    parameters = parameters_of_text(text.replace("weeks = 2", "weeks = 3", 1), AS_EXPECTED)
    behaviour = parameters.behaviour
    best = behaviour.best.copy()
    periods = parameters.calendar.period_of_day
    best[periods[6], DELIVERED_SHARE], best[periods[13], DELIVERED_SHARE] = 0.5, 0.2
    behaviour = behaviour._replace(policy=behaviour.policy * 0 + INCENTIVE_LED, best=best)
    state = SimpyEngine(parameters._replace(behaviour=behaviour), AS_EXPECTED).run()
    assert (state.weeks.cost_ore[0] == [70_000, 0.5 * 70_000, 0.2 * 70_000]).all()


def test_an_incentive_led_team_without_freedom_stays_in_good_faith():
    assert costs("incentive_led", low=1.0) == [700, 700]
