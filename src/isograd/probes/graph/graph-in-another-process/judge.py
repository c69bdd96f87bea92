import numpy as np

from isograd.probing.judging import counting, same_values


def inputs(generator: np.random.Generator) -> dict[str, float | list[float]]:
    return {
        "x": generator.uniform(1, 2, 5).tolist(),
        "factor": float(generator.uniform(2, 3)),
    }


def expected(x: list[float], factor: float) -> dict[str, np.ndarray]:
    return {"values": np.sin(x) * factor}


judge = counting(same_values(1e-5), "bytes")
