"""A real server on a port of its own, and Debian's Chromium to look at it."""

import os
import shutil
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn

from sim.web.app import application
from sim.web.doors import Door, Guarded
from sim.web.serving import listening_at
from sim.web.shelf import shelf

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Server:
    """The page at an address, until it is stopped; it can be started there again."""

    def __init__(self, place, port=0):
        self.place = place
        listening = listening_at("127.0.0.1", port)
        self.port = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        app, self.desk = application(shelf([place / "results"], place / "scenarios"), "en")
        guarded = Guarded(app, Door("127.0.0.1", self.port))
        self._server = uvicorn.Server(
            uvicorn.Config(guarded, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        )
        run = {"sockets": [listening]}
        self._thread = threading.Thread(target=self._server.run, kwargs=run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self):
        self._server.should_exit = True
        self._thread.join()
        self.desk.runs.end()

    def again(self):
        return Server(self.place, self.port)


@contextmanager
def chromium():
    """Chromium under Playwright; without either a test is skipped by name, and fails in CI."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        _missing("the package playwright")
    if found is None:
        _missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET])
        yield browser
        browser.close()


def _missing(what):
    message = f"tests of the page need {what}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
