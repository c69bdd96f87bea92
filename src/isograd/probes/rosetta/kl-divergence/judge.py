from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    p = generator.dirichlet(np.ones(4), 3)
    q = generator.dirichlet(np.ones(4), 3)
    return {"p": p.tolist(), "q": q.tolist()}


def expected(p: Any, q: Any) -> dict[str, Any]:
    a, b = np.array(p), np.array(q)
    return {"y": np.mean(np.sum(a * np.log(a / b), axis=1))}


judge = same_values(1e-4)
