"""Teams can be paid by another kind of tariff and put together; a link holds either."""

import html
import re
import tomllib
from typing import NamedTuple

import pytest
from small_scenarios import FOUR_WEEKS, WHOLE_MODEL, scenario_of

from sim.web.shape.choices import pooled, tariff_of_kind

SMALL = "/?scenario=small.toml"


class Named(NamedTuple):
    """A scenario as far as its file is looked at."""

    tree: dict


FULL = {"hx_request": "true", "hx_target": "page"}


def chosen(page, kind):
    """The link after a kind of tariff was chosen, and what the page then is."""
    place = page.ask(f"{SMALL}&typed:tariff.kind={kind}", **FULL).headers["hx-push-url"]
    return place, page.ask(place).text


def summary(page, place):
    return page.ask(place.replace("/?", "/summary.json?")).json


def test_a_fixed_budget_pays_what_the_teams_are_paid_now(page):
    now = summary(page, SMALL)
    place, text = chosen(page, "block")
    assert 'value="block" selected' in text
    paid = summary(page, place)
    for before, after in zip(now["teams"], paid["teams"], strict=True):
        revenue = after["revenue_dkk"]
        assert revenue["low"] == revenue["mean"] == revenue["high"]
        assert revenue["mean"] == pytest.approx(before["revenue_dkk"]["mean"], abs=now["weeks"])


def test_pay_by_the_hour_is_at_the_price_of_care_so_nothing_is_left(page):
    place, text = chosen(page, "activity")
    total = summary(page, place)["total"]
    assert total["deviation_dkk"]["mean"] == pytest.approx(0.0, abs=1.0)
    assert 'name="typed:tariff.hourly_dkk.home_care"' in text
    assert 'name="typed:tariff.weekly_dkk.development"' not in text


def test_a_rate_of_the_new_kind_can_be_moved_and_the_kind_be_put_back(page):
    place, _ = chosen(page, "activity")
    headers = page.ask(f"{place}&typed:tariff.hourly_dkk.home_care=500", **FULL).headers
    assert headers["hx-push-url"] == f"{place}&tariff.hourly_dkk.home_care=500"
    more = summary(page, headers["hx-push-url"])["total"]["deviation_dkk"]["mean"]
    assert more > 0
    back = page.ask(f"{headers['hx-push-url']}&typed:tariff.kind=", **FULL).headers
    assert back["hx-push-url"] == f"{SMALL}&language=en"


def test_half_by_the_hour_keeps_the_rates_and_pays_half_of_both(page):
    now = summary(page, SMALL)["total"]["deviation_dkk"]["mean"]
    place, text = chosen(page, "mixed")
    half = summary(page, place)["total"]["deviation_dkk"]["mean"]
    assert half == pytest.approx(now / 2, rel=0.001)
    assert 'name="typed:tariff.hourly_share"' in text


def test_teams_put_together_are_one_with_all_their_citizens(page):
    place = f"{SMALL}&pooled=one"
    (team,) = summary(page, place)["teams"]
    assert team["team"] == "Nord & Syd"
    text = page.ask(place).text
    assert 'value="one" selected' in text
    command = html.unescape(re.search(r'id="command">(.*?)</pre>', text)[1])
    assert "--set 'team=[{ name = \"Nord & Syd\", inflow_per_week = 3 }]'" in command
    text = page.ask(f"{SMALL}&pooled=all").text
    assert "these teams cannot be put together" in text


def test_posts_add_up_by_profession_and_what_cannot_be_added_is_not_offered():
    posts = {"Nord": "{ helper = 3 }", "Syd": "{ helper = 2, nurse = 1 }"}
    each, text = FOUR_WEEKS, "[staff]\nfull_time_equivalents = { helper = 1 }\n"
    for team, row in posts.items():
        named = f'name = "{team}"'
        each = each.replace(named, f"{named}\nfull_time_equivalents = {row}")
    (team,) = pooled(Named(tomllib.loads(each)), "one")
    assert team["full_time_equivalents"] == {"helper": 5, "nurse": 1}
    some = each.replace(
        f"full_time_equivalents = {posts['Nord']}", ""
    )  # they have those of [staff]
    assert pooled(Named(tomllib.loads(some + text)), "one") is None
    assert pooled(Named(tomllib.loads(each)), "triples") is None


def test_a_scenario_is_not_paid_by_a_kind_that_needs_more_than_it_has():
    scenario = scenario_of(WHOLE_MODEL)
    assert tariff_of_kind(scenario, scenario.values.tariff.kind, {}) is None
    assert tariff_of_kind(scenario, "overhead", {}) is None
