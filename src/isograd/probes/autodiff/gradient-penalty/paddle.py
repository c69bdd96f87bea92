"""Gradient of a gradient penalty through convolution, SiLU, layer norm and log-softmax."""

import paddle
from paddle import nn


# %% function
def net(image, kernel):
    h = nn.functional.silu(nn.functional.conv2d(image, kernel)).reshape([1, 4])
    return nn.functional.log_softmax(nn.functional.layer_norm(h, [4]), 1)[0, 0]


def f(image, kernel):
    (slope,) = paddle.grad(net(image, kernel), image, create_graph=True)
    return paddle.grad((slope**2).sum(), kernel)[0]


# %% ask
def ask(f, image, kernel):
    image = paddle.to_tensor([[image]], stop_gradient=False)
    kernel = paddle.to_tensor([[kernel]], stop_gradient=False)
    return {"gradient": f(image, kernel)[0, 0].numpy()}
