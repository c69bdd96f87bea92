"""A linear layer exported to ONNX, as its Keras model offers it."""

from pathlib import Path

import numpy as np
import tensorflow as tf


# %% ask
def ask(weight, scratch):
    dense = tf.keras.layers.Dense(2, use_bias=False)
    model = tf.keras.Sequential([tf.keras.Input((3,)), dense])
    model.set_weights([np.array(weight)])
    model(np.zeros((1, 3)))  # an export must have seen a call
    model.export(f"{scratch}/model.onnx", format="onnx", verbose=False)
    return {"file": Path(scratch, "model.onnx").read_bytes().hex()}
