"""Loads `weights.safetensors` into the model. Needs the model's own libraries and safetensors.

Keras makes most variables when a model is called for the first time: call it once before.
"""

from pathlib import Path

from safetensors.numpy import load_file

FILE = Path(__file__).with_name("weights.safetensors")


def load_weights(model, file=FILE):
    """Give every variable of `model` its value from `file`; names are attribute paths."""
    for path, value in load_file(file).items():
        *owners, name = path.split(".")
        owner = model
        for part in owners:
            owner = owner[int(part)] if part.isdigit() else getattr(owner, part)
        getattr(owner, name).assign(value)  # an error if the shapes differ
    return model
