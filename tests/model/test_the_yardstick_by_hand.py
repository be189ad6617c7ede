"""A private team paid by what the municipality's own team costs: three citizens each, eight weeks.

An hour costs Nord 500 DKK: 5,000 a week at home, 2,000 lightly. Privat has 4,500 and 1,800 a week
and 6 % on top meanwhile, 4,770 and 1,908. Nord has two at home and one lightly, Privat the other
way round. Settled after six weeks, and on the last day for the two weeks that are left.

  like citizens    5,300 + 2 x 2,120 = 9,540, less 4,770 + 2 x 1,908 = 8,586: 954 a week
  any citizens     1.06 x 3 x 12,000 / 3 = 12,720, less 8,586: 4,134 a week
"""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, spells_of, tables, weeks_of
from small_scenarios import FREE_CHOICE, parameters_of_text, scenario_of

import sim
from sim.engines.simpy_engine import SimpyEngine
from sim.model.rules.pay import yardstick
from sim.model.terms import HOSPITAL
from sim.scenario.faults.fault import ScenarioError
from sim.theory.money.yardstick import expected_yardstick
from sim.theory.twin import twin


def town(like="true", *, hour=500, nord=(2, 1), privat=(1, 2), every=6):
    def of(home, lightly):
        return f"{{ first_contact = {coming(0, home)}, hospital_discharge = {coming(0, lightly)} }}"

    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 8
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {of(*nord)}
cost_per_hour_dkk = {{ home_care = {hour} }}
[[team]]
name = "Privat"
inflow_per_week = {of(*privat)}
[intake]
first_contact = {{ home = 1 }}
hospital_discharge = {{ lightly = 1 }}
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10 }}
exits = [{{ to = "dead", probability = 1 }}]
[[course]]
name = "lightly"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 4 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 4_500, lightly = 1_800 }}
[tariff.team.Privat]
overhead_share = 0.06
[tariff.yardstick]
of = ["Nord"]
settled_every_weeks = {every}
like_citizens = {like}
"""


def settled(text, team="Privat"):
    return weeks_of(tables(text), "yardstick_dkk", team)


def test_the_rule_is_the_average_day_with_overhead_on_top():
    assert yardstick(12_000, 21, 7, 0.0) == pytest.approx(4_000)
    assert yardstick(12_000, 21, 7, 0.06) == pytest.approx(4_240)


@pytest.mark.parametrize(("like", "weekly"), [("true", 954), ("false", 4_134)])
def test_a_full_year_and_the_rest_of_one_are_settled(like, weekly):
    assert settled(town(like)) == [0, 0, 0, 0, 0, 6 * weekly, 0, 2 * weekly]
    assert settled(town(like), "Nord") == [0] * 8


def test_it_is_revenue_that_no_citizen_brings():
    found = tables(town())
    assert weeks_of(found, "revenue_dkk", "Privat")[5] == 8_586 + 6 * 954
    assert weeks_of(found, "unshared_revenue_dkk", "Privat")[5] == 6 * 954
    paid = [row for row in spells_of(found, "team", "revenue_dkk") if row[0] == "Privat"]
    assert sum(dkk for _, dkk in paid) == 8 * 8_586


def test_a_cheaper_municipality_is_paid_back():
    # 4,240 + 2 x 1,696 = 7,632.
    assert settled(town(hour=400))[5] == 6 * (7_632 - 8_586)


def test_days_without_a_price_keep_their_pay():
    """Nobody of Nord is cared for lightly: only the one at home has a price."""
    assert settled(town(nord=(2, 0)))[5] == 6 * (5_300 - 4_770)
    assert settled(town("false", nord=(2, 0)))[5] == 6 * (3 * 5_300 - 8_586)
    for like in ("true", "false"):
        assert settled(town(like, nord=(0, 0))) == [0] * 8
        assert settled(town(like, privat=(0, 0))) == [0] * 8


def test_an_own_rule_pays_what_it_says():
    """Half of Nord's average day: 2,500 and 2 x 1,000 a week."""
    half = AS_EXPECTED._replace(yardstick=lambda cost, days, own, _share: cost / days * own / 2)
    found = weeks_of(tables(town(), half), "yardstick_dkk", "Privat")
    assert found[5] == 6 * (4_500 - 8_586)


def test_each_year_has_prices_of_its_own():
    """The first two weeks alone see Nord's two; afterwards nobody of Nord is there."""
    text = town(every=2).replace("mean_weeks = 9", "mean_weeks = 2")
    assert settled(text)[:4] == [0, 2 * 954, 0, 0]


def test_without_a_yardstick_nothing_is_settled():
    text = town()
    start, end = text.index("[tariff.yardstick]"), text.index("like_citizens")
    assert settled(text[:start] + text[end:].split("\n", 1)[1]) == [None] * 8


def test_sums_of_the_whole_model_settle_at_the_average():
    """With one price for all, what is settled follows from the teams' weeks alone."""
    text = FREE_CHOICE.replace("like_citizens = true", "like_citizens = false")
    parameters = parameters_of_text(text)
    weeks = SimpyEngine(parameters, seed=3).run().weeks
    own, of = parameters.yardstick.paid == 1, parameters.yardstick.of == 1
    in_care = parameters.network.kind != HOSPITAL
    for first in (0, 10, 20):
        year = slice(first, first + 10)
        days = weeks.days[:, year][..., in_care].sum(axis=(1, 2))
        cost = (weeks.cost_ore - weeks.unshared_ore)[:, year].sum(axis=1)
        paid = (weeks.revenue_ore - weeks.unshared_revenue_ore)[:, year].sum(axis=1)
        got = int(weeks.yardstick_ore[own, year].sum())
        price = cost[of].sum() / days[of].sum() * days[own].sum()
        # Pay of days in hospital stands, so what is paid for the others is at most all.
        assert price - paid[own].sum() - 1 <= got <= price
        assert got != 0


def test_the_twin_settles_at_expected_costs_and_days():
    scenario = scenario_of(town())
    parameters = sim.started(scenario, AS_EXPECTED)
    solved = twin(parameters, AS_EXPECTED)
    found = expected_yardstick(AS_EXPECTED, parameters, solved.network, solved.entries)
    rows = sorted(np.round(found / 100, 6).tolist())
    assert rows == [[0] * 8, [0, 0, 0, 0, 0, 6 * 954, 0, 2 * 954]]
    assert any("yardstick" in words for words in solved.moves_the_mean)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('of = ["Nord"]', 'of = ["Nort"]', '"Nort" is not a team'),
        ('of = ["Nord"]', 'of = ["Nord", "Nord"]', '"Nord" stands twice'),
        ('of = ["Nord"]', 'of = ["Nord", "Privat"]', "names every team"),
        ('of = ["Nord"]', 'of = ["Nord"]\npaid_to = ["Nord"]', "no team is its own yardstick"),
        ('of = ["Nord"]', 'of = ["Nord"]\npaid_to = ["Vest"]', '"Vest" is not a team'),
        ('of = ["Nord"]', "of = []", "of"),
        ("[tariff.yardstick]", "[tariff.deficit_band]\nshare = 0\n[tariff.yardstick]", "band"),
    ],
)
def test_what_makes_no_sense_is_a_fault(old, new, said):
    with pytest.raises(ScenarioError) as error:
        scenario_of(town().replace(old, new))
    assert said in str(error.value)


def test_the_summary_says_who_pays_whom():
    found = sim.simulate(
        scenario_of(town(hour=400)), replications=3, engine="simpy", rules=AS_EXPECTED, out=None
    )
    back = 8 * (7_632 - 8_586)
    (row,) = found.summary["yardstick"]
    assert (row["team"], row["settled_dkk"]["mean"]) == ("Privat", back)
    assert row["pays_back_probability"]["mean"] == 1
    assert found.summary["tariff"]["yardstick_dkk"]["mean"] == back
    assert "Yardstick, over 8 weeks; DKK to the team" in str(found)
    assert "-7,632" in str(found)
