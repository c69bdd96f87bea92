"""A model is copied, then changed; the copy computes as before."""

import copy as copying

import paddle


# %% ask
def ask(weight, x):
    model = paddle.nn.Sequential(paddle.nn.Linear(3, 2, bias_attr=False))
    model[0].weight.set_value(paddle.to_tensor(weight))
    copy = copying.deepcopy(model)
    x = paddle.to_tensor(x)
    model[0].weight.set_value(paddle.zeros([3, 2]))
    return {"copy": copy(x).numpy(), "own": model(x).numpy()}
