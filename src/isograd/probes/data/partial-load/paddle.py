"""A checkpoint of the body alone is loaded into a model of body and head."""

import paddle
from paddle.nn.initializer import Assign


# %% function
class Model(paddle.nn.Layer):
    def __init__(self, **weights):
        super().__init__()
        for name, weight in weights.items():
            self.add_parameter(
                name, self.create_parameter([2, 2], default_initializer=Assign(weight))
            )


# %% ask
def ask(saved, body, head, scratch):
    paddle.save(Model(body=saved).state_dict(), f"{scratch}/weights.pdparams")
    model = Model(body=body, head=head)
    model.set_state_dict(paddle.load(f"{scratch}/weights.pdparams"))
    return {name: weight.numpy() for name, weight in model.named_parameters()}
