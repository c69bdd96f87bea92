from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator)}


def expected(seed: int) -> dict[str, Any]:
    x = np.random.default_rng(seed).random([20_000, 32], "float32").astype(float)
    product = x[:1000].T @ x[1000:2000]
    return {
        "sum": x.reshape(8, -1).sum(1),
        "product": product,
        "gradient": x.T @ (2 * x[:, :4].sum(1) / len(x)),
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    names = ("sum", "product", "gradient")
    for made in found.values.values():
        right = same_values(1e-4)(Found(made), inputs, {name: expected[name] for name in names})
        if right.verdict != "yes":
            return right
    one, two = (found.values[threads] for threads in ("one", "two"))
    return often(sum(one[name] == two[name] for name in names), len(names))
