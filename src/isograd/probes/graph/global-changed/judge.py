import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, float | list[float]]:
    return {
        "x": float(generator.uniform(1, 2)),
        "factors": generator.permutation(np.arange(2.0, 8.0))[:4].tolist(),
    }


def expected(x: float, factors: list[float]) -> dict[str, list[float]]:
    return {"values": [x * factor for factor in factors]}


judge = same_values(1e-5)
