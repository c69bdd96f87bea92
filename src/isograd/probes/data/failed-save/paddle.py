"""A save over an older file fails half-way."""

import resource

import numpy as np
import paddle


# %% ask
def ask(old, new, scratch):
    first, second = (np.random.default_rng(seed).normal(size=500_000) for seed in (old, new))
    file = f"{scratch}/weights.pdparams"
    paddle.save({"weight": paddle.to_tensor(first, dtype="float32")}, file)
    told, (soft, hard) = "", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as if the disk were full
    try:
        paddle.save({"weight": paddle.to_tensor(second, dtype="float32")}, file)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    try:
        weight = paddle.load(file)["weight"].numpy()
        return {"told": told, "sum": float(np.sum(weight, dtype="float64")), "unread": ""}
    except Exception as error:
        return {"told": told, "sum": 0.0, "unread": f"{type(error).__name__}: {error}"}
