from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "batches": generator.normal(1.0, 1.0, (4, 5, 3)).tolist(),
        "rate": float(generator.uniform(0.2, 0.6)),
    }


def expected(batches: list[Any], rate: float) -> dict[str, Any]:
    *trained, last = np.array(batches)
    mean = np.zeros(last.shape[1])
    for batch in trained:
        mean += rate * (batch.mean(axis=0) - mean)
    return {"centred": last - mean, "mean": mean}


judge = counted_lines(same_values(1e-5))
