"""Whole architectures of torch.nn, built and trained for a step; the others are in torchvision."""

import inspect

import torch


# %% ask
def ask(places):
    classes = inspect.getmembers(torch.nn, inspect.isclass)
    offered = [
        name for name, made in classes if "src" in inspect.signature(made.forward).parameters
    ]
    offered = [
        name
        for name in offered
        if "tgt" in inspect.signature(getattr(torch.nn, name).forward).parameters
    ]
    moved = {}
    for name in {offered[int(place * len(offered))] for place in places}:
        model = getattr(torch.nn, name)(d_model=32, nhead=4, batch_first=True)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
        before = torch.nn.utils.parameters_to_vector(model.parameters()).detach().clone()
        model(torch.randn(2, 5, 32), torch.randn(2, 5, 32)).square().mean().backward()
        optimizer.step()
        after = torch.nn.utils.parameters_to_vector(model.parameters()).detach()
        moved[name] = float((after - before).abs().max())
    return {"offered": offered, "moved": moved}
