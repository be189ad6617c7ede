"""A rule that answers what it may not answer stops the run by its name, the day and the value."""

import math

import pytest
from small_scenarios import (
    ALL_BY_PLAN,
    ALL_LEVERS,
    BY_MINUTES,
    FREE_CHOICE,
    OFFERS,
    WHOLE_MODEL,
    parameters_of_text,
    scenario_of,
)

import sim
from sim import cli
from sim.engines.rule_error import RuleError
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.worker import Attempt, attempt
from sim.model.levers import GOOD_FAITH
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.rules.outcomes import visitors
from sim.model.rules.pay import refund, true_up, weekly_rate

CHOICE = 'policy = "incentive_led"\nalpha = 0.1\n'
"""What a team would choose takes seconds to find, and no rule is asked for it that is not here."""
HOURLY, BY_PLAN = ALL_LEVERS.replace(CHOICE, ""), ALL_BY_PLAN.replace(CHOICE, "")
TEXT = WHOLE_MODEL.replace("weeks = 12", "weeks = 3")
BY_ORDER = TEXT + '[behaviour]\nshort_order = "by_need"\n'
BY_SHIFT = TEXT.replace("[continuity]\n", '[continuity]\nby = "shift"\n')
WRONG = {
    # One number that each rule may not answer, and the scenario in which it is asked.
    "arrivals": (TEXT, -1),
    "multiplier": (TEXT, -0.5),
    "weekly_factor": (TEXT, math.nan),
    "need": (TEXT, -1.0),
    "contacts": (TEXT, 1.5),
    "stay": (TEXT, math.inf),
    "hazard": (TEXT, -3.0),
    "effect": (TEXT, 1.2),
    "dosed_share": (TEXT, -0.1),
    "averted": (TEXT, 1.01),
    "unmet_ratio": (TEXT, math.nan),
    "found": (HOURLY, 1.1),
    "clinic_order": (TEXT, math.nan),
    "place_order": (OFFERS, math.inf),
    "capacity": (TEXT, -60.0),
    "pay": (TEXT, math.nan),
    "supervision_cost": (TEXT, -1.0),
    "staff_effect": (TEXT, -1.0),
    "bought": (TEXT, -5.0),
    "short_order": (BY_ORDER, math.nan),
    "weekly_rate": (TEXT, -100.0),
    "personal_rate": (TEXT, math.nan),
    "written_minutes": (BY_MINUTES, -1.0),
    "paid_hours": (BY_PLAN, -2.0),
    "plan_rate": (BY_PLAN, math.inf),
    "rate_away": (TEXT, -7.0),
    "lump_sum": (TEXT, -1.0),
    "hourly_pay": (HOURLY, -1.0),
    "refund": (HOURLY, math.nan),
    "true_up": (HOURLY, math.inf),
    "yardstick": (FREE_CHOICE, -1.0),
    "cost": (TEXT, -1.0),
    "temporary_cost": (TEXT, -1.0),
    "distinct_helpers": (TEXT, math.nan),
    "continuity_index": (TEXT, 1.5),
    "continuity_of_shift": (BY_SHIFT, 1.5),
    "self_determination": (TEXT, -0.2),
}
NOT_NUMBERS = {
    "is_accepted",
    "is_discharged",
    "is_granted",
    "is_individual",
    "is_renegotiated",
    "visitors",
    "policy",
}


def answering(name, value):
    return STANDARD_RULES._replace(**{name: lambda *_terms: value})


def stopped(parameters, rules):
    with pytest.raises(RuleError) as error:
        SimpyEngine(parameters, rules).run()
    return str(error.value)


def test_every_rule_that_answers_a_number_is_looked_at():
    assert {*WRONG, *NOT_NUMBERS} == {*Rulebook._fields}


@pytest.mark.parametrize(("name", "wrong"), WRONG.items())
def test_the_rule_its_day_and_its_value_are_named(name, wrong):
    text, value = wrong
    said = stopped(parameters_of_text(text), answering(name, value))
    assert said.startswith(f"rule {name}: answered {value:.15g} on day ")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("contact_person", 1.4),
        ("colleague", math.nan),
        ("colleagues", -1.0),
        ("temporary_share", 2),
    ],
)
def test_each_number_of_the_visitors_is_looked_at(part, value):
    own = STANDARD_RULES._replace(visitors=lambda split: visitors(split)._replace(**{part: value}))
    assert f"rule visitors: answered {value:.15g} on day" in stopped(parameters_of_text(TEXT), own)


@pytest.mark.parametrize(
    ("lever", "value"),
    [
        *(("development_weeks", -1.0), ("effort", math.nan), ("delivered_share", -0.1)),
        *(("clinic_share", 1.1), ("clinic_share", math.nan), ("relabel_share", 1.5)),
        *(("step_down_delay_weeks", -1.0), ("accept_delay_weeks", math.inf)),
        *(("written_share", -1.0), ("accept_share", 1.5)),
        ("discharge_share", 1.5),
    ],
)
def test_each_lever_of_a_policy_is_looked_at(lever, value):
    own = STANDARD_RULES._replace(policy=lambda _review: GOOD_FAITH._replace(**{lever: value}))
    said = stopped(parameters_of_text(TEXT), own)
    assert said.startswith(f"rule policy: answered {value:.15g} on day 6 (week 0)")


def late(days, rates):
    """Wrong from the tenth day of a course on."""
    return weekly_rate(days, rates) if days < 10 else -12.0


def test_the_day_of_the_wrong_answer_is_the_day_that_is_said():
    # Nobody is there before; who comes on day 0 has a tenth day on day 10, settled on day 13.
    # test_compiled_under_odd_rules.py asks the compiled engine the same.
    text = TEXT.replace('"stationary"', '"empty"')
    said = stopped(parameters_of_text(text), STANDARD_RULES._replace(weekly_rate=late))
    assert said.startswith("rule weekly_rate: answered -12 on day 13 (week 1), ")


def test_an_answer_that_may_be_negative_is_none_of_these():
    own = STANDARD_RULES._replace(
        true_up=lambda revenue, cost, band: -abs(true_up(revenue, cost, band)),
        clinic_order=lambda due_day, _level, u: -due_day - u,
        refund=lambda cost, above, share: refund(cost, above, share) / 2,
    )
    SimpyEngine(parameters_of_text(HOURLY), own).run()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_simulation_ends_with_the_first_wrong_answer(workers):
    with pytest.raises(sim.RuleError, match=r"rule need: answered -1 on day 0 \(week 0\)"):
        sim.simulate(
            scenario_of(TEXT),
            replications=3,
            workers=workers,
            engine="simpy",
            out=None,
            rules=STANDARD_RULES._replace(need=minus_one_hour),
        )


def minus_one_hour(_mean, _person, _week, _profile):
    return -1.0


def test_a_worker_says_it_in_words():
    def work(_replication):
        raise RuleError("rule need: answered -1 on day 0")

    assert attempt(work, 4) == Attempt(4, "rule need: answered -1 on day 0", is_of_rules=True)


def test_the_command_line_leaves_with_2(monkeypatch, capsys):
    def refused(_arguments):
        raise RuleError("rule need: answered -1 on day 0")

    monkeypatch.setattr(cli, "_run", refused)
    assert cli.status(["run"]) == cli.BAD_USAGE
    assert capsys.readouterr().err == "forloeb: rule need: answered -1 on day 0\n"
