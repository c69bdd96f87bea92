"""Two layers, each moved by an optimizer of its own, in turns."""

import torch
from torch.optim import SGD


# %% function
def f(first, last, x, target):
    return ((x @ first @ last - target) ** 2).mean()


# %% model
def train(f, first, last, batches, slow, fast):
    optimizers = SGD([first], lr=slow), SGD([last], lr=fast, momentum=0.9)
    for i, (x, target) in enumerate(batches):
        optimizer = optimizers[i % 2]
        optimizer.zero_grad()
        f(first, last, x, target).backward()
        optimizer.step()


# %% ask
def ask(f, x, target, first, last, slow, fast):
    first, last = torch.tensor(first).requires_grad_(), torch.tensor(last).requires_grad_()
    train(f, first, last, zip(torch.tensor(x), torch.tensor(target)), slow, fast)
    return {"first": first.detach().numpy(), "last": last.detach().numpy()}
