"""A body of two columns is loaded into a model with a body of three."""

import torch


# %% function
class Model(torch.nn.Module):
    def __init__(self, **weights):
        super().__init__()
        for name, weight in weights.items():
            self.register_parameter(name, torch.nn.Parameter(torch.tensor(weight)))


# %% ask
def ask(body, head, scratch):
    torch.save(Model(body=body).state_dict(), f"{scratch}/weights.pt")
    model = Model(body=[[*row, 0.0] for row in head])
    model.load_state_dict(torch.load(f"{scratch}/weights.pt"))
    return {name: weight.tolist() for name, weight in model.named_parameters()}
