"""Add a number of NumPy's random generator in a graph that is run several times."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(seed, calls):
    np.random.seed(seed)
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        noisy = tf.zeros(3) + np.random.rand()
        return {"draws": [session.run(noisy) for _ in range(calls)]}
