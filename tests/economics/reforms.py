"""Small reforms to be changed: three citizens of one offer, and generated sets of contracts."""

import datetime as dt
from pathlib import Path

from hypothesis import strategies as st

from sim.economics.reform.reform import reform
from sim.scenario.forms import Filed
from sim.scenario.reform.file import load_reform
from sim.scenario.schema.reform import ReformFile

# Service 900, 1,800 and 2,700 DKK a day (21, 42, 63 h × 300 ÷ 7), 5,400 in all; basis costs 1,800
# a day: a third on every rate before, 600 each after.
THREE = """\
schema = 1
[reform]
start = 2025-01-01
hourly_price_dkk = 300
[[offer]]
name = "Birk"
places = 4
basis_cost_dkk_per_year = 657_000
[[contract]]
contract = "1"
payer = "Low"
offer = "Birk"
hours_before = 21
[[contract]]
contract = "2"
payer = "Mean"
offer = "Birk"
hours_before = 42
[[contract]]
contract = "3"
payer = "High"
offer = "Birk"
hours_before = 63
"""


def reformed(folder: Path, text: str):
    """A reform of this text."""
    path = folder / "reform.toml"
    path.write_text(text, encoding="utf-8")
    return reform(load_reform(path))


def filed(tree):
    """A reform of plain values, as if read."""
    return Filed(Path("made.toml"), ((dt.date.min, ReformFile.model_validate(tree)),))


# An offer of two places, one of them taken, whose basis costs are 100 DKK a day: what is dearer by
# 500 a day than in the one above.
CHEAP = """\
[[offer]]
name = "Eg"
places = 2
basis_cost_dkk_per_year = 36_500
[[contract]]
contract = "4"
payer = "Low"
offer = "Eg"
hours_before = 21
"""


def with_cheap(*keys, text=THREE):
    """Three citizens, the last with these keys, and the cheaper offer with its one citizen."""
    contracts = text.index("[[contract]]")
    offers, rows = text[:contracts], text[contracts:]
    cheap, fourth = CHEAP.split("[[contract]]")
    own = "".join(f"{key}\n" for key in keys)
    return f"{offers}{cheap}{rows}{own}[[contract]]{fourth}"


HOURS = st.integers(1, 16_000).map(lambda hundredths: hundredths / 100)
PAYERS = st.sampled_from(["Nord", "Syd", "Øst", "Vest"])


@st.composite
def contracts(draw, offers, *, changing):
    """Contracts of some offers, at least one each."""
    first = list(offers)
    more = draw(st.lists(st.sampled_from(first), max_size=12))
    found = []
    for number, offer in enumerate([*first, *more]):
        row = {"contract": str(number), "payer": draw(PAYERS), "offer": offer}
        row["hours_before"] = draw(HOURS)
        if changing and draw(st.booleans()):
            row["hours_after"] = draw(HOURS)
            row["changes_on"] = dt.date(2025, 1, 1) + dt.timedelta(draw(st.integers(-30, 400)))
            row["lasts_weeks"] = draw(st.one_of(st.none(), st.integers(0, 60)))
        if changing and len(first) > 1 and draw(st.booleans()):
            row["could_live_in"] = draw(st.sampled_from([name for name in first if name != offer]))
            row["could_move_on"] = dt.date(2025, 1, 1) + dt.timedelta(draw(st.integers(-9, 370)))
        if changing and draw(st.booleans()):
            least = min(row["hours_before"], row.get("hours_after", row["hours_before"]))
            row["health_hours"] = least / 4
            row["escort_hours"] = draw(st.sampled_from([0.0, least / 2]))
        if changing and draw(st.booleans()):
            row["leaves_on"] = dt.date(2025, 1, 1) + dt.timedelta(draw(st.integers(0, 400)))
        found.append(row)
    return found


@st.composite
def trees(draw, *, changing=False):
    """Values of a reform; with `changing`, all that may change in it."""
    names = ["A", "B", "C"][: draw(st.integers(1, 3))]
    offers = [
        {
            "name": name,
            "area": draw(st.sampled_from(["x", "y"])),
            "places": 40,
            "basis_cost_dkk_per_year": draw(st.integers(0, 50_000_000)) / 10,
        }
        for name in names
    ]
    tree = {
        "reform": {"start": dt.date(2025, 1, 1), "hourly_price_dkk": draw(HOURS)},
        "old": {"one_overhead_for": draw(st.sampled_from(["all", "area", "offer"]))},
        "offer": offers,
        "contract": draw(contracts(names, changing=changing)),
    }
    if changing:
        growth = st.integers(-50, 100).map(lambda thousandths: thousandths / 1000)
        tree["indexation"] = {
            "applied": draw(growth),
            "supplements": {"one": draw(growth)},
            "compared_with": draw(st.sampled_from([[], ["one"]])),
            "paid": draw(st.sampled_from([[], ["one"]])),
        }
        tree["new"] = {"budgeted_occupancy": draw(st.sampled_from([None, 0.93, 0.99]))}
        tree["renegotiation"] = {"material_share": 0.1, "lasting_weeks": 8}
        tree["less_specialised"] = {"moves": draw(st.booleans())}
        tree["inside_rate"] = {"health_services": draw(st.booleans()), "escorts": False}
        for offer in offers:
            taken = sum(row["offer"] == offer["name"] for row in tree["contract"])
            offer["places"] = taken + draw(st.integers(0, 2))
    return tree
