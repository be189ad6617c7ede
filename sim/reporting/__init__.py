"""Figures and one-file reports from results folders, in Danish and English.

`results/` holds what a folder says as rows, `figures/` draws it, `run/`, `comparison/`,
`explanation/` and `reform/` make one page each; `page/` is the frame, `words/` the languages.
Nothing here simulates.
"""
