"""Initialise a large weight with a truncated normal of a given deviation."""

import paddle


# %% ask
def ask(seed, deviation):
    paddle.seed(seed)
    initializer = paddle.nn.initializer.TruncatedNormal(std=deviation)
    weight = paddle.create_parameter([200, 200], "float32", default_initializer=initializer)
    return {"draws": weight.numpy()}
