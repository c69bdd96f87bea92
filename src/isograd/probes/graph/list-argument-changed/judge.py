import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, float]:
    return {"x": float(generator.uniform(1, 2)), "calls": int(generator.integers(2, 5))}


def expected(x: float, calls: int) -> dict[str, float]:
    return {"length": calls + 1, "last": x * 2**calls}


judge = same_values(1e-5)
