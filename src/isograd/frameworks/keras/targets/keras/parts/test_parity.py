"""Repeats the forward pass of the source on stored inputs, in float32: `pytest test_parity.py`."""

from pathlib import Path

import numpy as np
from keras import ops
from load_weights import load_weights
from model import ROOT
from safetensors.numpy import load_file


def leaves(value, name=""):
    """Tensors of an output by name."""
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, (tuple, list)):
        pairs = enumerate(value)
    else:
        yield name, value
        return
    for key, one in pairs:
        yield from leaves(one, f"{name}.{key}" if name else str(key))


def test_parity():
    stored = load_file(Path(__file__).with_name("parity.safetensors"))
    inputs = [stored[name] for name in sorted(stored) if name.startswith("input.")]
    model = ROOT()
    model(*inputs)  # makes the variables
    found = dict(leaves(load_weights(model)(*inputs)))
    for name in stored:
        if name.startswith("output"):
            expected = stored[name]
            scale = np.abs(expected).max() or 1
            key = name.partition(".")[2]
            made = ops.convert_to_numpy(found[key])
            assert np.abs(made - expected).max() <= 1e-4 * scale, name
