from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    drawn = {
        "x": generator.normal(size=(8, 3)).tolist(),
        "y": generator.normal(size=(8, 1)).tolist(),
        "w": generator.normal(size=(3, 1)).tolist(),
        "rate": float(generator.uniform(0.1, 0.5)),
    }
    norm = np.linalg.norm(gradient(drawn["x"], drawn["y"], drawn["w"]))
    return {**drawn, "limit": float(norm * generator.uniform(0.3, 0.7))}  # so that it is clipped


def gradient(x: Any, y: Any, w: Any) -> Any:
    """Of the mean over two micro-batches of the mean squared error: that of the whole batch."""
    x, y, w = np.array(x), np.array(y), np.array(w)
    return 2 * x.T @ (x @ w - y) / len(x)


def expected(x: Any, y: Any, w: Any, rate: float, limit: float) -> dict[str, Any]:
    made = gradient(x, y, w)
    return {"w": np.array(w) - rate * made * limit / np.linalg.norm(made)}


judge = counted_lines(same_values(1e-5))
