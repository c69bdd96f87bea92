"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import torch

sizes = []


def count(graph_module, example_inputs):
    sizes.append(len(graph_module.graph.nodes))
    return graph_module.forward


# %% function
@torch.compile(backend=count)
def f(x, turns):
    for _ in range(turns):
        x = torch.sin(x)
    return x


# %% ask
def ask(f, turns):
    for n in turns:
        f(torch.ones(3), n)
    return {"sizes": sizes}
