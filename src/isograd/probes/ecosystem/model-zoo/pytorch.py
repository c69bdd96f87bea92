"""Whole architectures of torch.nn, from source to target; the others are in torchvision."""

import inspect

import torch


# %% function
def whole(made):
    forward = getattr(made, "forward", None)
    return forward is not None and {"src", "tgt"} <= set(inspect.signature(forward).parameters)


# %% ask
def ask(places):
    classes = inspect.getmembers(torch.nn, inspect.isclass)
    offered = [name for name, made in classes if whole(made)]
    moved = {}
    for name in {offered[int(place * len(offered))] for place in places}:
        model = getattr(torch.nn, name)(d_model=32, nhead=4, batch_first=True)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
        before = [weight.detach().clone() for weight in model.parameters()]
        model(torch.randn(2, 5, 32), torch.randn(2, 5, 32)).square().mean().backward()
        optimizer.step()
        pairs = zip(before, model.parameters())
        moved[name] = max(float((a - b).abs().max()) for a, b in pairs)
    return {"offered": offered, "moved": moved}
