from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    a = generator.normal(size=(3, 3)) + 4 * np.eye(3)
    return {"a": a.round(3).tolist(), "b": generator.normal(size=(3, 1)).round(3).tolist()}


def expected(a: Any, b: Any) -> dict[str, Any]:
    return {"y": np.linalg.solve(a, b)}


judge = same_values(1e-4)
