"""PM4Py reads event logs: events, citizens and activities of each, as JSON."""

import json
import sys
import warnings
from collections import Counter

import pm4py

warnings.simplefilter("ignore")


def of_table(table):
    """A log as a table with a row an event."""
    activities = Counter(table["concept:name"])
    citizens = table["case:concept:name"].nunique()
    times = sorted(time.isoformat() for time in table["time:timestamp"])
    return {"events": len(table), "citizens": citizens, "activities": activities, "times": times}


def of_objects(log):
    """An object-centric log: each event's objects are rows of `relations`."""
    kinds = log.objects["ocel:type"]
    tied = log.relations.groupby("ocel:eid")["ocel:type"].nunique()
    times = sorted(time.isoformat() for time in log.events["ocel:timestamp"])
    return {
        "events": len(log.events),
        "citizens": int((kinds == "citizen").sum()),
        "activities": Counter(log.events["ocel:activity"]),
        "times": times,
        "objects_an_event": [int(tied.min()), int(tied.max())],
    }


xes, ocel, csv = sys.argv[1:]
import pandas as pd  # noqa: E402 - PM4Py brings it

rows = pm4py.format_dataframe(
    pd.read_csv(csv, dtype={"case": str}),
    case_id="case",
    activity_key="activity",
    timestamp_key="time",
)
found = {
    "version": pm4py.__version__,
    "xes": of_table(pm4py.read_xes(xes)),
    "ocel": of_objects(pm4py.read_ocel2_json(ocel)),
    "events.csv": of_table(rows),
}
print("FOUND " + json.dumps(found))
