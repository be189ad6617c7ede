"""What a number is expected to do to a benefit, the others as they come: a regression on its law.

The value of knowing some parameters hangs on the mean of each option's benefit given them. It is
found from the samples of an uncertainty study alone, by least squares on cubic splines of each
parameter's place in its law and on products of pairs; how many knots, and whether pairs, is chosen
by generalised cross-validation. Errors come from the fitted coefficients' own covariance.

Source: Strong, Oakley and Brennan 2014, Medical Decision Making 34, 311-326 (regression on the
samples); Jalal and Alarid-Escudero 2018, Medical Decision Making 38, 174-188 (new records).
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from scipy import linalg
from scipy.interpolate import BSpline

from sim.model.parameters import Floats

_DEGREE: Final = 3
_KNOTS: Final = (0, 1, 2, 4, 7)
_LEAST_ROWS: Final = 4
"""Samples for each coefficient, below which a form is not tried."""


class _Form(NamedTuple):
    """How many knots lie within each parameter's law, and whether pairs have products."""

    knots: int
    pairs: bool


class Regression(NamedTuple):
    """Coefficients of each option [terms, options], and what is needed to redraw them."""

    form: _Form
    coefficients: Floats
    solving: Floats  # [terms, rows]: what benefits are multiplied with
    factor: Floats  # [terms, terms] of the coefficients' covariance, for residuals of 1
    residuals: Floats  # covariance of the residuals between options, a root of it

    def at(self, places: Floats) -> Floats:
        """Expected benefit [rows, options] at places [rows, parameters]."""
        found: Floats = _terms(places, self.form) @ self.coefficients
        return found

    def terms(self, places: Floats) -> Floats:
        """What the coefficients [terms, options] are multiplied with, at places [rows, terms]."""
        return _terms(places, self.form)

    def refitted(self, benefits: Floats) -> Floats:
        """Coefficients for other benefits [rows, options] of the same samples."""
        found: Floats = self.solving @ benefits
        return found

    def redrawn(self, chance: np.random.Generator) -> Floats:
        """Coefficients [terms, options] that the samples could as well have given."""
        drawn = chance.standard_normal(self.coefficients.shape)
        found: Floats = self.coefficients + self.factor @ drawn @ self.residuals.T
        return found


def regressed(places: Floats, benefits: Floats) -> Regression:
    """Regression of benefits [rows, options] on places [rows, parameters] in 0-1."""
    tried = [(_score(_terms(places, form), benefits), form) for form in _forms(*places.shape)]
    _, form = min(tried, key=lambda one: one[0])
    terms = _terms(places, form)
    coefficients = linalg.lstsq(terms, benefits)[0]
    left, values, right = linalg.svd(terms, full_matrices=False)
    kept = values > values[0] * _SINGULAR
    factor = right[kept].T / values[kept]
    rest = benefits - terms @ coefficients
    covariance = np.atleast_2d(np.cov(rest.T)) * (len(rest) - 1) / max(len(rest) - kept.sum(), 1)
    weights, vectors = linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(weights, 0.0))
    whole = np.zeros((terms.shape[1], terms.shape[1]))
    whole[:, : factor.shape[1]] = factor
    return Regression(form, coefficients, factor @ left[:, kept].T, whole, root)


_SINGULAR: Final = 1e-10


def _forms(rows: int, columns: int) -> Iterator[_Form]:
    for pairs in (False, True) if columns > 1 else (False,):
        for knots in _KNOTS:
            terms = (
                1 + columns * (_DEGREE + knots) + _PRODUCTS * pairs * columns * (columns - 1) // 2
            )
            if rows >= _LEAST_ROWS * terms or (knots == 0 and not pairs):
                yield _Form(knots, pairs)


_PRODUCTS: Final = 4


def _score(terms: Floats, benefits: Floats) -> float:
    """Generalised cross-validation: the residuals' mean square over the square of what is free."""
    rows = len(terms)
    rest = benefits - terms @ linalg.lstsq(terms, benefits)[0]
    spread = np.maximum(benefits.var(axis=0), np.finfo(float).tiny)
    free = max(1.0 - terms.shape[1] / rows, _FREE)
    left: Floats = (rest**2).mean(axis=0) / spread
    return float(left.sum()) / float(free) ** 2


_FREE: Final = 0.05


def _terms(places: Floats, form: _Form) -> Floats:
    """Terms [rows, 1 + ...] of the regression."""
    columns = [np.ones((len(places), 1))]
    columns += [_spline(column, form.knots) for column in places.T]
    if form.pairs:
        bent = [np.stack([2 * one - 1, 6 * one**2 - 6 * one + 1], axis=1) for one in places.T]
        columns += [
            np.einsum("ij,ik->ijk", one, other).reshape(len(places), -1)
            for one, other in combinations(bent, 2)
        ]
    return np.concatenate(columns, axis=1)


def _spline(places: Floats, knots: int) -> Floats:
    """Cubic splines of one parameter without the constant [rows, 3 + knots]."""
    within = np.linspace(0, 1, knots + 2)[1:-1]
    every = np.concatenate([[0.0] * (_DEGREE + 1), within, [1.0] * (_DEGREE + 1)])
    made: Floats = BSpline.design_matrix(np.clip(places, 0, 1), every, _DEGREE).toarray()
    return made[:, 1:]
