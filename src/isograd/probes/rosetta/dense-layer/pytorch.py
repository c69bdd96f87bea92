"""Dense layer."""

import torch


# %% snippet
def dense(kernel, bias):
    layer = torch.nn.Linear(*kernel.shape)
    with torch.no_grad():
        layer.weight.copy_(kernel.T)  # [out, in]
        layer.bias.copy_(bias)
    return layer


# %% ask
def ask(x, kernel, bias):
    layer = dense(torch.tensor(kernel), torch.tensor(bias))
    return {"y": layer(torch.tensor(x)).detach()}
