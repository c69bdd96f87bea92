"""The proof patches for attention, against NumPy, and against the library within float32."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from isograd.port.workers import Worker
from isograd.registry import BUILT_IN
from isograd.run.environments import find

pytestmark = pytest.mark.real

PROGRAM = Path(__file__).parent / "workers" / "attention.py"
RNG = np.random.default_rng(3)
QUERY = RNG.standard_normal((2, 5, 4, 8))
KEY, VALUE = RNG.standard_normal((2, 2, 7, 2, 8))  # two heads for four of the query
MASK = RNG.random((2, 1, 5, 7)) < 0.6
MASK[0, 0, 2] = False  # a row without any key
CASES: list[dict[str, Any]] = [
    {},
    {"scale": 0.3},
    {"is_causal": True},
    {"mask": MASK.tolist()},
    {"mask": MASK.tolist(), "is_causal": True},
    {"bias": RNG.standard_normal((2, 4, 5, 7)).tolist()},
    {"bias": RNG.standard_normal((1, 4, 5, 7)).tolist(), "mask": MASK.tolist(), "scale": 1.0},
]


def attention(
    mask: Any = None, bias: Any = 0.0, scale: float = 8**-0.5, is_causal: bool = False
) -> Any:
    """As the libraries mean it: a row without any key is the mean of all values."""
    key, value = (np.repeat(part, 2, axis=2) for part in (KEY, VALUE))
    scores = scale * np.einsum("btnh,bsnh->bnts", QUERY, key) + np.array(bias)
    kept = np.ones((5, 7), bool) if mask is None else np.array(mask)
    if is_causal:
        kept = kept & np.tri(5, 7, dtype=bool)
    scores = np.where(kept, scores, -1e30)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return np.einsum("bnts,bsnh->btnh", weights, value)


@pytest.mark.parametrize(
    ("environment", "backend", "program", "refused"),
    [
        ("jax", "", "jax/worker/exact_attention.py", 3),
        ("tensorflow", "tensorflow", "keras/worker/exact.py", 3),
    ],
)
def test_exact_attention(
    tmp_path: Path, environment: str, backend: str, program: str, refused: int
) -> None:
    found = find(environment)
    assert found is not None
    worker = Worker(found, PROGRAM, backend, tmp_path, 300.0)
    try:
        reply = worker.ask(
            {
                "program": str(BUILT_IN / program),
                "function": "dot_product_attention",
                "query": QUERY.tolist(),
                "key": KEY.tolist(),
                "value": VALUE.tolist(),
                "cases": CASES,
            }
        )
    finally:
        worker.close()
    for case, (exact, library) in zip(CASES, reply.values["found"], strict=True):
        np.testing.assert_allclose(exact, attention(**case), atol=1e-14, err_msg=str(case))
        np.testing.assert_allclose(library, exact, atol=1e-5, err_msg=str(case))
    assert refused == reply.values["refused"]
    assert reply.values["called"] > 0
