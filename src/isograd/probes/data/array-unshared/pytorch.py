"""Arrays that change after a tensor was made of them by from_numpy."""

import numpy as np
import torch


# %% ask
def ask(values, lengths):
    arrays = [np.full(length, value) for value, length in zip(values, lengths)]
    tensors = [torch.from_numpy(array) for array in arrays]
    for array in arrays:
        array += 1
    return {"values": [float(tensor[0]) for tensor in tensors]}
