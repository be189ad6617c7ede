"""`search`: the rate that balances, limits, a front, behaviour models, a guaranteed choice."""

import json

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.cli import status
from sim.experiments.running.simulate import ReplicationsFailed
from sim.experiments.searching.asked import SearchSizes, search_plan
from sim.experiments.searching.box import failing_box
from sim.experiments.searching.front import unbeaten
from sim.experiments.searching.levers import SearchLever, setting_at
from sim.experiments.searching.search import known_figure
from sim.experiments.searching.selection import SelectionRule, probability_best, select_best
from sim.experiments.searching.trials import excess_over
from sim.experiments.studies.answers import HowToStudy, study_asked
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import changed_scenario
from sim.scenario.search_table import SearchLimitTable, SearchTable

SHORT = ["run.weeks=1", 'run.initial="empty"', "run.replications=2"]
TOWN = scenario_of(FOUR_WEEKS)
SCENARIO = changed_scenario(TOWN, SHORT)
RATE = "tariff.weekly_dkk.development"
STABLE = "tariff.weekly_dkk.stabilisation"
INFLOW = "team.Nord.inflow_per_week"
DEVIATION = "total.deviation_dkk"
HOW = {"workers": 1, "engine": "simpy"}
SIMULATED = {**HOW, "method": "simulation", "replications": 3, "finalists": 2}


def mean_of(values, figure=DEVIATION):
    job = sim.prepare(SCENARIO, engine="simpy").with_values(values)
    return sim.expectation(job, moments="mean").tree["total"][figure.split(".")[1]]["mean"]


def balancing_rate():
    """By two points: the deviation is a straight line in the rate."""
    low, high = mean_of({RATE: 2_000}), mean_of({RATE: 3_000})
    return 2_000 - low * 1_000 / (high - low)


# The answer


def test_the_rate_that_balances_is_that_of_rates():
    """With the other rates as `rates` has them, the one that is left can only be its too."""
    dearer = changed_scenario(TOWN, ["prices.cost_per_hour_dkk.training=500"])
    rates = {
        one["course"]: one["balancing_dkk"]["mean"]
        for one in sim.balancing_rates(dearer).tree["rates"]
    }
    paid = {f"tariff.weekly_dkk.{name}": rate for name, rate in rates.items()}
    found = sim.search(changed_scenario(dearer, paid), {RATE: (2_000, 4_000)}, trials=60, **HOW)
    assert found.tree["best"][RATE] == pytest.approx(rates["development"], abs=0.005)
    assert found.tree["figure"]["mean"] == pytest.approx(0, abs=1)
    assert found.tree["probability_best"] == 1
    assert found.tree["guarantee"]["procedure"] == "exact"


def test_more_trials_go_on_from_those_that_are_there(tmp_path):
    levers = {RATE: (1_000, 4_000), STABLE: {"low": 1_000, "high": 2_000, "step": 250}}
    few = sim.search(SCENARIO, levers, trials=12, out=tmp_path, **HOW)
    asked = []
    more = sim.search(
        SCENARIO, levers, trials=30, out=tmp_path, progress=lambda *a: asked.append(a), **HOW
    )
    at_once = sim.search(SCENARIO, levers, trials=30, **HOW)
    made = [one.setting for one in more.trials.made]
    assert made[:12] == [one.setting for one in few.trials.made]
    assert made == [one.setting for one in at_once.trials.made]
    assert {**more.tree, "results": None} == at_once.tree
    asked.clear()
    again = sim.search(
        SCENARIO, levers, trials=30, out=tmp_path, progress=lambda *a: asked.append(a), **HOW
    )
    assert again.tree == more.tree
    assert asked == []


def test_simulated_trials_are_read_before_they_are_paid_for(tmp_path):
    levers = {RATE: {"low": 2_000, "high": 3_000, "step": 250}}
    first = sim.search(SCENARIO, levers, trials=5, out=tmp_path, **SIMULATED)
    files = sorted((next(tmp_path.glob("search-*")) / "sums").iterdir())
    again = sim.search(SCENARIO, levers, trials=5, out=tmp_path, **SIMULATED)
    assert again.tree == first.tree
    assert sorted((next(tmp_path.glob("search-*")) / "sums").iterdir()) == files
    tree = first.tree
    assert tree["trials"] == 5  # the whole grid, the scenario's own value in it
    assert tree["guarantee"]["procedure"] == "KN"
    assert all(one["replications"] >= 20 for one in tree["finalists"])


def test_the_setting_that_is_far_ahead_is_chosen():
    levers = {RATE: {"values": [1_000, 2_700, 9_000]}}
    tree = sim.search(SCENARIO, levers, trials=3, aim="highest", **SIMULATED).tree
    assert tree["best"] == {RATE: 9_000}
    assert tree["guarantee"]["reached"]
    assert tree["probability_best"] > 0.95


def test_limits_are_kept_as_surely_as_asked():
    """The lowest revenue that leaves no deficit is the one that balances: both are straight."""
    limits = [{"figure": DEVIATION, "at_least": 0}]
    wish = {"figure": "total.revenue_dkk", "aim": "lowest", "limits": limits}
    tree = sim.search(SCENARIO, {RATE: (1_000, 4_000)}, trials=80, **wish, **HOW).tree
    assert tree["best"][RATE] == pytest.approx(balancing_rate(), rel=1e-3)
    (limit,) = tree["limits"]
    assert limit["holds"]
    assert limit["mean"] >= 0
    out_of_reach = {**wish, "limits": [{"figure": DEVIATION, "at_least": 10e6}]}
    assert (
        sim.search(SCENARIO, {RATE: (1_000, 4_000)}, trials=12, **out_of_reach, **HOW).tree["best"]
        is None
    )


def test_a_front_leaves_out_what_is_beaten_in_everything():
    losses = np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [2.0, 3.0], [2.0, 2.0]])
    assert unbeaten(losses) == [True, True, True, False, True]


# Behaviour models


def test_least_regret_of_two_models_by_hand():
    """Two models are two prices, so at a rate r the deviations are s (r - a) and s (r - b).

    Either can be balanced, at a and at b; where the worse of the two distances is least both are
    equal, at r = (a + b) / 2, and the regret is s (b - a) / 2.
    """
    price = "prices.cost_per_hour_dkk.home_care"
    models = {"cheap": {price: 430}, "dear": {price: 470}}
    found = sim.search(
        SCENARIO, {RATE: (1_000, 4_000)}, trials=120, robust=True, models=models, **HOW
    )
    slope = (mean_of({RATE: 3_000}) - mean_of({RATE: 2_000})) / 1_000
    cheap, dear = (2_000 - mean_of({RATE: 2_000, price: of}) / slope for of in (430, 470))
    tree = found.tree
    assert tree["best"][RATE] == pytest.approx((cheap + dear) / 2, rel=2e-3)
    robust = tree["robust"]
    assert robust["regret"] == pytest.approx(slope * (dear - cheap) / 2, rel=1e-2)
    assert [one["own_best"][RATE] for one in robust["models"]] == pytest.approx(
        [cheap, dear], rel=1e-3
    )
    assert robust["worst"] in models
    assert robust["fails"] is None  # no number has a range


def test_the_box_finds_the_corner_in_which_all_fails():
    places = np.random.default_rng(1).random((400, 3))
    fails = ((places[:, 0] > 0.6) & (places[:, 2] < 0.5)).astype(float)
    box = failing_box(places, fails)
    assert box.ends[1].tolist() == [0, 1]
    assert box.ends[0, 0] == pytest.approx(0.6, abs=0.05)
    assert box.ends[2, 1] == pytest.approx(0.5, abs=0.05)
    assert box.density > 0.95
    assert box.coverage > 0.8
    assert failing_box(places, np.zeros(400)) is None


def test_a_number_that_does_nothing_is_not_in_the_box():
    """A fifth fails in the corner of two numbers of ten, which a single cut hardly shows."""
    places = np.random.default_rng(5).random((200, 10))
    fails = ((places[:, 0] > 0.6) & (places[:, 2] < 0.5)).astype(float)
    box = failing_box(places, fails)
    assert box.ends[[1, 3, 4, 5, 6, 7, 8, 9]].tolist() == [[0, 1]] * 8
    assert box.density > 0.9


# The choice


@pytest.mark.parametrize("near_zero", [False, True])
def test_the_best_is_chosen_as_often_as_is_promised(near_zero):
    """Of four settings the best leads by the indifference, which is the hardest case.

    With 90 % promised, 60 of 100 right choices would be met by chance less than once in 10**12.
    """
    means = np.array([0.0, -1.0, 1.0, 1.0]) if near_zero else np.array([1.0, 0.0, 0.0, 0.0])
    rule = SelectionRule(1.0, 0.9, near_zero, first=10, most=2_000)
    right, held, said = 0, 0, []
    for repeat in range(100):
        chance = np.random.default_rng(repeat)
        runs = (
            means[:, None] + chance.standard_normal((1, 2_000)) + chance.standard_normal((4, 2_000))
        )
        found = select_best(
            4, rule, lambda alive, have, wanted, runs=runs: runs[alive, have:wanted]
        )
        assert found.decided
        right += found.best == 0
        said.append(found.probability_best)
        interval = known_figure(found.values[found.best])
        held += interval["low"] <= means[found.best] <= interval["high"]
    assert right >= 80
    assert held >= 84  # fewer in 1 of 100,000 where 95 % is true
    assert np.mean(said) <= right / 100 + 0.1


def test_a_limit_that_is_just_met_is_seldom_thought_kept():
    """Any of five settings in 300 repeats, at 90 %: a fifth by chance less than once in 10**7."""
    limit = SearchLimitTable(figure="hours", at_most=0.0, confidence=0.9)
    runs = np.random.default_rng(1).standard_normal((300, 5, 20))
    kept = [any(excess_over(limit, of, 5) <= 0 for of in one) for one in runs]
    assert 10 <= sum(kept) <= 60


def test_nothing_is_surer_than_chance_allows():
    """Two settings that are alike: with no indifference either is as likely the better one."""
    chance = np.random.default_rng(1)
    said = [
        probability_best(list(chance.standard_normal((2, 20))), 0, SelectionRule(1e-9))
        for _ in range(400)
    ]
    assert np.mean(said) == pytest.approx(0.5, abs=0.06)


# Levers


def test_a_lever_says_its_values():
    stepped = SearchLever("a", 2_000, 3_500, 500)
    assert [stepped.value(place) for place in (0, 0.3, 0.6, 1)] == [2_000, 2_500, 3_000, 3_500]
    assert stepped.beside(stepped.place(2_000)) == [stepped.place(2_500)]
    assert SearchLever("a", 0, 10).value(0.25) == 2.5
    assert SearchLever("a", values=("x", "y")).value(0.6) == "y"
    assert SearchLever("a", 0, 10).place(11) is None
    assert setting_at([SearchLever("team.*.alpha")], [0.5], ["Nord", "Å by"]) == {
        'team."Nord".alpha': 0.5,
        'team."Å by".alpha': 0.5,
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "nothing to move"),
        ({"levers": {RATE: (3, 2)}}, "a low and a high above it"),
        ({"levers": {RATE: (2, 3)}, "trials": 0}, "trials must be from 1"),
        ({"levers": {RATE: (2, 3)}, "confidence": 1.0}, "confidence must be"),
        ({"levers": {RATE: (2, 3)}, "figure": "nothing"}, "is not a figure"),
        ({"levers": {RATE: (2, 3)}, "aim": "best"}, "search: aim"),
        ({"levers": {RATE: (2, 3)}, "robust": True}, "behaviour.levers"),
        ({"levers": {RATE: (2, 3)}, "limits": [{"figure": "nothing", "at_most": 1}]}, "nothing"),
    ],
)
def test_what_makes_no_sense_is_said(given, said):
    with pytest.raises(ValueError, match=said):
        sim.search(SCENARIO, **{**HOW, **given})


def test_a_wrong_key_is_found_before_anything_runs():
    with pytest.raises(ScenarioError, match="developmen"):
        sim.search(SCENARIO, {"tariff.weekly_dkk.developmen": (2, 3)}, **HOW)


def test_a_trial_without_the_figure_is_named():
    stay = "course.individual.stay_weeks"
    with pytest.raises(ReplicationsFailed, match=r"not known in .* settings"):
        sim.search(SCENARIO, {RATE: (2_000, 3_000)}, figure=stay, trials=8, **SIMULATED)


# The command line


TABLE = """
[search]
limits = [{ figure = "total.revenue_dkk", at_most = 1e9 }]
[search.levers]
"tariff.weekly_dkk.development" = { low = 2000, high = 3000, step = 500 }
"""


def test_a_scenario_says_what_is_looked_for_and_its_run_stays_the_same(tmp_path, capsys):
    plain, searched = tmp_path / "plain.toml", tmp_path / "town.toml"
    plain.write_text(FOUR_WEEKS, encoding="utf-8")
    searched.write_text(FOUR_WEEKS + TABLE, encoding="utf-8")
    read = sim.load_scenario(searched)
    assert read.determinants == sim.load_scenario(plain).determinants
    assert len(read.ledger) == len(sim.load_scenario(plain).ledger)
    command = ["search", str(searched), "--out", str(tmp_path), *(f"--set={one}" for one in SHORT)]
    command += ["--engine", "simpy", "--workers", "1", "--json"]
    assert status(command) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["best"][RATE] in {2_000, 2_500, 3_000}
    assert tree["limits"][0]["holds"]
    page = (next(tmp_path.glob("search-*")) / "report.html").read_text(encoding="utf-8")
    assert "The best setting" in page
    assert "Den bedste indstilling" in page
    assert status([*command, "--limit=total.revenue_dkk<=1"]) == 1
    assert json.loads(capsys.readouterr().out)["best"] is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('"run.seed" = { low = 1 }', "has not both ends"),
        ('"run.seed" = { low = 2, high = 1 }', "must be above low"),
        ('"run.seed" = { values = [1, 2], low = 1 }', "stands beside values"),
    ],
)
def test_a_wrong_table_is_said_with_its_place(table, said):
    with pytest.raises(ScenarioError, match=said):
        scenario_of(f"{FOUR_WEEKS}\n[search.levers]\n{table}\n")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--lever=run.seed=1", "write KEY=LOW,HIGH"),
        ("--lever=run.seed=a,b", "write KEY=LOW,HIGH"),
        ("--limit=total.revenue_dkk=3", "write FIGURE<=AMOUNT"),
        ("--limit=total.revenue_dkk<=nan", "write FIGURE<=AMOUNT"),
        (f"--lever={RATE}=1,2 --only={INFLOW}", "over which numbers --robust looks"),
    ],
)
def test_a_wrong_option_is_said(option, said, tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(FOUR_WEEKS, encoding="utf-8")
    assert status(["search", str(file), *option.split()]) == 2
    assert said in capsys.readouterr().err


def test_usual_models_are_those_that_the_scenario_has_room_for():
    levers = "\n[behaviour.levers]\ndelivered_share = { low = 0.5, high = 1.0 }\n"
    scenario, simpy = scenario_of(FOUR_WEEKS + levers), HowToStudy(engine="simpy")
    asked = study_asked("search", scenario, (DEVIATION,), simpy)
    table = SearchTable.model_validate({"levers": {RATE: {"low": 1, "high": 2}}})
    plan = search_plan(asked, table, SearchSizes(), method="simulation", robust=True)
    assert [name for name, _ in plan.models] == ["needs_led", "budget_led", "learning"]
    assert plan.models[1][1] == {
        'team."Nord".policy': "budget_led",
        'team."Syd".policy': "budget_led",
    }
    # a team's own alpha goes with its policy alone, so no other policy can take its place
    selfish = ['team.Nord.policy="incentive_led"', "team.Nord.alpha=0.3"]
    held = study_asked("search", changed_scenario(scenario, selfish), (DEVIATION,), simpy)
    with pytest.raises(ValueError, match=r"at least two behaviour models(.|\n)*alpha"):
        search_plan(held, table, SearchSizes(), robust=True)
