"""Dense layer."""

import paddle


# %% snippet
def dense(kernel, bias):
    layer = paddle.nn.Linear(*kernel.shape)
    layer.weight.set_value(kernel)  # [in, out]
    layer.bias.set_value(bias)
    return layer


# %% ask
def ask(x, kernel, bias):
    layer = dense(paddle.to_tensor(kernel), paddle.to_tensor(bias))
    return {"y": layer(paddle.to_tensor(x)).detach()}
