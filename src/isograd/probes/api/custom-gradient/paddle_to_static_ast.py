"""A gate that opens by a step function with a surrogate gradient, compiled as one graph."""

import paddle
from paddle.autograd import PyLayer


# %% model
class Spike(PyLayer):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return paddle.cast(x > 0, x.dtype)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensor()
        return upstream / (1 + x.abs()) ** 2


# %% ask
def plain(x):
    return x * Spike.apply(x)


def marked(x):
    spikes = Spike.apply(x)
    spikes.stop_gradient = False  # is true since a comparison has no gradient
    return x * spikes


def ask(x, c):
    found = {}
    for name, function in (("plain", plain), ("gradient", marked)):
        given = paddle.to_tensor(x, stop_gradient=False)
        value = paddle.jit.to_static(function, full_graph=True)(given)
        (value * paddle.to_tensor(c)).sum().backward()
        found[name] = given.grad.numpy()
    return {**found, "value": value.detach().numpy()}
