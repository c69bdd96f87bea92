"""Dropout inside a recomputed segment: output and gradient."""

import keras
import torch


# %% function
def f(x):
    dropout = keras.layers.Dropout(0.5)
    return keras.remat(lambda x: dropout(x, training=True))(x)


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    y = f(x)
    y.sum().backward()
    return {"output": y.detach().numpy(), "gradient": x.grad.numpy()}
