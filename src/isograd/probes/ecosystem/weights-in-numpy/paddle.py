"""NumPy's functions on a parameter."""

import numpy as np
import paddle
from paddle.nn.initializer import Assign


# %% ask
def ask(weight):
    made = paddle.create_parameter([5, 4], "float32", default_initializer=Assign(weight))
    return {"median": np.median(made), "sorted": np.sort(made, 0), "norm": np.linalg.norm(made)}
