"""Who may ask: the name asked for, where a request comes from, and the token."""

import asyncio

import pytest
from asking import HOST, asked

from sim.web.doors import Door, Guarded, door

TOKEN = "a-long-token"  # noqa: S105 - it guards nothing


async def inside(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def knock(at, link="/", method="GET", **headers):
    return asyncio.run(asked(Guarded(inside, at), link, method, headers))


HERE = Door("127.0.0.1", 8000)
LOCKED = Door("127.0.0.1", 8000, TOKEN)


def test_whoever_asks_this_machine_comes_in():
    assert knock(HERE).text == "in"
    assert knock(HERE, host="localhost:8000").text == "in"
    assert knock(HERE, origin=f"http://{HOST}").text == "in"


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "127.0.0.1:8001", "127.0.0.1", "", "127.0.0.1:8000.evil"]
)
def test_a_name_that_is_not_this_servers_is_refused(host):
    assert knock(HERE, host=host).status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"},
    ],
)
def test_another_sites_page_is_refused(headers):
    assert knock(HERE, **headers).status == 403


def test_a_link_on_another_site_may_be_followed():
    followed = {"sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert knock(HERE, sec_fetch_site="cross-site", **followed).status == 200


def test_nothing_can_be_sent():
    assert knock(HERE, method="POST").status == 405


def test_without_the_token_nobody_comes_in():
    assert knock(LOCKED).status == 403
    assert knock(LOCKED, "/?token=another-token").status == 403
    assert knock(LOCKED, cookie="forloeb-8000=another-token").status == 403
    assert knock(LOCKED, "/health").status == 403


def test_the_token_is_taken_from_the_link_a_cookie_or_a_header():
    assert knock(LOCKED, f"/?token={TOKEN}").text == "in"
    assert knock(LOCKED, cookie=f"other=1; forloeb-8000={TOKEN}").text == "in"
    assert knock(LOCKED, authorization=f"Bearer {TOKEN}").text == "in"


def test_the_link_leaves_a_cookie_that_no_script_and_no_other_site_sees():
    cookie = knock(LOCKED, f"/?token={TOKEN}").headers["set-cookie"]
    assert cookie == f"forloeb-8000={TOKEN}; HttpOnly; SameSite=Strict; Path=/"
    assert "set-cookie" not in knock(LOCKED, cookie=f"forloeb-8000={TOKEN}").headers


def test_a_server_open_to_other_machines_draws_a_token():
    assert door("127.0.0.1", 8000, "").token == ""
    drawn = [door("0.0.0.0", 8000, "").token for _ in range(2)]  # noqa: S104 - not opened
    assert len(set(drawn)) == 2
    assert min(map(len, drawn)) >= 32
    assert door("192.0.2.1", 8000, TOKEN).address == f"http://192.0.2.1:8000/?token={TOKEN}"


def test_behind_a_wildcard_only_numbers_are_its_names():
    wild = Door("0.0.0.0", 8000, TOKEN)  # noqa: S104 - not opened
    known = {"cookie": f"forloeb-8000={TOKEN}"}
    assert knock(wild, host="192.0.2.1:8000", **known).status == 200
    assert knock(wild, host="evil.example:8000", **known).status == 400


@pytest.mark.parametrize("at", [HERE, LOCKED])
def test_every_answer_says_that_nothing_is_loaded_from_elsewhere(at):
    policy = knock(at).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
