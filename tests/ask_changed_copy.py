"""Asked of a changed copy of `sim/`, in a process of its own: what its commands answer, as JSON.

    PYTHONPATH=COPY python ask_changed_copy.py FOLDER

FOLDER holds `per_head.toml`, `course_rates.toml`, `no_amount.toml`, `lump_sum.toml` and
`heavy.toml`.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import sim
from sim.cli import status
from sim.model.state import SPELLS, SUM
from sim.reporting.words.language import language
from sim.scenario.json_schema import json_schema

SHORT = ["--engine", "simpy", "--workers", "1", "--replications", "2", "--weeks", "3", "--json"]
LATER = 1
STAY = ("course", "start_day", "end_day")
COMMANDS = {
    "new": ["new", "new.toml"],
    "check": ["check", "per_head.toml"],
    "check of a new one": ["check", "mine.toml"],
    "check without the amount": ["check", "no_amount.toml"],
    "run": ["run", "per_head.toml", *SHORT],
    "run with a sum": ["run", "heavy.toml", *SHORT[:-1], "--no-report"],
    "theory": ["theory", "per_head.toml", "--json"],
    "audit": ["audit", "per_head.toml", "--json"],
    "audit in words": ["audit", "per_head.toml"],
    "rates": ["rates", "per_head.toml", "--json"],
    "compare": ["compare", "course_rates.toml", "per_head.toml", *SHORT, "--no-report"],
    "census": ["census", "per_head.toml"],
    "glossary": ["glossary", "per_head", "--language", "da"],
}


def answered(arguments):
    """What a command prints, what it says beside that, and the status that it leaves with."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = status(arguments)
    return {"out": out.getvalue(), "err": err.getvalue(), "status": code}


def paid_by_the_head(text):
    """A new scenario with the key of the kind that it shows in place of its own."""
    text = text.replace('kind = "course_rates"', 'kind = "per_head"')
    return text.replace("\nweekly_dkk =", "\n# weekly_dkk =").replace(
        "# per_head_dkk", "per_head_dkk"
    )


def lump_sums(reopen_within_weeks):
    """Revenue [øre] of a run with lump sums, and how many courses were opened again in it."""
    setting = [f"tariff.reopen_within_weeks={reopen_within_weeks}"]
    state = sim.SimpyEngine(sim.started(sim.load_scenario("lump_sum.toml", setting))).run()
    rows = slice(int(state.rows[SPELLS]))
    again = state.spells.is_entry[rows] * (state.spells.absence_days[rows] < 7 * 12)
    return {"revenue_ore": int(state.weeks.revenue_ore.sum()), "opened_again": int(again.sum())}


def in_danish(label):
    """A label as a Danish page has it."""
    return language("da").say(label)


def heavy_weeks():
    """Weeks with more than 20 hours as they were counted, and as spells of one course tell them."""
    state = sim.SimpyEngine(sim.started(sim.load_scenario("heavy.toml"))).run()
    rows, weeks = slice(int(state.rows[SPELLS])), range(state.weeks.heavy_weeks.shape[1])
    stays = zip(*(getattr(state.spells, name)[rows].tolist() for name in STAY), strict=True)
    told = [(begun, end) for course, begun, end in stays if course == LATER]
    counted = [begun < 7 * week + 7 and end > 7 * week for begun, end in told for week in weeks]
    return {"counted": int(state.weeks.heavy_weeks.sum()), "told": sum(counted)}


def main():
    """Print every answer as one JSON document."""
    os.chdir(sys.argv[1])
    answers = {"new": answered(COMMANDS["new"])}
    shown = Path("new.toml").read_text("utf-8")
    Path("mine.toml").write_text(paid_by_the_head(shown), "utf-8")
    answers |= {name: answered(asked) for name, asked in COMMANDS.items() if name != "new"}
    answers["root"] = str(Path(sim.__file__).parents[1])
    answers["schema"] = json_schema()["definitions"]["TariffTable"]["properties"]
    answers["lump sums"] = {weeks: lump_sums(weeks) for weeks in (0, 12)}
    answers["heavy weeks"] = heavy_weeks()
    answers["verify"] = answered(["verify", str(next(Path("results").glob("heavy-*"))), "--json"])
    answers["danish"] = {
        one.column: in_danish(one.figure.label) for one in SUM.values() if one.figure
    }
    answers["report"] = next(Path("results").glob("per_head-*/report.html")).read_text("utf-8")
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
