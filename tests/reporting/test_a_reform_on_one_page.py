"""A reform's page: whole, in both languages, with every payer, the parts and the rules."""

import re
from pathlib import Path

import pytest
from test_report_opens_offline import Reader

from sim.economics.reform.offer_accounts import offer_accounts
from sim.economics.reform.reform import reform
from sim.experiments.folder.storage import ResultsError
from sim.reporting.reform.report import write_reform_page
from sim.reporting.reform.rules import rules
from sim.reporting.words.language import language
from sim.scenario.reform.file import load_reform

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MOVES = SCENARIOS / "small_reform_moves.toml"


@pytest.fixture(scope="module")
def moves():
    return reform(load_reform(MOVES))


@pytest.fixture(scope="module")
def region():
    return reform(load_reform(SCENARIOS / "region_midtjylland.toml"))


def page(found, folder, code="en"):
    return write_reform_page(found, folder, language=code).read_text(encoding="utf-8")


def body(found, folder, code):
    """What is written in one language, without tags."""
    part = page(found, folder).split(f'id="{code}" lang=')[1].split("</main>")[0]
    words = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", part))
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ").replace("&#34;", '"'))


def test_offers_payers_and_what_the_source_prints_are_in_the_language_of_the_page(tmp_path):
    text = (SCENARIOS / "small_reform.toml").read_text("utf-8")
    text = text.replace('"plans/', f'"{SCENARIOS}/plans/')
    labelled = {"Birk": ("Birkehuset", "Birch House"), "Vest": ("Vest Kommune", "West")}
    for name, (da, en) in labelled.items():
        label = f'label = {{ da = "{da}", en = "{en}" }}'
        text = text.replace(f'name = "{name}"', f'name = "{name}"\n{label}', 1)
    text += '[[printed]]\nwhat = { da = "betalere", en = "payers" }\n'
    text += 'printed = "3"\nhere = "payers"\n'
    (tmp_path / "labelled.toml").write_text(text, encoding="utf-8")
    found = reform(load_reform(tmp_path / "labelled.toml"))
    danish, english = (body(found, tmp_path / code, code) for code in ("da", "en"))
    assert all(da in danish and en not in danish for da, en in labelled.values())
    assert all(en in english for _, en in labelled.values())
    assert "betalere 3 3" in danish
    assert "payers 3 3" in english


@pytest.mark.parametrize("which", ["moves", "region"])
def test_the_page_is_whole_and_loads_nothing(request, tmp_path, which):
    text = page(request.getfixturevalue(which), tmp_path)
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    assert not re.findall(r"https?:|//[a-z]|@import|url\((?!#)", text)
    assert not {"link", "img"} & set(reader.tags)
    assert reader.tags["th"] == len(reader.values("scope"))
    assert reader.tags["svg"] == 2  # one a language
    links = [link for link in reader.values("href") if link.startswith("data:")]
    assert len(links) == 2 * 2  # the payers, and the numbers of the file


def test_the_page_has_the_same_bytes_twice(moves, tmp_path):
    assert page(moves, tmp_path / "one") == page(moves, tmp_path / "two")


@pytest.mark.parametrize("code", ["en", "da"])
def test_it_opens_in_the_language_asked_for(moves, tmp_path, code):
    assert f'<div class="part" id="{code}"' in page(moves, tmp_path, code)


def test_every_payer_and_the_parts_are_on_it(region, tmp_path):
    said = body(region, tmp_path, "da")
    assert "−27,62 mio. kr. i året for alle betalingskommuner tilsammen: 64 betaler mind" in said
    assert re.search(r"Esbjerg Kommune [\d. −+]*−2\.599\.337", said)
    assert len(re.findall(r"(?:Kommune|Færøerne) (?:[\d.]+ ){2}", said)) == 76
    for part in ("struktur", "ændrede borgerskemaer", "PL-regulering", "belægning"):
        assert part in said


def test_offers_in_deficit_are_told_with_their_reason(region, tmp_path):
    said = body(region, tmp_path, "en")
    assert (
        "12 of 12 offers end in deficit, −11.79 million DKK together, because rates rose by 4.2 % "
        "and prices by 5.5 %." in said
    )
    total = sum(of.deviation_dkk for of in offer_accounts(region))
    assert re.search(rf"All offers .*−{-total:,} 0", said)


def test_what_is_printed_stands_beside_what_it_is_here_and_what_is_inferred(region, tmp_path):
    said = body(region, tmp_path, "en")
    assert "the lines sum to 3 more -27.617.613 −27,617,610" in said
    assert "a seventh area, SVO, which is not in the table -1,2 mio –" in said
    assert "new rates from 1. januar 2025 1 January 2025" in said
    assert "pay agreements of 2024 and 2025, not in the rates 0,7 % and 1,3 % 0.7 % + 1.3 %" in said
    assert "Not printed, but inferred: turnover, basis costs" in said
    assert "6 published, 13 assumed," in said


def test_moves_and_hours_outside_are_told(moves, tmp_path):
    said = body(moves, tmp_path, "en")
    assert "4 residents could live in a less specialised offer." in said
    assert "3 move there in the year, which saves the payers 156,000 DKK; 1 could not" in said
    assert "cost the payers 87,990 DKK elsewhere" in said
    for column in ("moves, of the plans", "outside the rate", "after and outside"):
        assert column in said


def test_switched_off_the_page_says_so(tmp_path):
    text = MOVES.read_text("utf-8").replace(
        "value = true }]\n\n[inside", "value = false }]\n\n[inside"
    )
    text = text.replace('"small_', f'"{SCENARIOS.as_posix()}/small_')
    text = text.replace('"plans/', f'"{SCENARIOS.as_posix()}/plans/')
    (tmp_path / "off.toml").write_text(text, encoding="utf-8")
    said = body(reform(load_reform(tmp_path / "off.toml")), tmp_path, "en")
    assert "They do not move here; 1 of them would find no place in the year." in said


def test_without_them_nothing_is_told_of_them(region, tmp_path):
    said = body(region, tmp_path, "en")
    assert "less specialised" not in said
    assert "Escorts" not in said


def test_rules_are_told_by_date(moves):
    said = [rule.replace("\u00a0", " ") for rule in rules(moves, language("en"))]
    assert (
        "No rate is above 3,900 DKK a day; what that cuts off lays 78 DKK a day on the others."
        in (said)
    )
    assert "A plan changes when at least 10.0 % of the hours change for at least 12 weeks." in said
    assert "Residents do not move to less specialised offers; they are only counted." in said
    assert said[-2:] == [
        (
            "From 1 March 2025: Residents move to a less specialised offer when it has a place; "
            "who saves most a day moves first."
        ),
        "From 1 July 2025: Health services are outside the rate.",
    ]


def test_a_name_is_inert(tmp_path):
    text = (SCENARIOS / "small_reform.toml").read_text("utf-8").replace('"Nord"', '"<b>Nord</b>"')
    (tmp_path / "town.toml").write_text(text, encoding="utf-8")
    said = page(reform(load_reform(tmp_path / "town.toml")), tmp_path)
    assert "<b>Nord" not in said
    assert "&lt;b&gt;Nord" in said


def test_a_folder_that_cannot_be_made_is_said(moves, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ResultsError, match="taken"):
        write_reform_page(moves, tmp_path / "taken")
