from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(4, 8, 3)).tolist(),  # a batch for each of four steps
        "y": generator.normal(size=(4, 8, 1)).tolist(),
        "first": generator.normal(size=(3, 6)).tolist(),
        "last": generator.normal(size=(6, 1)).tolist(),
        "rate": float(generator.uniform(0.05, 0.15)),
    }


def expected(x: Any, y: Any, first: Any, last: Any, rate: float) -> dict[str, Any]:
    first, last = np.array(first), np.array(last)
    shift, offset = np.zeros(6), np.zeros(1)  # biases begin at zero
    for batch, target in zip(np.array(x), np.array(y), strict=True):
        hidden = np.tanh(batch @ first + shift)
        upstream = (hidden @ last + offset - target) * 2 / target.size
        inner = upstream @ last.T * (1 - hidden**2)
        first, shift = first - rate * batch.T @ inner, shift - rate * inner.sum(axis=0)
        last, offset = last - rate * hidden.T @ upstream, offset - rate * upstream.sum(axis=0)
    return {"first": first, "last": last}


judge = counted_lines(same_values(1e-5))
