"""Requests to the page's application without a network: a status, headers and a text."""

import asyncio
import json
from typing import NamedTuple
from urllib.parse import urlsplit

from small_scenarios import FOUR_WEEKS

from sim.web.app import application
from sim.web.doors import Door, Guarded
from sim.web.shelf import shelf

FEW = FOUR_WEEKS.replace("\nweeks = 4\n", "\nweeks = 4\nreplications = 6\n")
LEVELLED = FEW.replace(
    "stabilisation = 1575", "stabilisation = [1000, 1250, 1575, 2000, 2500]"
).replace("replications = 6", "replications = 5")

HOST = "127.0.0.1:8000"


class Answered(NamedTuple):
    status: int
    headers: dict
    text: str

    @property
    def json(self):
        return json.loads(self.text)


class Page:
    """The application behind its door, and what it says."""

    def __init__(self, results, scenarios, token=""):
        self.app, self.desk = application(shelf([results], scenarios), "en")
        self.guarded = Guarded(self.app, Door("127.0.0.1", 8000, token))

    def ask(self, link, method="GET", **headers):
        return asyncio.run(asked(self.guarded, link, method, headers))


async def asked(app, link, method, headers):
    """Ask an ASGI application; underscores of header names are hyphens."""
    named = {"host": HOST} | {name.replace("_", "-"): text for name, text in headers.items()}
    parts, sent = urlsplit(link), []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(name.encode(), text.encode("latin-1")) for name, text in named.items()],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50_000),
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    said = {name.decode(): text.decode("latin-1") for name, text in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answered(sent[0]["status"], said, body.decode())
