"""A tensor handed to NumPy twice: without a copy both lie at the same place."""

import numpy as np
import paddle


# %% ask
def ask(x):
    tensor = paddle.to_tensor(x)
    first, second = np.from_dlpack(tensor), np.from_dlpack(tensor)
    return {"values": first, "shared": first.ctypes.data == second.ctypes.data}
