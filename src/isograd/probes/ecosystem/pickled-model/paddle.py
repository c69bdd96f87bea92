"""A model is pickled, and its copy computes."""

import pickle

import paddle


# %% ask
def ask(weight, x):
    model = paddle.nn.Sequential(paddle.nn.Linear(3, 2, bias_attr=False))
    model[0].weight.set_value(paddle.to_tensor(weight))
    copy = pickle.loads(pickle.dumps(model))
    x = paddle.to_tensor(x)
    return {"copy": copy(x).numpy()}
