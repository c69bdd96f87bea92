"""A save over an older checkpoint fails half-way."""

import resource

import numpy as np
import tensorflow as tf


# %% ask
def ask(old, new, scratch):
    first, second = (np.random.default_rng(seed).normal(size=500_000) for seed in (old, new))
    file = f"{scratch}/weights"
    tf.train.Checkpoint(weight=tf.Variable(first, dtype=tf.float32)).write(file)
    told, (soft, hard) = "", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))  # as if the disk were full
    try:
        tf.train.Checkpoint(weight=tf.Variable(second, dtype=tf.float32)).write(file)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    try:
        weight = tf.train.load_variable(file, "weight/.ATTRIBUTES/VARIABLE_VALUE")
        return {"told": told, "sum": float(np.sum(weight, dtype="float64")), "unread": ""}
    except Exception as error:
        return {"told": told, "sum": 0.0, "unread": f"{type(error).__name__}: {error}"}
