"""Gradient with respect to nested parameters."""

import torch


# %% function
def loss(p):
    return (p["layer"]["w"] ** 2).sum() + p["layer"]["b"] * p["scales"][0] * p["scales"][1]


# %% ask
def ask(w, b, scales):
    scales = [torch.tensor(scale) for scale in scales]
    p = {"layer": {"w": torch.tensor(w), "b": torch.tensor(b)}, "scales": scales}
    g = torch.func.grad(loss)(p)
    layer = g["layer"]
    return {"w": layer["w"].numpy(), "b": layer["b"].item(), "scale": g["scales"][0].item()}
