"""A dense layer in the framework's own saved form."""

import numpy as np
import paddle
from paddle.static import InputSpec


# %% ask
def ask(scratch, seed, width):
    model = paddle.nn.Linear(width, width, bias_attr=False)
    matrix = np.random.default_rng(seed).normal(size=(width, width))
    model.set_state_dict({"weight": paddle.to_tensor(matrix, "float32")})
    paddle.jit.save(model, f"{scratch}/model", [InputSpec([1, width], "float32")])
    return {}
