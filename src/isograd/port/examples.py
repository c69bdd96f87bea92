"""Inputs and the source's outputs for the test that a port carries along."""

from collections.abc import Mapping

import numpy as np

from isograd.port import material
from isograd.port.bench import Bench, Given, Job
from isograd.port.weights import push_leaves, read


def examples(job: Job, tensors: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """``input.<place>`` and ``output.<leaf>`` in the target's layout, with the model's own weights.

    Outputs are computed in float64 and kept as float32. `WorkerError` where the source does not
    get through.
    """
    map_ = read(job.map)
    sizes = dict(job.sizes) or material.base_sizes(job.inputs)
    inputs = material.inputs(job.inputs, sizes, [job.seed, 9])
    with Bench(job) as bench:
        source = bench.source_worker()
        reply = bench.ask_source(source, ["outputs"], Given(dict(tensors), {"0": inputs}))
        prefix = "eval/0/"
        outputs = {
            key[len(prefix) :]: value
            for key, value in reply.arrays("outputs").items()
            if key.startswith(prefix)
        }
    found = {}
    pushed = push_leaves(map_.inputs, inputs)
    for place, one in enumerate(job.inputs):
        found[f"input.{place}"] = _single(pushed[one["name"]])
    for name, value in push_leaves(map_.outputs, outputs).items():
        found[f"output.{name}"] = _single(value)
    return found


def _single(value: np.ndarray) -> np.ndarray:
    value = np.ascontiguousarray(value)
    return value.astype(np.float32) if value.dtype == np.float64 else value
