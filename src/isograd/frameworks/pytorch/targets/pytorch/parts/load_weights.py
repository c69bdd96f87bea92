"""Loads `weights.safetensors` into the model. Needs PyTorch and safetensors."""

from pathlib import Path

from safetensors.torch import load_file

WEIGHTS = Path(__file__).with_name("weights.safetensors")


def load_weights(model, file=WEIGHTS):
    """Give every parameter and buffer of `model` its value from `file`."""
    missing, unexpected = model.load_state_dict(load_file(file), strict=False)
    if unexpected:
        raise ValueError(f"the model has no {', '.join(unexpected)}")
    tracked = [name for name in missing if not name.endswith("num_batches_tracked")]
    if tracked:
        raise ValueError(f"the file lacks {', '.join(tracked)}")
    return model
