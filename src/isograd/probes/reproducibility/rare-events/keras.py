"""Draw a million events of a usual probability, and many millions of a tiny one."""

import keras
from keras import ops


# %% function
def events(probability):
    return int(ops.sum(keras.random.uniform([10**6]) < probability))


# %% ask
def ask(seed, often, rare, millions):
    keras.utils.set_random_seed(seed)
    return {"often": events(often), "rare": sum(events(rare) for _ in range(millions))}
