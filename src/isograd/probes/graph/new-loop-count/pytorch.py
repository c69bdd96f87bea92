"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import torch
from torch._dynamo.utils import counters


# %% function
def f(x, turns: int):
    for _ in range(turns):
        x = x * 0.5 + 1
    return x


# %% ask
def ask(f, x, counts):
    values = [f(torch.tensor(x), counts[0]).item()]
    first = counters["stats"]["unique_graphs"]
    for turns in counts[1:]:
        values.append(f(torch.tensor(x), turns).item())
    return {"values": values, "graphs": counters["stats"]["unique_graphs"] - first}
