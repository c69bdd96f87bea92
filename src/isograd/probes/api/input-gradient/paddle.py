"""The gradient of a model's summed output with respect to its input."""

import numpy as np
import paddle
from paddle import nn


# %% model
def input_gradient(model, x):
    x.stop_gradient = False
    (gradient,) = paddle.grad(model(x).sum(), x)
    return gradient


# %% ask
def ask(x, w):
    model = nn.Sequential(nn.Linear(3, 2, bias_attr=False), nn.Tanh())
    model[0].weight.set_value(np.array(w, "float32"))
    return {"gradient": input_gradient(model, paddle.to_tensor(x)).numpy()}
