"""Teams of a tariff by support plan are offers, in the words of those who own and pay them."""

import re
from pathlib import Path

import pytest
from danish_words import danish

from sim.cli import status
from sim.reporting.words.language import language
from sim.words import in_words_of_offers, phrase, speaking, speaking_of_offers

OFFERS = Path(__file__).parents[2] / "scenarios" / "offers"
BY_PLAN = {"tariff": {"kind": "basis_service"}}
BY_COURSE = {"tariff": {"kind": "course_rates"}}


@pytest.mark.parametrize(
    ("code", "said", "expected"),
    [
        ("en", "All teams", "All offers"),
        ("en", "the team’s own", "the offer’s own"),
        ("da", "Alle teams", "Alle tilbud"),
        ("da", "teamets eget", "tilbuddets eget"),
        ("da", "Hvad hvert teams budgetafvigelse", "Hvad hvert tilbuds budgetafvigelse"),
        ("da", "Visiterede timer, der ikke leveres", "Bevilgede støttetimer, der ikke leveres"),
        ("da", "hjemmepleje", "støtte"),
    ],
)
def test_a_sentence_in_words_of_offers(code, said, expected):
    assert in_words_of_offers(said, code) == expected


def test_a_name_that_is_put_in_stays_as_it_was_given():
    words = language("en").labelled(BY_PLAN)
    assert words.say("The wait is longest at {team}", team="team Nord").endswith("team Nord")
    assert in_words_of_offers("{team} of {teams}", "en") == "{team} of {teams}"


def test_no_danish_sentence_of_offers_speaks_of_a_team():
    for message in danish():
        for said in message.string if isinstance(message.string, tuple) else (message.string,):
            worded = in_words_of_offers(said, "da")
            assert " teamet" not in worded, said
            assert " teamene" not in worded, said


@pytest.mark.parametrize("command", ["check", "compare"])
def test_commands_speak_of_offers_where_there_are_some(command, capsys, tmp_path):
    given = [str(OFFERS / "basis_service.toml")]
    if command == "compare":
        few = ["--replications=1", "--weeks=1", "--engine=simpy", "--no-report", "--out"]
        given += [str(OFFERS / "overhead.toml"), *few, str(tmp_path)]
    assert status([command, *given, "--language", "da"]) == 0
    said = capsys.readouterr().out
    assert "tilbud" in said
    assert not re.search(r"\bteams?\b", said)


def test_only_a_tariff_by_support_plan_has_offers():
    assert language("da").labelled(BY_PLAN).say("All teams") == "Alle tilbud"
    assert language("da").labelled(BY_COURSE).say("All teams") == "Alle teams"


def test_the_console_speaks_of_offers_within_its_block_alone():
    with speaking("da"), speaking_of_offers(is_so=True):
        assert phrase("all teams") == "alle tilbud"
    with speaking("da"), speaking_of_offers(is_so=False):
        assert phrase("all teams") == "alle teams"
