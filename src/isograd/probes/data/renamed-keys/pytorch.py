"""A checkpoint that says body is loaded into a model that says trunk."""

import torch


# %% function
class Model(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        self.add_module(name, torch.nn.Linear(2, 2, bias=False))


# %% ask
def ask(saved, scratch):
    old, new = Model("body"), Model("trunk")
    old.body.weight.data = torch.tensor(saved)
    torch.save(old.state_dict(), f"{scratch}/weights.pt")
    state = torch.load(f"{scratch}/weights.pt")
    new.load_state_dict({name.replace("body", "trunk"): weight for name, weight in state.items()})
    return {"trunk": new.trunk.weight.tolist()}
