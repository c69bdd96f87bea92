"""Seeding."""

import jax


# %% snippet
def draw(seed):
    return jax.random.normal(jax.random.key(seed), (5,))


# %% ask
import numpy as np


def ask(seed):
    first, again, other = (np.asarray(draw(s)) for s in (seed, seed, seed // 2))
    return {"same": int((first == again).all()), "other": int((first == other).any())}
