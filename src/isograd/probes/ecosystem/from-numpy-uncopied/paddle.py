"""An array handed over: without a copy the tensor shows its later change."""

import numpy as np
import paddle


# %% ask
def ask(x):
    array = np.array(x, "float32")
    tensor = paddle.from_dlpack(array)
    values = tensor.tolist()
    array += 1
    return {"values": values, "shared": tensor.tolist() != values}
