"""Gradient of a gradient penalty through convolution, SiLU, layer norm and log-softmax."""

import torch
from torch import nn


# %% function
def net(image, kernel):
    h = nn.functional.silu(nn.functional.conv2d(image, kernel)).reshape(1, 4)
    return nn.functional.log_softmax(nn.functional.layer_norm(h, (4,)), 1)[0, 0]


def penalty(kernel, image):
    return (torch.func.grad(net)(image, kernel) ** 2).sum()


def f(image, kernel):
    return torch.func.grad(penalty)(kernel, image)


# %% ask
def ask(f, image, kernel):
    found = f(torch.tensor([[image]]), torch.tensor([[kernel]]))
    return {"gradient": found[0, 0].numpy()}
