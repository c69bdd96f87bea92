"""An array handed over: without a copy the tensor shows its later change."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(x):
    array = np.array(x, "float32")
    tensor = tf.experimental.dlpack.from_dlpack(array.__dlpack__())
    values = tensor.numpy().tolist()
    array += 1
    return {"values": values, "shared": tensor.numpy().tolist() != values}
