"""Certificates of two models that were ported by hand, and of ports with a planted fault."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pair_maps
import pytest

from isograd.port.certificate import Certificate
from isograd.port.certify import Job, certify

pytestmark = pytest.mark.real

PAIRS = Path(__file__).parent / "pairs"
ROOT = {"cnn": "Net", "transformer": "Transformer"}
INPUTS: dict[str, list[dict[str, Any]]] = {
    "cnn": [{"name": "image", "dtype": "float32", "shape": ["batch", 3, 8, 8]}],
    "transformer": [
        {"name": "ids", "dtype": "int64", "shape": ["batch", "length"], "low": 0, "high": 11},
        {"name": "shift", "dtype": "float32", "shape": ["batch", "length", 8]},
    ],
}
MAPS = {"cnn": pair_maps.cnn, "transformer": pair_maps.transformer}

Map = dict[str, Any]
Change = Callable[[str, Map], str]  # the emitted source and the map to a new source


def job(folder: Path, pair: str, target: str, change: Change | None = None, **options: Any) -> Job:
    text = (PAIRS / pair / f"{target}_model.py").read_text("utf-8")
    map_ = MAPS[pair](target)
    if change is not None:
        text = change(text, map_)
    (folder / "model.py").write_text(text, encoding="utf-8")
    return Job(
        model=f"{PAIRS / pair / 'source.py'}:{ROOT[pair]}",
        inputs=INPUTS[pair],
        emitted=folder,
        root=ROOT[pair],
        target=target,
        map=map_,
        **options,
    )


def told(certificate: Certificate) -> str:
    return "\n".join(
        [certificate.reason, certificate.output, *(p.name + p.reason for p in certificate.parts)]
    )


# --- honest ports ---------------------------------------------------------------------------

PARTS = {
    "outputs.eval": 1e-14,
    "outputs.train": 1e-14,
    "gradients.eval": 1e-13,
    "gradients.train": 1e-13,
    "buffers": 1e-13,
    "training.sgd": 1e-12,
    # A bias whose gradient is zero but for rounding: Adam divides it by its own size.
    "training.adamw": 1e-9,
}
TARGETS = {"pytorch": "pytorch", "flax": "jax", "keras": "tensorflow"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_convolutional_network(tmp_path: Path, target: str) -> None:
    made = certify(job(tmp_path, "cnn", target))
    assert made.status == "ok", told(made)
    assert {part.status for part in made.parts} == {"ok", "reported"}
    for name, limit in PARTS.items():
        part = made.part(name, TARGETS[target])
        assert part.worst is not None and part.worst < limit, part
    assert (made.parameters, made.received) == (14, 14)
    assert made.left_out == [f"blocks.{n}.norm.num_batches_tracked" for n in (0, 1)]
    assert [tried.sizes["batch"] for tried in made.sizes] == [3, 2, 5]
    short = made.part("gradients.train", dtype="float32")
    assert short.worst is not None and 1e-9 < short.worst < 1e-4
    if target == "keras":
        for environment in ("jax", "pytorch"):
            assert "keras-float64" in made.patches[environment]
            for name in list(PARTS)[:4]:
                assert (made.part(name, environment).worst or 0.0) < 1e-13


PATCHES = {
    "pytorch": [],
    "flax": ["nnx-dtype-float64", "attention-float64"],
    "keras": ["attention-float64", "gelu-float64"],
}


@pytest.mark.parametrize("target", TARGETS)
def test_a_transformer_with_tied_weights(tmp_path: Path, target: str) -> None:
    made = certify(job(tmp_path, "transformer", target, float32=False, others=False))
    assert made.status == "ok", told(made)
    for name, limit in PARTS.items():
        part = made.part(name, TARGETS[target])
        assert part.worst is not None and part.worst < limit, part
    assert made.patches[TARGETS[target]] == PATCHES[target]
    assert [tried.sizes["length"] for tried in made.sizes] == [5, 5, 5, 7]
    assert made.part("optimiser.adamw").worst is not None
    assert Certificate.model_validate_json(made.model_dump_json()) == made


# --- faults ---------------------------------------------------------------------------------


def replaced(old: str, new: str) -> Change:
    def change(text: str, _: Map) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def turned(text: str, map_: Map) -> str:
    """The kernel of a square layer the wrong way round: every shape still fits."""
    (entry,) = (entry for entry in map_["weights"] if entry["source"] == "mixed.weight")
    entry["axes"] = None if entry["axes"] else [1, 0]
    return text


FORWARD = {"outputs.eval", "outputs.train"}
GRADIENTS = {"gradients.eval", "gradients.train"}
TRAINING = {"training.sgd", "training.adamw"}
STATISTICS = {"buffers", *TRAINING}

FAULTS: dict[str, tuple[str, str, Change, set[str]]] = {
    "a transposed square kernel": ("cnn", "pytorch", turned, FORWARD | GRADIENTS | TRAINING),
    "the momentum of batch norm": (
        "cnn",
        "pytorch",
        replaced("BatchNorm2d(width)", "BatchNorm2d(width, momentum=0.11)"),
        STATISTICS,
    ),
    "the epsilon of batch norm": (
        "cnn",
        "pytorch",
        replaced("BatchNorm2d(width)", "BatchNorm2d(width, eps=1e-3)"),
        FORWARD | GRADIENTS | STATISTICS,
    ),
    "a residual that was dropped": (
        "cnn",
        "pytorch",
        replaced("silu(x + self", "silu(self"),
        FORWARD | GRADIENTS | STATISTICS,
    ),
    "the biased running variance": (
        "cnn",
        "flax",
        replaced("* count / (count - 1)", ""),
        STATISTICS,
    ),
    "a gradient that was cut": (
        "transformer",
        "pytorch",
        replaced("self.qkv(self.norm1(x))", "self.qkv(self.norm1(x).detach())"),
        GRADIENTS | TRAINING,
    ),
    "weights that were untied": (
        "transformer",
        "pytorch",
        replaced("        self.head.weight = self.embed.weight\n", ""),
        {"weights", *FORWARD, *GRADIENTS, *TRAINING},
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_caught_by_the_parts_that_it_is_about(tmp_path: Path, name: str) -> None:
    pair, target, change, caught = FAULTS[name]
    made = certify(job(tmp_path, pair, target, change, steps=2, float32=False, others=False))
    assert made.status == "failed", told(made)
    assert {part.name for part in made.failed} == caught, told(made)
    assert made.reason


# --- what does not get through --------------------------------------------------------------

BROKEN = """
import os
from torch import nn

class Net(nn.Linear):
    def __init__(self):
        super().__init__(3, 3)

    def forward(self, x):
        {fault}
"""
ENDS = {
    "raise ValueError('of the user')": ("error", "framework_error", "of the user"),
    "os._exit(3)": ("error", "worker_died", "exit 3"),
    "raise MemoryError('too much')": ("oom", "memory_error", "too much"),
}


def broken(tmp_path: Path, fault: str, **options: Any) -> Certificate:
    source = tmp_path / "source.py"
    source.write_text(BROKEN.format(fault=fault), encoding="utf-8")
    shutil.copy(source, tmp_path / "model.py")
    inputs = [{"name": "x", "dtype": "float32", "shape": ["batch", 3]}]
    weights = [{"source": name, "target": name, "kind": "parameter"} for name in ("weight", "bias")]
    return certify(
        Job(
            model=f"{source}:Net",
            inputs=inputs,
            emitted=tmp_path,
            root="Net",
            target="pytorch",
            map={"weights": weights},
            **options,
        )
    )


@pytest.mark.parametrize("fault", ENDS)
def test_whatever_a_worker_does_is_a_status(tmp_path: Path, fault: str) -> None:
    made = broken(tmp_path, fault)
    status, code, words = ENDS[fault]
    assert (status, code) == (made.status, made.reason_code), told(made)
    assert words in made.reason


def test_a_source_that_takes_too_long(tmp_path: Path) -> None:
    made = broken(tmp_path, "return super().forward(x)", timeout=0.1)
    assert ("timeout", "timeout") == (made.status, made.reason_code)


def test_a_source_that_draws_numbers_proves_nothing(tmp_path: Path) -> None:
    made = broken(tmp_path, "return super().forward(x) + x.new_empty(1).normal_()", steps=1)
    assert ("failed", "port_random") == (made.status, made.reason_code)


def test_a_map_that_names_what_is_not_there(tmp_path: Path) -> None:
    planned = job(tmp_path, "cnn", "pytorch")
    planned.map["weights"].append({"source": "none", "target": "none", "kind": "parameter"})
    made = certify(planned)
    assert ("failed", "port_no_source") == (made.status, made.reason_code)
