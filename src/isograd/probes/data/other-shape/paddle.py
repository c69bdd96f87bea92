"""A body of two columns is loaded into a model with a body of three."""

import numpy as np
import paddle
from paddle.nn.initializer import Assign


# %% function
class Model(paddle.nn.Layer):
    def __init__(self, **weights):
        super().__init__()
        for name, weight in weights.items():
            made = self.create_parameter(np.shape(weight), default_initializer=Assign(weight))
            self.add_parameter(name, made)


# %% ask
def ask(body, head, scratch):
    paddle.save(Model(body=body).state_dict(), f"{scratch}/weights.pdparams")
    model = Model(body=[[*row, 0.0] for row in head])
    model.set_state_dict(paddle.load(f"{scratch}/weights.pdparams"))
    return {name: weight.numpy() for name, weight in model.named_parameters()}
