"""Draws for compiled code: the same Philox as `sim.model.draws`, its product in one instruction."""

from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from sim.model import draws as model

_M0 = np.uint64(model.MULTIPLIER_0)
_M1 = np.uint64(model.MULTIPLIER_1)
_W0 = np.uint64(model.WEYL_0)
_W1 = np.uint64(model.WEYL_1)
_ROUNDS = model.ROUNDS
_TO_UNIT = model.TO_UNIT
_SHIFT = np.uint64(11)
_HALF = np.uint64(32)
_LOW_HALF = np.uint64(0xFFFFFFFF)
_BYTE = np.uint64(8)


class CompiledDraws(NamedTuple):
    """Key of one replication; its schedule is made on the way."""

    seed: Any
    replication: Any


@intrinsic
def _product(typing_context: Any, a: Any, b: Any) -> Any:
    """High and low word of a product of two 64-bit words."""
    pair = types.UniTuple(types.uint64, 2)

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(128)
        x, y = (builder.zext(argument, wide) for argument in arguments)
        whole = builder.mul(x, y)
        high = builder.trunc(builder.lshr(whole, ir.Constant(wide, 64)), ir.IntType(64))
        low = builder.trunc(whole, ir.IntType(64))
        return context.make_tuple(builder, pair, (high, low))

    return pair(types.uint64, types.uint64), code


@njit(forceinline=True)
def compiled_uniforms(source, who, decision, index):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Four uniforms at an address, as `sim.model.draws.uniforms`."""
    c0 = np.uint64(index)
    c1 = (np.uint64(decision) << _BYTE) | np.uint64(who.source)
    c2 = ((np.uint64(who.day) & _LOW_HALF) << _HALF) | np.uint64(who.number)
    c3 = np.uint64(who.team_key)
    k0, k1 = source.seed, source.replication
    for _ in range(_ROUNDS):
        high_0, low_0 = _product(_M0, c0)
        high_1, low_1 = _product(_M1, c2)
        c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
        k0 += _W0
        k1 += _W1
    return (
        np.float64(c0 >> _SHIFT) * _TO_UNIT,
        np.float64(c1 >> _SHIFT) * _TO_UNIT,
        np.float64(c2 >> _SHIFT) * _TO_UNIT,
        np.float64(c3 >> _SHIFT) * _TO_UNIT,
    )
