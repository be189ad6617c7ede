"""From a lever of the web page to its new sentence, on a warm server, by the wall and by the CPU.

    python tests/benchmarks/serving.py [SCENARIO] [--first]

Opens the scenario in a server of its own, waits until its run is done and its days by rate are
counted, then moves each lever once and says how long the first answer took, what it rested on,
and how far it lay from the run's own. Times are of the wall, beside the machine's load. With
`--first` it waits neither for the days nor for the levers' own runs.
"""

import os
import re
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import uvicorn

from sim.web.app import application
from sim.web.doors import Door, Guarded
from sim.web.serving import listening_at
from sim.web.shelf import shelf

SCENARIOS = Path(__file__).parents[2] / "scenarios"
TYPED = {
    "baseline.toml": {
        "tariff.weekly_dkk.stabilisation": "103",
        "tariff.step_down.development.weekly_dkk": "1,700",
        "clinic.share": "0.5",
        "staff.temporary_share": "0.4",
        "course.development.stay.mean_weeks": "9",
        "tariff.deficit_band": "0.05",
    },
    "three_courses.toml": {
        "tariff.weekly_dkk.development": "2,650",
        "course.development.stay.mean_weeks": "9",
        "tariff.deficit_band": "0.05",
    },
}
FIRST_ALONE = "--first"
HTMX = {"HX-Request": "true", "HX-Target": "answer"}
TOTAL = re.compile(r'value="([^"]*)" data-key="total\.deviation_dkk"')


class Measured:
    """A server, and answers of it with the time that they took."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.folder = tempfile.TemporaryDirectory()
        listening = listening_at("127.0.0.1", 0)
        port = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        app, self.desk = application(shelf([Path(self.folder.name)], SCENARIOS), "en")
        config = uvicorn.Config(Guarded(app, Door("127.0.0.1", port)), log_level="error")
        run = {"sockets": [listening]}
        threading.Thread(target=uvicorn.Server(config).run, kwargs=run, daemon=True).start()

    def ask(self, **fields):
        query = urllib.parse.urlencode({"scenario": self.scenario, **fields})
        request = urllib.request.Request(f"{self.address}?{query}", headers=HTMX)  # noqa: S310 - ours
        began = time.perf_counter()
        with urllib.request.urlopen(request) as said:  # noqa: S310 - ours
            text = said.read().decode()
        return time.perf_counter() - began, text

    def until(self, how, **fields):
        """Seconds until the answer is of one of these kinds, and its text."""
        began = time.perf_counter()
        while True:
            _, text = self.ask(**fields)
            if re.search(r'data-how="(\w+)"', text)[1] in how:
                return time.perf_counter() - began, text
            time.sleep(0.02)


def main():
    asked = [one for one in sys.argv[1:] if one != FIRST_ALONE]
    scenario, is_whole = asked[0] if asked else "baseline.toml", FIRST_ALONE not in sys.argv
    page = Measured(scenario)
    page.until({"complete"})
    while is_whole and any(
        run.has_days_to_count or not run.view.is_final for run in page.desk.runs.all()
    ):
        page.ask()
        time.sleep(1)
    print(f"{scenario}, warm; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| lever | seconds to the new sentence | CPU seconds | how | of runs | off, DKK |")
    print("| --- | --- | --- | --- | --- | --- |")
    for key, typed in TYPED[scenario].items():
        field = {f"typed:{key}": typed}
        began = time.process_time()
        seconds, text = page.until({"rounded", "provisional", "complete"}, **field)
        spent = time.process_time() - began
        how = re.search(r'data-how="(\w+)"', text)[1]
        runs = re.search(r'id="progress">\s*[^\d]*(\d+)', text)
        first, off = float(TOTAL.search(text)[1]), ""
        if is_whole:
            _, text = page.until({"complete"}, **field)
            off = f"{first - float(TOTAL.search(text)[1]):,.0f}"
        of = runs[1] if runs and how != "rounded" else ""
        print(f"| `{key}` | {seconds:.2f} | {spent:.2f} | {how} | {of} | {off} |", flush=True)
    page.desk.runs.end()


if __name__ == "__main__":
    main()
