"""A save over an older file fails half-way."""

import resource

import numpy as np
import torch


# %% ask
def ask(old, new, scratch):
    first, second = (np.random.default_rng(seed).normal(size=500_000) for seed in (old, new))
    file = f"{scratch}/weights.pt"
    torch.save({"weight": torch.tensor(first, dtype=torch.float32)}, file)
    told, (soft, hard) = "", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as if the disk were full
    try:
        torch.save({"weight": torch.tensor(second, dtype=torch.float32)}, file)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    try:
        weight = torch.load(file)["weight"].numpy()
        return {"told": told, "sum": float(np.sum(weight, dtype="float64")), "unread": ""}
    except Exception as error:
        return {"told": told, "sum": 0.0, "unread": f"{type(error).__name__}: {error}"}
