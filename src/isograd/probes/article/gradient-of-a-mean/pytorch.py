"""The gradient of the mean of ten squares."""

import torch


# %% ask
def ask():
    x = torch.randn(10, requires_grad=True)
    y = (x**2).mean()
    y.backward()
    print(x.grad)
    return {"x": x.detach().numpy(), "gradient": x.grad.numpy()}
