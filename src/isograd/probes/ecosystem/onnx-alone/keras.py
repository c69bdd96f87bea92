"""A linear layer exported to ONNX."""

from pathlib import Path

import keras
import numpy as np


# %% ask
def ask(weight, scratch):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, use_bias=False)])
    model.set_weights([np.array(weight)])
    model(np.zeros((1, 3)))  # an export must have seen a call
    model.export(f"{scratch}/model.onnx", format="onnx", verbose=False)
    return {"file": Path(scratch, "model.onnx").read_bytes().hex()}
