from typing import Any

import numpy as np

from isograd.probing.judging import same_values

EPSILON = 1e-5


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """The halves lie apart, so that their own statistics are far from those of the whole."""
    halves = generator.normal(size=(2, 4, 3)) + generator.normal(size=(2, 1, 3)) * 3
    return {"halves": halves.round(3).tolist()}


def expected(halves: Any) -> dict[str, Any]:
    """The first half, normalised by mean and variance of both."""
    rows = np.concatenate(halves)
    normal = (rows - rows.mean(0)) / np.sqrt(rows.var(0) + EPSILON)
    return {"normalised": normal[: len(halves[0])].tolist()}


judge = same_values(1e-5)
