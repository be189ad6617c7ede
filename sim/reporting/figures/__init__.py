"""How figures are drawn, one file each, on a sheet measured in pixels.

Each figure comes in two shapes: wide for a desk and paper, narrow for a phone, because one
drawing scaled to 360 pixels would leave its words unreadable. What shows money carries the line
of outcomes (`drawing/strip.py`). Which figures a page has, and what is said of them, stands with
the page: `run/figures/` for a run.
"""
