"""Seeding."""

import tensorflow as tf


# %% snippet
def draw(seed):
    tf.random.set_seed(seed)
    return tf.random.normal((5,))


# %% ask
import numpy as np


def ask(seed):
    first, again, other = (np.asarray(draw(s)) for s in (seed, seed, seed // 2))
    return {"same": int((first == again).all()), "other": int((first == other).any())}
