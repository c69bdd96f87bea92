from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(4, 3)).tolist(),
        "hidden": generator.normal(size=(3, 5)).tolist(),
        "last": generator.normal(size=(5, 2)).tolist(),
    }


def expected(x: Any, hidden: Any, last: Any) -> dict[str, Any]:
    return {"activation": np.array(x) @ np.array(hidden)}


judge = counted_lines(same_values(1e-5))
