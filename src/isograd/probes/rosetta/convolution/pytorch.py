"""Two-dimensional convolution."""

import torch


# %% snippet
def f(x, kernel):
    x, kernel = x.permute(0, 3, 1, 2), kernel.permute(3, 2, 0, 1)  # [out, in, height, width]
    return torch.nn.functional.conv2d(x, kernel).permute(0, 2, 3, 1)


# %% ask
def ask(x, kernel):
    return {"y": f(torch.tensor(x), torch.tensor(kernel))}
