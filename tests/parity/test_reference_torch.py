"""The reference against PyTorch: every operation, read by the rules that read users' models.

A call is made in a worker; the rule of its operation says what it is among the neutral ones, and
the reference computes that. So a rule that loses something of a call fails here too.
"""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from torch_calls import Call, calls

from isograd.frameworks.pytorch.source.rules import RULES
from isograd.ir.catalogue import OPERATIONS
from isograd.ir.program import Operand, Type, Weight
from isograd.ir.reference import evaluate, run
from isograd.port.capture import capture, worker
from isograd.port.model import Spec
from isograd.run import environments
from isograd.run.session import Launch, Session
from isograd_worker import protocol

pytestmark = pytest.mark.real

WORKERS = Path(__file__).parents[1] / "run" / "workers"
BOUNDS = {"float64": 1e-12, "float32": 1e-5}  # of the largest number in a result, at least of 1
CALLS = calls()
NUMBERS = itertools.count()

# Recurrent layers are captured as operations of the capture's own, with the same arguments.
CAPTURED = {"lstm.input": "lstm.default", "gru.input": "gru.default"}
ELSEWHERE = {
    "read": "a tensor by itself",
    "drop_path": "several operations of the source at once",
    "softsign": "the source has no such operation in its graphs",
}


@dataclass(frozen=True)
class Made:
    """A call with what came of it."""

    arguments: dict[str, Any]  # all of them, arrays as ``{"array": key}``
    arrays: dict[str, NDArray[Any]]  # that it was given
    results: list[NDArray[Any]]
    changed: dict[str, NDArray[Any]]  # arrays that it wrote to, by key


class Reader:
    """What rules ask, of a single call."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self._arrays = arrays

    def value(self, raw: Any) -> Operand:
        if isinstance(raw, dict):
            return Weight(raw["array"]) if "array" in raw else float(raw["float"])
        assert raw is None or isinstance(raw, (bool, int, float))
        return raw

    def type_of(self, raw: Any) -> Type:
        value = self.value(raw)
        return _type(self._arrays[value.path] if isinstance(value, Weight) else np.asarray(value))


def _type(value: NDArray[Any]) -> Type:
    return Type(value.dtype.name, value.shape)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], Made]:
    """All calls in both types, by place and type: one worker makes them."""
    environment = environments.find("pytorch")
    assert environment is not None, "make the environment first: isograd env create pytorch"
    found = {}
    launch = Launch(environment.python, {}, scratch=tmp_path_factory.mktemp("worker"))
    with Session(launch) as session:
        for dtype in BOUNDS:
            found.update(_asked(session, dtype, tmp_path_factory.mktemp(dtype)))
    return found


def _asked(session: Session, dtype: str, folder: Path) -> dict[tuple[int, str], Made]:
    given: list[dict[str, NDArray[Any]]] = [{} for _ in CALLS]
    raw = [
        {"op": one.op, "args": _raw(one.arguments, dtype, arrays)}
        for one, arrays in zip(CALLS, given, strict=True)
    ]
    every: dict[str, Any] = {key: value for arrays in given for key, value in arrays.items()}
    np.savez(folder / "arrays.npz", **every)
    request = protocol.Attempt(
        source=str(WORKERS / "torch_ops.py"),
        inputs={"calls": raw, "arrays": str(folder / "arrays.npz"), "scratch": str(folder)},
    )
    answer = session.request(request, protocol.Attempted, 300.0)
    assert not answer.error, answer.error["text"]
    with np.load(folder / "results.npz") as file:
        results = {key: file[key] for key in file.files}
    found = {}
    for place, arrays in enumerate(given):
        own = {
            key.removeprefix(f"{place}."): value
            for key, value in results.items()
            if key.startswith(f"{place}.")
        }
        found[place, dtype] = Made(
            answer.values["arguments"][place],
            arrays,
            [own[str(number)] for number in range(sum(key.isdigit() for key in own))],
            {key: value for key, value in own.items() if not key.isdigit()},
        )
    return found


def _raw(value: Any, dtype: str, arrays: dict[str, NDArray[Any]]) -> Any:
    """Arguments as the capture of a model writes them; the arrays go into ``arrays``."""
    if isinstance(value, np.ndarray):
        key = f"array{next(NUMBERS)}"
        arrays[key] = value.astype(dtype) if value.dtype == np.float64 else value
        return {"array": key}
    if isinstance(value, list):
        return [_raw(one, dtype, arrays) for one in value]
    if isinstance(value, dict):
        return {name: _raw(one, dtype, arrays) for name, one in value.items()}
    return dtype if isinstance(value, str) and value == "float64" else value


def _read(one: Call, of: Made) -> tuple[str, list[Any], dict[str, Any]]:
    """The neutral operation with its operands; ``read`` where the rule says that there is none."""
    rule = RULES[CAPTURED.get(one.op, one.op)]
    read = rule(Reader(of.arrays), of.arguments, [_type(value) for value in of.results])
    op, operands, attributes = read if isinstance(read, tuple) else ("read", [read], {})
    resolved = {name: _resolved(value, of) for name, value in attributes.items()}
    return op, [_resolved(value, of) for value in operands], resolved


def _resolved(value: Any, of: Made) -> Any:
    return of.arrays[value.path] if isinstance(value, Weight) else value


def _compare(found: NDArray[Any], expected: NDArray[Any]) -> None:
    assert (found.dtype, found.shape) == (expected.dtype, expected.shape)
    if expected.dtype.kind != "f":
        assert np.array_equal(found, expected)
        return
    finite = np.isfinite(expected)
    assert np.array_equal(found[~finite], expected[~finite], equal_nan=True)
    largest = float(np.max(np.abs(expected[finite]), initial=1.0))
    difference = np.abs(found[finite].astype(np.float64) - expected[finite])
    assert np.max(difference, initial=0.0) <= BOUNDS[expected.dtype.name] * largest


@pytest.mark.parametrize("dtype", BOUNDS)
@pytest.mark.parametrize("place", range(len(CALLS)), ids=lambda n: f"{n}-{CALLS[n].op}")
def test_an_operation_computes_what_the_source_computes(
    made: dict[tuple[int, str], Made], place: int, dtype: str
) -> None:
    of = made[place, dtype]
    op, operands, attributes = _read(CALLS[place], of)
    found = evaluate(op, operands, attributes, training=True)
    asked = OPERATIONS[op].results or len(of.results)
    for value, expected in zip(found[:asked], of.results[:asked], strict=True):
        _compare(value, expected)
    if op == "batch_norm":
        for key, value in zip(("running_mean", "running_var"), found[asked:], strict=False):
            _compare(value, of.changed[of.arguments[key]["array"]])
        assert len(found[asked:]) == len(of.changed)


def test_every_operation_is_compared(made: dict[tuple[int, str], Made]) -> None:
    compared = {_read(one, made[place, "float64"])[0] for place, one in enumerate(CALLS)}
    assert set(OPERATIONS) - set(ELSEWHERE) == compared - {"read"}


def test_a_program_computes_what_its_model_computes(tmp_path: Path) -> None:
    """Captured in float32 with other sizes, run in float64, in both modes."""
    net = WORKERS / "torch_net.py"
    declared = {
        "name": "tokens",
        "dtype": "int64",
        "shape": ["batch", "time"],
        "low": 0,
        "high": 11,
    }
    captured = capture(Spec(f"{net}:Net", inputs=(declared,)))
    program = captured.program
    rng = np.random.default_rng(3)
    tensors: dict[str, Any] = {
        path: rng.uniform(0.1, 1, value.shape)
        for path, value in captured.arrays.items()
        if value.dtype.kind == "f" and program.canonical(path) == path
    }
    tokens = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 0, 0], [0, 0, 0, 0, 0]])
    np.savez(tmp_path / "arrays.npz", tokens=tokens, **tensors)
    with worker("pytorch") as session:
        request = protocol.Attempt(
            source=str(net),
            inputs={"arrays": str(tmp_path / "arrays.npz"), "scratch": str(tmp_path)},
        )
        answer = session.request(request, protocol.Attempted, 300.0)
    assert not answer.error, answer.error["text"]
    with np.load(tmp_path / "found.npz") as file:
        for mode in ("train", "eval"):
            outcome = run(
                program,
                {"tokens": tokens},
                tensors,
                training=mode == "train",
                sizes={"batch": 3, "time": 5},
            )
            assert {"logits", "pooled"} == set(outcome.outputs)
            for name, value in outcome.outputs.items():
                _compare(value, file[f"{mode}.{name}"])
            kept = {"norm.running_mean", "norm.running_var"} if mode == "train" else set()
            assert kept == set(outcome.statistics)
            for name, value in outcome.statistics.items():
                _compare(value, file[f"{mode}.{name}"])
