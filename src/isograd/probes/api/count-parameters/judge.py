from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, int]:
    given, hidden, made = generator.integers(3, 20, 3)
    return {"given": int(given), "hidden": int(hidden), "made": int(made)}


def expected(given: int, hidden: int, made: int) -> dict[str, Any]:
    normalised = 2 * hidden  # scale and shift; the mean and the variance are no parameters
    return {"count": (given + 1) * hidden + normalised + (hidden + 1) * made}


judge = same_values(1e-9)
