"""Numbers and figures have words on a page: no key of a file stands in a study's sentences."""

from pathlib import Path

import pytest

from sim.reporting.words.keys import option_in_words, words_of_key, words_of_model
from sim.reporting.words.language import language
from sim.scenario.reading import load_scenario

BASELINE = Path(__file__).parents[2] / "scenarios" / "baseline.toml"
DANISH, ENGLISH = language("da"), language("en")
LABELLED = ENGLISH.labelled({"team": [{"name": "Nord", "label": {"en": "North"}}]})


@pytest.mark.parametrize(
    ("key", "english", "danish"),
    [
        (
            "total.deviation_dkk",
            "the deviation of all teams",
            "budgetafvigelsen for alle teams",
        ),
        (
            "course.development.stay.mean_weeks",
            "length of stay (development)",
            "varighed (udvikling)",
        ),
        (
            "course.development.hours_per_week.training",
            "hours a week, training (development)",
            "timer om ugen, træning (udvikling)",
        ),
        (
            "course.stabilisation.exits[3].probability",
            "way out 4 (stabilisation)",
            "afslutning 4 (stabilisering)",
        ),
        ("prices.cost_per_hour_dkk.nursing", "hourly price, nursing", "timepris, sygepleje"),
        (
            "prices.cost_per_hour_dkk.home_care.evening",
            "hourly price, home care, evening",
            "timepris, hjemmepleje, aften",
        ),
        ("citizen.multiplier_sd", "spread of need", "spredning i behov"),
        (
            'team."Å. by".inflow_per_week',
            "new citizens a week (Å. by)",
            "nye borgere om ugen (Å. by)",
        ),
        ("team.Nord.deviation_dkk", "the deviation (Nord)", "budgetafvigelsen (Nord)"),
        (
            "outcomes.unmet_hours_per_week",
            "the unmet hours a week",
            "timerne, der ikke leveres, pr. uge",
        ),
        ("a.key.of.tomorrow", "a.key.of.tomorrow", "a.key.of.tomorrow"),
    ],
)
def test_a_key_in_both_languages(key, english, danish):
    assert (words_of_key(key, ENGLISH), words_of_key(key, DANISH)) == (english, danish)


def test_a_team_is_called_by_its_label():
    assert words_of_key("team.Nord.inflow_per_week", LABELLED) == "new citizens a week (North)"


def test_an_option_says_what_is_chosen():
    said = option_in_words({"tariff.weekly_dkk.stabilisation": 1575}, DANISH)
    assert said == "ugetakst, stabilisering: 1.575"


def test_a_behaviour_is_said_in_words():
    assert option_in_words({'team."Nord".policy': "needs_led"}, ENGLISH) == (
        "behaviour (Nord): by need"
    )
    assert words_of_model("budget_led", DANISH) == "efter budget"
    assert words_of_model("alpha 0.3", DANISH) == "vægt 0,3 på borgernes gavn"
    assert words_of_model("By alpha", DANISH) == "By alpha"


def test_all_numbers_with_a_range_of_the_baseline_have_words():
    ledger = load_scenario(BASELINE).ledger
    keys = {row.key for row in ledger if row.low is not None}
    unsaid = {key for key in keys if words_of_key(key, ENGLISH) == key}
    assert len(keys) > 40
    assert unsaid == set()
