"""Arrays that change after a tensor was made of them by convert_to_tensor."""

import numpy as np
from keras import ops


# %% ask
def ask(values, lengths):
    arrays = [np.full(length, value) for value, length in zip(values, lengths)]
    tensors = [ops.convert_to_tensor(array) for array in arrays]
    for array in arrays:
        array += 1
    return {"values": [float(tensor[0]) for tensor in tensors]}
