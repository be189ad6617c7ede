"""Figures and a one-file report from a results folder, in Danish and English.

`results.py` reads the folder, `fans.py` sums it up, `figures/` draws it, `answer.py` and
`readings.py` say it in words and `report.py` puts it on one page; `comparison.py` does the same
for a comparison. Nothing here simulates.
"""

from sim.reporting.comparison.report import write_comparison_report
from sim.reporting.run.report import write_report

__all__ = ["write_comparison_report", "write_report"]
