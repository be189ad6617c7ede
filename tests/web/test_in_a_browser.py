"""The page in Chromium: both languages, three widths, keyboard alone, and without JavaScript."""

import json
import re
import urllib.request

import pytest
from asking import FEW
from browsing import Server
from in_chromium import AXE, AXE_AT, WIDTHS, chromium, open_all, too_wide, violations

KB = 1_000
PATIENCE_MS = 60_000
DONE = '#answer[data-how="complete"]'
DEVELOPMENT = "input[name='typed:tariff.weekly_dkk.development']"
RATE = "tariff.weekly_dkk.development"
GAVE_WAY = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    place = tmp_path_factory.mktemp("browsed")
    for name in ("scenarios", "results"):
        (place / name).mkdir()
    other = FEW.replace("weekly_dkk = { development = 2700", "weekly_dkk = { development = 2800")
    (place / "scenarios" / "small.toml").write_text(FEW, encoding="utf-8")
    (place / "scenarios" / "dearer.toml").write_text(other, encoding="utf-8")
    served = Server(place)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


def is_wrong(said):
    """Whether a word on the console is of a fault; that a request gave way to a newer is none."""
    return said.type == "error" and not said.text.startswith(
        ("htmx:sendAbort", "htmx:afterRequest")
    )


@pytest.fixture
def opened(browser, server):
    """Opens a link in a tab of its own, and finds fault with what goes wrong there."""
    contexts, wrong = [], []

    def open_(link="scenario=small.toml", **how):
        context = browser.new_context(**how)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if is_wrong(said) else None)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.goto(f"{server.address}?{link}")
        page.wait_for_selector(DONE)
        return page

    open_.wrong = wrong
    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def numbers(page):
    """Every number of the page by its key."""
    found = "all => all.filter(one => one.value !== '').map(one => [one.dataset.key, one.value])"
    return dict(page.eval_on_selector_all("data[data-key]", found))


def summary(server, page):
    link = page.evaluate("location.search")
    with urllib.request.urlopen(f"{server.address}summary.json{link}") as said:  # noqa: S310 - ours
        return json.load(said)


def moved(page, sentence):
    """Wait for another sentence than this one."""
    page.wait_for_function(
        "old => document.querySelector('#answer .answer').textContent !== old", arg=sentence
    )
    page.wait_for_selector(DONE)


def answer(page):
    return page.text_content("#answer .answer")


@pytest.mark.parametrize("language", ["en", "da"])
def test_it_can_be_read_at_every_width_and_loads_nothing_from_elsewhere(opened, language, server):
    page = opened(f"scenario=small.toml&with=dearer.toml&team=Nord&language={language}")
    asked, sizes = set(), []
    page.on("request", lambda one: asked.add(one.url))
    page.on("response", lambda one: sizes.append(one.request.sizes()["responseBodySize"]))
    page.reload()
    page.wait_for_selector(DONE)
    assert all(url.startswith((server.address, "data:")) for url in asked)
    assert page.get_attribute("html", "lang") == language
    open_all(page)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        assert too_wide(page) <= 0, width
        if (width, height) == AXE_AT[language]:
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert violations(page) == []


def test_the_first_view_is_small(browser, server):
    context = browser.new_context()
    page = context.new_page()
    sizes = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.goto(f"{server.address}?scenario=small.toml", wait_until="networkidle")
    context.close()
    assert 0 < sum(sizes) <= 150 * KB


def test_every_control_is_reached_and_used_by_keyboard(opened):
    page = opened()
    controls = page.eval_on_selector_all(
        "main a[href], main input:not([type=hidden]), main select, main button, main summary",
        "all => all.map(one => one.id || one.href || one.textContent.trim())",
    )
    page.evaluate("document.body.focus()")
    reached = []
    for _ in range(len(controls) + 10):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(one => one.id || one.href || one.textContent.trim())(document.activeElement)"
            )
        )
    assert set(controls) <= set(reached)


def test_a_lever_moved_by_keyboard_gives_another_sentence_and_keeps_the_focus(opened, server):
    page = opened()
    before = answer(page)
    page.focus("#value-0-slider")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    moved(page, before)
    assert page.evaluate("document.activeElement.id") == "value-0-slider"
    assert page.input_value(DEVELOPMENT) == "2,680"
    assert f"{RATE}=2680" in page.url
    assert "--set tariff.weekly_dkk.development=2680" in page.text_content("#command")
    page.wait_for_function(
        "() => document.getElementById('said').textContent ==="
        " document.querySelector('#answer .answer').textContent"
    )
    document, shown = summary(server, page), numbers(page)
    for team in document["teams"]:
        of = f"team.{team['team']}"
        assert float(shown[f"{of}.deviation_dkk"]) == team["deviation_dkk"]["mean"]
        share, deviation = shown[f"{of}.deviation_share"], shown[f"{of}.deviation_dkk"]
        assert (float(share) < 0) == (float(deviation) < 0)


def test_a_link_that_is_opened_again_shows_the_same(opened):
    link = f"scenario=small.toml&weeks=3&language=da&{RATE}=2650&team=Nord"
    assert numbers(opened(link)) == numbers(opened(link))


def test_the_last_of_several_changes_is_what_is_shown(opened, server):
    page = opened()
    for rate in ("2,650", "2,600", "2,550", "2,500"):
        page.fill(DEVELOPMENT, rate)
    page.wait_for_url(re.compile(re.escape(f"{RATE}=2500")))
    page.wait_for_selector(DONE)
    total = summary(server, page)["total"]["deviation_dkk"]["mean"]
    page.wait_for_timeout(1_000)
    assert float(numbers(page)["total.deviation_dkk"]) == total
    assert f"{RATE}=2500" in page.url


def test_a_danish_number_is_read_strictly_and_the_fault_is_said_at_its_field(opened):
    page = opened("scenario=small.toml&language=da")
    page.fill(DEVELOPMENT, "0.175")
    page.wait_for_function("() => document.getElementById('fault-0').textContent !== ''")
    assert "skriv 0,175" in page.text_content("#fault-0")
    assert page.evaluate("document.activeElement.id") == "value-0"
    page.fill(DEVELOPMENT, "2.650,5")
    page.wait_for_url(re.compile(re.escape(f"{RATE}=2650.5")))
    page.wait_for_function("() => document.getElementById('fault-0').textContent === ''")


def test_the_bar_changes_language_team_and_comparison(opened):
    page = opened()
    page.select_option("#language", "da")
    page.wait_for_selector("html[lang=da]")
    page.select_option("#team", "Syd")
    page.wait_for_selector("input[name='typed:team.Syd.inflow_per_week']")
    page.focus("#with")
    page.select_option("#with", "dearer.toml")
    page.wait_for_selector(f"{DONE} .compared")
    assert page.evaluate("document.activeElement.id") == "with"
    assert {"language=da", "team=Syd", "with=dearer.toml"} <= set(page.url.split("?")[1].split("&"))
    difference = float(numbers(page)["difference.total.deviation_dkk"])
    assert difference < 0


def test_how_teams_are_paid_and_put_together_is_chosen_by_keyboard(opened):
    page = opened()
    page.focus("#choice-1")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("input[name='typed:tariff.hourly_dkk.home_care']")
    assert page.evaluate("document.activeElement.id") == "choice-1"
    page.focus("#choice-2")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**pooled=one**")
    page.wait_for_selector(DONE)
    assert [key for key in numbers(page) if key.endswith(".deviation_share")] == [
        'team."Nord & Syd".deviation_share',
        "total.deviation_share",
    ]
    assert page.locator("input[name='typed:tariff.hourly_dkk.home_care']").count() == 1


def test_it_works_without_javascript(opened, server):
    page = opened(java_script_enabled=False)
    page.fill(DEVELOPMENT, "2,640")
    page.click("button[type=submit]")
    page.wait_for_selector(DONE)
    assert page.input_value(DEVELOPMENT) == "2,640"
    line = page.text_content("#command")
    assert "--set tariff.weekly_dkk.development=2640" in line
    link = f"{server.address}summary.json?scenario=small.toml&{RATE}=2640"
    with urllib.request.urlopen(link) as said:  # noqa: S310 - ours
        total = json.load(said)["total"]["deviation_dkk"]["mean"]
    page.reload()
    assert (
        float(re.search(r'value="([^"]*)" data-key="total\.deviation_dkk"', page.content())[1])
        == total
    )


def test_two_browsers_move_their_own_levers(opened):
    one, other = opened(), opened()
    one.fill(DEVELOPMENT, "2,630")
    other.fill(DEVELOPMENT, "2,620")
    for page, rate in ((one, 2630), (other, 2620)):
        page.wait_for_url(re.compile(re.escape(f"{RATE}={rate}")))
        page.wait_for_selector(DONE)
        assert f"{RATE}={rate}" in page.text_content("#command")
    assert numbers(one) != numbers(other)


def test_a_server_that_is_gone_is_said_and_found_again(browser, tmp_path):
    for name in ("scenarios", "results"):
        (tmp_path / name).mkdir()
    (tmp_path / "scenarios" / "small.toml").write_text(FEW, encoding="utf-8")
    own = Server(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{own.address}?scenario=small.toml")
    page.wait_for_selector(DONE)
    own.stop()
    page.fill(DEVELOPMENT, "2,610")
    page.wait_for_selector("#gone:not([hidden])")
    page.evaluate("scrollTo(0, 0)")
    box = page.locator("#gone").bounding_box()
    assert 0 < box["y"] < page.viewport_size["height"]  # wherever the reader is
    back = own.again()
    page.fill(DEVELOPMENT, "2,615")
    page.wait_for_selector("#gone", state="hidden")
    page.wait_for_url(re.compile(re.escape(f"{RATE}=2615")))
    page.wait_for_selector(DONE)
    context.close()
    back.stop()
