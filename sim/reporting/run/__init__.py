"""The page of a run: report, sentences, single numbers and the files behind the figures."""
