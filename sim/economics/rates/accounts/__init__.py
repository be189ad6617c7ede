"""The table that rates are set from, filled by the twin, by simulation or from spells."""
