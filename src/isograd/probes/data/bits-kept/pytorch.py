"""Bit patterns through torch.save and torch.load."""

import numpy as np
import torch


# %% ask
def ask(single, half, scratch):
    weights = {
        "single": torch.from_numpy(np.array(single, "uint32").view("int32")).view(torch.float32),
        "half": torch.from_numpy(np.array(half, "uint16").view("int16")).view(torch.bfloat16),
    }
    torch.save(weights, f"{scratch}/weights.pt")
    weights = torch.load(f"{scratch}/weights.pt")
    return {
        "single": weights["single"].view(torch.int32).numpy().view("uint32"),
        "half": weights["half"].view(torch.int16).numpy().view("uint16"),
    }
