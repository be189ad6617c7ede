"""A real server on a port of its own."""

import threading
import time

import uvicorn

from sim.web.app import application
from sim.web.doors import Door, Guarded
from sim.web.serving import listening_at
from sim.web.shelf import shelf


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
