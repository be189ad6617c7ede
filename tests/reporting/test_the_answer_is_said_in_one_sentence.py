"""The first sentence and the four numbers say what the arithmetic of the toy results gives.

In replication r, team t deviates by 10 r - 30 t DKK a week, over 6 weeks and on a revenue of
1000 DKK a week.
"""

from sim.reporting.results.results import read_results
from sim.reporting.run.answer import answer
from sim.reporting.run.first_numbers import first_numbers
from sim.reporting.words.language import language

EN = language("en")


def test_a_surplus_that_is_no_chance(results_folder):
    results = read_results(results_folder(teams=("Nord",), replications=2))
    # Runs of 0 and 60 DKK: mean 30, spread 30, so the interval touches zero.
    assert answer(results, EN) == (
        "Over 6 weeks the team breaks even as far as the simulation can tell: its expected "
        "deviation lies between 0\u00a0DKK and +60\u00a0DKK; "
        "it runs a deficit in 0\u00a0% of the runs."
    )


def test_several_teams_and_how_many_run_a_deficit(results_folder):
    results = read_results(results_folder(teams=("A", "B", "C"), replications=12))
    # B is below zero in runs 0-2 and C in runs 0-5: neither in more than half of them.
    total = 6 * (3 * 10 * 5.5 - 30 - 60)
    assert total == 450
    assert first_numbers(results, EN)[0].value == "+450\u00a0DKK"
    # All three together are below zero in runs 0-2: 30 r - 90 < 0.
    assert first_numbers(results, EN)[1].value == "25\u00a0%"
    assert first_numbers(results, EN)[1].note.startswith("0 of 3 teams")
    assert first_numbers(results, EN)[2].value == "60"
    assert first_numbers(results, EN)[3].value == "+2.5\u00a0%"


def test_one_run_claims_nothing_about_chance(results_folder):
    results = read_results(results_folder(replications=1))
    assert answer(results, EN) == (
        "In the single run made, the 2 teams together are paid 180\u00a0DKK less than their care "
        "costs over 6 weeks; one run cannot tell a bad rate from bad luck."
    )
    assert first_numbers(results, EN)[0].note == "from one run: no interval"
