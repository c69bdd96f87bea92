"""LSTM and GRU, as ``torch.nn.LSTM`` and ``torch.nn.GRU`` state them. Dropout is off."""

from collections.abc import Callable, Sequence

import numpy as np

from isograd.ir.reference.dtypes import Array
from isograd.ir.reference.elementwise import sigmoid

State = tuple[Array, ...]  # each [batch, hidden]; the first is also the output
Cell = Callable[[Array, State, Sequence[Array], bool], State]


def _lstm_cell(x: Array, state: State, weights: Sequence[Array], bias: bool) -> State:
    """Gates in the order input, forget, cell, output; a matrix that is left projects h."""
    h, c = state
    gates = x @ weights[0].T + h @ weights[1].T
    if bias:
        gates = gates + weights[2] + weights[3]
    i, f, g, o = np.split(gates, 4, axis=-1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    projection = weights[4 if bias else 2 :]
    return (h @ projection[0].T if projection else h), c


def _gru_cell(x: Array, state: State, weights: Sequence[Array], bias: bool) -> State:
    """Gates in the order reset, update, new; the reset gate multiplies after the product with h."""
    (h,) = state
    from_x, from_h = x @ weights[0].T, h @ weights[1].T
    if bias:
        from_x, from_h = from_x + weights[2], from_h + weights[3]
    (xr, xz, xn), (hr, hz, hn) = (np.split(one, 3, axis=-1) for one in (from_x, from_h))
    z = sigmoid(xz + hz)
    return ((1 - z) * np.tanh(xn + sigmoid(xr + hr) * hn) + z * h,)


def _layered(
    cell: Cell,
    x: Array,
    state: State,
    weights: Sequence[Array],
    layers: int,
    bidirectional: bool,
    batch_first: bool,
    bias: bool,
) -> list[Array]:
    """Outputs of the last layer, and the last states [layers · directions, batch, hidden].

    ``x`` is [time, batch, features]. ``weights`` are flat, by layer and in it by direction.
    """
    x = np.swapaxes(x, 0, 1) if batch_first else x
    directions = 2 if bidirectional else 1
    each = len(weights) // (layers * directions)
    ends: list[State] = []
    for layer in range(layers):
        outputs = []
        for direction in range(directions):
            place = layer * directions + direction
            own = weights[place * each : (place + 1) * each]
            now: State = tuple(part[place] for part in state)
            made = []
            for moment in x[::-1] if direction else x:
                now = cell(moment, now, own, bias)
                made.append(now[0])
            outputs.append(np.stack(made[::-1] if direction else made))
            ends.append(now)
        x = np.concatenate(outputs, axis=-1)
    last = [np.stack(parts) for parts in zip(*ends, strict=True)]
    return [np.swapaxes(x, 0, 1) if batch_first else x, *last]


def lstm(
    x: Array,
    h: Array,
    c: Array,
    *weights: Array,
    layers: int,
    dropout: float,
    bidirectional: bool,
    batch_first: bool,
    bias: bool,
) -> list[Array]:
    """Output, last h, last c."""
    return _layered(_lstm_cell, x, (h, c), weights, layers, bidirectional, batch_first, bias)


def gru(
    x: Array,
    h: Array,
    *weights: Array,
    layers: int,
    dropout: float,
    bidirectional: bool,
    batch_first: bool,
    bias: bool,
) -> list[Array]:
    """Output, last h."""
    return _layered(_gru_cell, x, (h,), weights, layers, bidirectional, batch_first, bias)


RECURRENT: dict[str, Callable[..., list[Array]]] = {"lstm": lstm, "gru": gru}
