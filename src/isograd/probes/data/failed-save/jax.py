"""A save over an older checkpoint fails half-way."""

import resource

import jax.numpy as jnp
import numpy as np
import orbax.checkpoint as ocp


# %% function
def save(file, weight):
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(file, {"weight": jnp.array(weight)}, force=True)


# %% ask
def ask(old, new, scratch):
    first, second = (np.random.default_rng(seed).normal(size=500_000) for seed in (old, new))
    file = f"{scratch}/weights"
    save(file, first)
    told, (soft, hard) = "", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as if the disk were full
    try:
        save(file, second)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    try:
        weight = np.array(ocp.StandardCheckpointer().restore(file)["weight"])
        return {"told": told, "sum": float(np.sum(weight, dtype="float64")), "unread": ""}
    except Exception as error:
        return {"told": told, "sum": 0.0, "unread": f"{type(error).__name__}: {error}"}
