"""Loads `weights.safetensors` into the model. Needs the model's own libraries and safetensors."""

from pathlib import Path

import jax.numpy as jnp
from safetensors.numpy import load_file

WEIGHTS = Path(__file__).with_name("weights.safetensors")


def load_weights(model, file=WEIGHTS):
    """Give every variable of `model` its value from `file`; names are attribute paths."""
    for path, value in load_file(file).items():
        *owners, name = path.split(".")
        owner = model
        for part in owners:
            owner = owner[int(part)] if part.isdigit() else getattr(owner, part)
        variable = getattr(owner, name)
        if variable[...].shape != value.shape:
            raise ValueError(f"{path}: {value.shape} in the file, {variable[...].shape} here")
        variable.set_value(jnp.array(value))
    return model
