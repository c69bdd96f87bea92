"""An array handed over: without a copy the tensor shows its later change."""

import numpy as np
from keras import ops


# %% ask
def ask(x):
    array = np.array(x, "float32")
    tensor = ops.convert_to_tensor(array)
    values = ops.convert_to_numpy(tensor).tolist()
    array += 1
    return {"values": values, "shared": ops.convert_to_numpy(tensor).tolist() != values}
