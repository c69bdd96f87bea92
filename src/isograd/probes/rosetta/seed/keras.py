"""Seeding."""

import keras


# %% snippet
def draw(seed):
    return keras.random.normal((5,), seed=keras.random.SeedGenerator(seed))


# %% ask
import numpy as np


def ask(seed):
    first, again, other = (np.asarray(draw(s)) for s in (seed, seed, seed // 2))
    return {"same": int((first == again).all()), "other": int((first == other).any())}
