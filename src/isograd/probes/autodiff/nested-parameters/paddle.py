"""Gradient with respect to nested parameters."""

import paddle


# %% function
def loss(p):
    b, scales = p["layer"]["b"], p["scales"]
    return (p["layer"]["w"] ** 2).sum() + b * scales[0] * scales[1]


def parameter(value):
    return paddle.to_tensor(value, stop_gradient=False)


# %% ask
def ask(w, b, scales):
    layer = {"w": parameter(w), "b": parameter(b)}
    p = {"layer": layer, "scales": [parameter(scale) for scale in scales]}
    g = paddle.grad(loss(p), p)
    layer = g["layer"]
    return {"w": layer["w"].numpy(), "b": layer["b"].item(), "scale": g["scales"][0].item()}
