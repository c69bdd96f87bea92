from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = generator.normal(size=(3, 4)).round(3)
    return {
        "x": rows.tolist(),
        "kernel": generator.normal(size=(4, 2)).round(3).tolist(),
        "bias": generator.normal(size=2).round(3).tolist(),
    }


def expected(x: Any, kernel: Any, bias: Any) -> dict[str, Any]:
    return {"y": np.array(x) @ np.array(kernel) + np.array(bias)}


judge = same_values(1e-5)
