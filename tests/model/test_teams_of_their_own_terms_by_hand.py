"""Teams with rates, prices and staff terms of their own: one citizen each, two weeks, and the twin.

A citizen needs 10 hours of home care and 2 of training a week. In every team an hour costs 450 and
900 DKK and the week is paid 5,000; Syd differs.
"""

import pytest
from by_hand import coming, dated, tables, team_names, weeks_of
from small_scenarios import THREE_COURSES, parameters_of_text, scenario_of

from sim.economics.rates.balancing import balancing_rates
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.faults.fault import ScenarioError
from sim.theory.steady.steady import steady
from sim.theory.twin import twin

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[[team]]
name = "Syd"
inflow_per_week = {coming(0)}
# of Syd
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10, training = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450, training = 900 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 5000 }}
"""
STAFF = """
[staff]
full_time_equivalents = { helper = 1 }
temporary_share = 1
temporary_premium = 2
professions = { helper = { pay_per_hour_dkk = 200, absence_share = 0.2, user_facing_share = 0.5 } }
gives = { home_care = ["helper"], training = ["helper"] }
"""


def of_syd(lines, text=SCENARIO):
    return text.replace("# of Syd", lines)


def money(text):
    """Revenue and cost of each week, by team [DKK]."""
    found = tables(text)
    return {
        team: [weeks_of(found, column, team) for column in ("revenue_dkk", "cost_dkk")]
        for team in ("Nord", "Syd")
    }


NORD = [[5_000] * 2, [10 * 450 + 2 * 900] * 2]


@pytest.mark.parametrize(
    "said",
    [
        of_syd("rate = { home = 5_600 }"),
        SCENARIO + "[tariff.team.Syd]\nweekly_dkk = { home = 5_600 }\n",
    ],
)
def test_a_rate_of_its_own_beside_the_team_or_under_the_tariff(said):
    assert money(said) == {"Nord": NORD, "Syd": [[5_600] * 2, NORD[1]]}


def test_a_rate_of_its_own_from_a_date_on_is_indexed():
    rate = dated((0, 5_600), (10, 7_000))
    text = of_syd(f"rate = {{ home = {rate} }}").replace(
        "[tariff]", "[tariff]\nindexation_share = 0.1"
    )
    second = 1.1 * (5_600 * 3 / 7 + 7_000 * 4 / 7)
    assert money(text)["Syd"][0] == pytest.approx([1.1 * 5_600, second], abs=0.01)
    assert money(text)["Nord"][0] == pytest.approx([5_500] * 2)


def test_a_step_down_a_lump_sum_and_hours_on_top_of_its_own():
    own = """[tariff.team.Syd]
step_down = { home = { after_weeks = 1, weekly_dkk = 4_000 } }
lump_sum_dkk = { home = 300 }
hourly_on_top = { training = 50 }
"""
    assert money(SCENARIO + own) == {
        "Nord": NORD,
        "Syd": [[5_000 + 300 + 100, 4_000 + 100], NORD[1]],
    }


def test_hours_paid_at_a_price_of_its_own():
    text = SCENARIO.replace('"course_rates"\nweekly_dkk = { home = 5000 }', '"activity"').replace(
        '"activity"', '"activity"\nhourly_dkk = { home_care = 400, training = 800 }'
    )
    own = "[tariff.team.Syd]\nhourly_dkk = { training = 1_000 }\n"
    found = money(text + own)
    assert (found["Nord"][0], found["Syd"][0]) == ([5_600] * 2, [6_000] * 2)


def test_an_hour_costs_a_team_what_it_costs_there():
    found = money(of_syd("cost_per_hour_dkk = { training = 1_000 }"))
    assert found == {"Nord": NORD, "Syd": [NORD[0], [10 * 450 + 2 * 1_000] * 2]}


def test_sick_leave_of_one_team_is_bought_at_a_premium():
    """A post is 37 hours at 200 DKK: 14.8 hours with citizens, or 11.1 where 40 % are away.

    Training is served last, so the 0.9 hours that are then short of 12 are training.
    """
    found = money(of_syd("absence_share = 0.4") + STAFF)
    pay = 37 * 200
    assert found["Nord"][1] == [pay] * 2
    short = 12 - 37 * 0.6 * 0.5
    assert found["Syd"][1] == pytest.approx([pay + short * 2 * 900] * 2, abs=0.01)


def test_pay_and_time_with_citizens_by_profession_or_one_for_all():
    own = "pay_per_hour_dkk = { helper = 210 }\nuser_facing_share = 0.4"
    found = money(of_syd(own) + STAFF)
    short_minutes = round(60 * (12 - 37 * 0.8 * 0.4))
    assert found["Syd"][1] == [37 * 210 + short_minutes / 60 * 2 * 900] * 2


OWN = """rate = { development = 3_000 }
cost_per_hour_dkk = { home_care = 500 }
"""
SYD = '[[team]]\nname = "Syd"\n'


def own_of_syd(text, own=OWN):
    assert text.count(SYD) == 1
    return text.replace(SYD, SYD + own)


def of_all(text):
    """The same rates and prices for every team."""
    text = text.replace("development = 2700", "development = 3_000")
    assert text.count("home_care = 450") == 1
    return text.replace("home_care = 450", "home_care = 500")


def test_the_twin_and_the_steady_state_take_each_team_by_its_own():
    common, own, all_own = (
        parameters_of_text(text)
        for text in (THREE_COURSES, own_of_syd(THREE_COURSES), of_all(THREE_COURSES))
    )
    north, south = (team_names(THREE_COURSES).index(name) for name in ("Nord", "Syd"))
    for team, alone in ((north, common), (south, all_own)):
        expected, found = twin(alone).total, twin(own).total
        for name in ("revenue", "cost", "sd", "third"):
            assert getattr(found, name)[team] == getattr(expected, name)[team]
        levers = own.behaviour.reference
        expected, found = (steady(of, STANDARD_RULES, levers) for of in (alone, own))
        assert found.revenue[team] == pytest.approx(expected.revenue[team], rel=1e-12)
        assert found.cost[team] == pytest.approx(expected.cost[team], rel=1e-12)
    assert twin(common).total.cost[south] < 0.99 * twin(own).total.cost[south]


def test_a_rate_that_balances_is_the_mean_cost_of_all_teams():
    """Twice as many come to Nord: its 6,300 DKK a week weigh twice Syd's 6,600."""
    text = of_syd("cost_per_hour_dkk = { training = 1_050 }\nrate = { home = 1 }").replace(
        f'"Nord"\ninflow_per_week = {coming(0)}', f'"Nord"\ninflow_per_week = {coming(0, 2)}'
    )
    found = balancing_rates(scenario_of(text)).tree
    (rate,) = found["rates"]
    assert rate["balancing_dkk"]["mean"] == pytest.approx((2 * 6_300 + 6_600) / 3, abs=0.01)
    assert any("the own rates of Syd are left out" in remark for remark in found["remarks"])


def test_the_order_of_the_teams_changes_nothing():
    text = of_syd("rate = { home = 5_600 }\ncost_per_hour_dkk = { training = 1_000 }")
    first, rest = text.split("[[team]]\n", 1)
    north, south = rest.split("[intake]", 1)[0].split("[[team]]\n")
    other = f"{first}[[team]]\n{south}[[team]]\n{north}[intake]{rest.split('[intake]', 1)[1]}"
    assert money(other) == money(text)


FAULTS = [
    ("rate = { hoem = 5 }", "", 'team.Syd.rate.hoem: "hoem" is not a course; did you mean "home"?'),
    (
        "rate = { home = 5 }",
        "[tariff.team.Syd]\nweekly_dkk = { home = 6 }\n",
        (
            "team.Syd.rate.home: is said twice: tariff.team.Syd has a weekly rate of home too; "
            "leave one of them out"
        ),
    ),
    (
        "",
        "[tariff.team.Sid]\nweekly_dkk = { home = 6 }\n",
        'tariff.team.Sid: "Sid" is not a team; did you mean "Syd"?',
    ),
    (
        "",
        "[tariff.team.Syd]\nhourly_dkk = { home_care = 6 }\n",
        (
            "tariff.team.Syd.hourly_dkk: is not used by a tariff of kind "
            '"course_rates"; leave it out, or change the kind'
        ),
    ),
    (
        "",
        "[tariff.team.Syd]\nhourly_on_top = { nursing = 6 }\n",
        (
            "tariff.team.Syd.hourly_on_top.nursing: no course has hours of nursing; "
            "give nursing hours, or leave it out"
        ),
    ),
    (
        "cost_per_hour_dkk = { nursing = 400 }",
        "",
        (
            "team.Syd.cost_per_hour_dkk.nursing: is not used: no course has hours of nursing; "
            "give nursing hours, or leave it out"
        ),
    ),
    (
        "absence_share = 0.4",
        "",
        "team.Syd.absence_share: is not used without [staff]; add [staff], or leave it out",
    ),
    (
        "absence_share = { nurse = 0.4 }",
        STAFF,
        (
            'team.Syd.absence_share.nurse: "nurse" has no terms of pay and time; '
            "add [staff.professions.nurse], or leave it out"
        ),
    ),
]


@pytest.mark.parametrize(("own", "more", "said"), FAULTS)
def test_terms_that_lead_nowhere_are_faults(own, more, said):
    with pytest.raises(ScenarioError) as raised:
        scenario_of(of_syd(own) + more)
    assert [f"{f.key}: {f.what}; {f.remedy}" for f in raised.value.faults] == [said]


def test_a_rate_beside_the_team_needs_a_tariff_with_rates_by_course():
    text = of_syd("rate = { home = 5 }").replace(
        '"course_rates"\nweekly_dkk = { home = 5000 }', '"block"\nbudget_dkk_per_week = 9000'
    )
    with pytest.raises(ScenarioError) as raised:
        scenario_of(text)
    assert [f.key for f in raised.value.faults] == ["team.Syd.rate"]
