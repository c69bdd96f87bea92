"""Replace the activation of a model that has been built and used."""

import numpy as np
import paddle
from paddle import nn


class Sine(nn.Layer):
    def forward(self, x):
        return paddle.sin(x)


# %% ask
def ask(x, first, last):
    layers = nn.Linear(3, 5, bias_attr=False), nn.Tanh(), nn.Linear(5, 2, bias_attr=False)
    model = nn.Sequential(*layers)
    model[0].weight.set_value(np.array(first, "float32"))
    model[2].weight.set_value(np.array(last, "float32"))
    before = model(paddle.to_tensor(x))
    model[1] = Sine()
    after = model(paddle.to_tensor(x))
    return {"before": before.numpy(), "after": after.numpy()}
