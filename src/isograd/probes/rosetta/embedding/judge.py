from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "table": generator.normal(size=(5, 3)).round(3).tolist(),
        "tokens": generator.integers(5, size=4).tolist(),
    }


def expected(table: Any, tokens: Any) -> dict[str, Any]:
    return {"y": np.array(table)[tokens]}


judge = same_values(1e-5)
