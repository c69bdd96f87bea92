"""Arrays that change after a tensor was made of them by constant."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(values, lengths):
    arrays = [np.full(length, value) for value, length in zip(values, lengths)]
    tensors = [tf.constant(array) for array in arrays]
    for array in arrays:
        array += 1
    return {"values": [float(tensor[0]) for tensor in tensors]}
