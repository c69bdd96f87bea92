from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"rows": int(generator.integers(2, 9))}


def expected(rows: int) -> dict[str, Any]:
    return {"shape": [rows, 1], "parameters": 4 * 8 + 8 + 8 * 1 + 1}


judge = same_values(0.0)
