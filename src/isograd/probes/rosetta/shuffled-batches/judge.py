from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"rows": generator.permutation(100)[:8].tolist()}


def expected(rows: Any) -> dict[str, Any]:
    return {"sizes": [3, 3, 2], "rows": sorted(rows)}


judge = same_values(0.0)
