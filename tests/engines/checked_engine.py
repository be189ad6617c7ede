"""The compiled engine under odd rules, in a process that checks every index: prints a JSON.

Compiling takes a quarter of a minute. All that needs a rulebook of its own is therefore asked
here, of one, and what is kept of it is damaged before it is looked for.
"""

import json
import os
import sys

import small_scenarios as small
from odd_rules import FALLING_DKK, LATE_DKK, ODD_RULES, UNPAID_DKK
from one_at_home import at_home

from sim.engines.compiled_engine import CompiledEngine, can_compile, is_ready
from sim.engines.compiling import loop
from sim.engines.compiling.native import KeptNative
from sim.engines.rule_constants import with_moved_constants
from sim.engines.rule_error import RuleError
from sim.engines.simpy_engine import SimpyEngine

LOGS = (
    "THREE_COURSES",
    "EVERYTHING",
    "WHOLE_MODEL",
    "ALL_LEVERS",
    "ALL_BY_PLAN",
    "OFFERS",
    "BY_MINUTES",
    "FREE_CHOICE",
    "CONDUCT",
    "CHOSEN_AND_MERGED",
)


def damaging(look_up):
    """Put other bytes where the loop will be looked for."""

    def damaged(kept, path, *asked):
        path.write_bytes(b"not what was written")
        KeptNative.entry = look_up
        return look_up(kept, path, *asked)

    return damaged


def is_alike(name, rules=ODD_RULES):
    """Both engines write the same log, and the same sums of every week."""
    parameters = small.parameters_of_text(getattr(small, name))
    fast, slow = (of(parameters, rules, keep_log=True) for of in (CompiledEngine, SimpyEngine))
    weeks, expected = fast.run().weeks, slow.run().weeks
    same = [(one == other).all() for one, other in zip(weeks, expected, strict=True)]
    return fast.log == slow.log and len(fast.log) > 50 and bool(all(same))


def is_alike_folded(name):
    """So they do where the structure of the scenario is folded into the loop."""
    loops = len(loop._ENTRIES)  # noqa: SLF001 - what was compiled or fetched
    os.environ["FORLOEB_ENGINE"] = "folded"
    alike = is_alike(name)
    os.environ["FORLOEB_ENGINE"] = "general"
    return alike and len(loop._ENTRIES) == loops + 1  # noqa: SLF001 - as above


MOVED = with_moved_constants(ODD_RULES, {"rules.need.parts": 2.5, "rules.bought.times": 0.5})


def needed(rules):
    """Hours of home care in all."""
    state = CompiledEngine(small.parameters_of_text(small.EVERYTHING), rules).run()
    return int(state.weeks.minutes.sum())


def paid(weekly_dkk):
    """DKK of each week for a citizen who comes on the first day."""
    text = at_home(f'kind = "course_rates"\nweekly_dkk = {{ home = {weekly_dkk} }}\n')
    state = CompiledEngine(small.parameters_of_text(text), ODD_RULES).run()
    return (state.weeks.revenue_ore[0] / 100).tolist()


def refusal():
    """What is said of an answer out of range."""
    try:
        paid(LATE_DKK)
    except RuleError as error:
        return str(error)


if __name__ == "__main__":
    KeptNative.entry = damaging(KeptNative.entry)
    found = {"is compiled": can_compile(), "was ready": is_ready(ODD_RULES)}
    found["is alike"] = {name: is_alike(name) for name in LOGS}
    found["paid"] = [paid(UNPAID_DKK), paid(FALLING_DKK)]
    found["refusal"] = refusal()
    loops = len(loop._ENTRIES)  # noqa: SLF001 - what was compiled or fetched
    found["is alike with other constants"] = is_alike("EVERYTHING", MOVED)
    found["more is needed with them"] = needed(MOVED) > needed(ODD_RULES)
    found["loops for other constants"] = len(loop._ENTRIES) - loops  # noqa: SLF001 - as above
    found["is alike folded"] = is_alike_folded("THREE_COURSES")
    json.dump(found, sys.stdout)
