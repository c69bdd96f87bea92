"""Arrays handed over: without a copy the tensors show their later change."""

import numpy as np
import paddle


# %% ask
def ask(x):
    arrays = [np.array(x, "float32") for _ in range(20)]
    tensors = [paddle.from_dlpack(array) for array in arrays]
    values = tensors[0].tolist()
    for array in arrays:
        array += 1
    shared = [float(tensor[0]) != values[0] for tensor in tensors]
    return {"values": values, "shared": shared}
