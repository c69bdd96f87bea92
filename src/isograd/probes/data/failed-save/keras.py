"""A save over an older file fails half-way."""

import resource

import keras
import numpy as np


# %% function
def build(weight):
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input((len(weight),)), dense])
    model.set_weights([weight[:, None]])
    return model


# %% ask
def ask(old, new, scratch):
    first, second = (np.random.default_rng(seed).normal(size=500_000) for seed in (old, new))
    file = f"{scratch}/model.keras"
    build(first).save(file)
    told, (soft, hard) = "", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as if the disk were full
    try:
        build(second).save(file)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    try:
        weight = keras.models.load_model(file).get_weights()[0]
        return {"told": told, "sum": float(np.sum(weight, dtype="float64")), "unread": ""}
    except Exception as error:
        return {"told": told, "sum": 0.0, "unread": f"{type(error).__name__}: {error}"}
