"""The box that EMA Workbench's PRIM finds in each of some samples, read and told as JSON.

Peeled and pasted by a tenth, as own boxes are peeled, and no box with less than a tenth of the
samples. The last box of its trajectory is taken, which is the densest.
"""

import json
import logging
import sys

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

SHARE = 0.1


def box_of(sample):
    """Ends [numbers, 2] of the box; numbers that are not restricted reach from 0 to 1."""
    places = pd.DataFrame(sample["places"]).rename(columns=str)
    fails = np.array(sample["fails"], bool)
    found = prim.Prim(
        places, fails, threshold=0.5, peel_alpha=SHARE, paste_alpha=SHARE, mass_min=SHARE
    )
    box = found.find_box()
    limits, whole = box.box_lims[-1], box.box_lims[0]
    free = (limits == whole).to_numpy()
    ends = np.where(free, np.array([[0.0], [1.0]]), limits.to_numpy(float))
    return ends.T.tolist()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    said = json.dumps([box_of(sample) for sample in json.load(sys.stdin)])
    sys.stdout.write(said)
