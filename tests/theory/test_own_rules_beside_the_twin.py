"""Rules of one's own: those that the twin asks it follows as the model does, others it names."""

import pytest
from small_scenarios import parameters_of_text
from uncongested import LIVES, ONE_COURSE
from whole_model import AWAY, DOSE

from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.pay import rate_away, weekly_rate
from sim.model.rules.spells import effect
from sim.theory.twin import twin

OWN = "own rules of"


def left_out(text, **own):
    rules = STANDARD_RULES._replace(**own)
    return " ".join(twin(parameters_of_text(text), rules).leaves_out)


def revenue(text, **own):
    rules = STANDARD_RULES._replace(**own)
    return twin(parameters_of_text(text), rules).total.revenue.sum()


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("need", lambda mean, person, week, profile: mean + person + week + profile),
        ("stay", lambda u, terms, _quantiles: terms.scale_days * (0.5 + u)),
        ("hazard", lambda u, _per_day: 10 * u),
        ("arrivals", lambda _u, mean: round(mean)),
        ("cost", lambda minutes, _price: minutes),
        ("refund", lambda cost, _above, _share: cost),
        ("policy", lambda review: review.low),
    ],
)
def test_a_rule_that_the_twin_does_not_ask_is_named(name, own):
    assert f"own rules of {name}: the twin holds" in left_out(ONE_COURSE, **{name: own})


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (ONE_COURSE, {"weekly_rate": lambda days, rates: weekly_rate(days, rates) * (days % 3)}),
        (AWAY, {"rate_away": lambda away, paid, kept, own: rate_away(away, paid, kept, own) / 2}),
        (DOSE, {"effect": lambda weeks, effort, dose: effect(weeks, effort, dose) ** 2}),
        (LIVES, {"averted": lambda hours, terms: terms.most * min(1.0, hours)}),
    ],
)
def test_a_rule_that_it_asks_is_not(text, own):
    assert OWN not in left_out(text, **own)


def test_rates_of_ones_own_are_multiplied_as_they_are():
    doubled = revenue(ONE_COURSE, weekly_rate=lambda days, rates: 2 * weekly_rate(days, rates))
    assert doubled == pytest.approx(2 * revenue(ONE_COURSE))
    nothing = revenue(ONE_COURSE, weekly_rate=lambda _days, _rates: 0.0)
    assert nothing == 0


PER_PERSON = ONE_COURSE.replace('kind = "development"', 'kind = "individual"').replace(
    "weekly_dkk = { development = 2000 }", 'individual = "per_person"'
)
VARIED = PER_PERSON.replace("[citizen]\n", "[citizen]\nmultiplier_sd = 0.5\n")


def test_pay_that_bends_with_need_is_named_where_needs_differ():
    capped = {"personal_rate": lambda ore: min(ore, 100_000.0)}
    assert "not in proportion to need" in left_out(VARIED, **capped)
    assert OWN not in left_out(PER_PERSON, **capped)
    assert OWN not in left_out(VARIED, personal_rate=lambda ore: 1.5 * ore)
    assert revenue(VARIED, personal_rate=lambda ore: 1.5 * ore) == pytest.approx(
        1.5 * revenue(VARIED)
    )
