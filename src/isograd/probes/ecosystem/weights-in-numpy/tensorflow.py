"""NumPy's functions on a variable."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(weight):
    made = tf.Variable(weight)
    return {"median": np.median(made), "sorted": np.sort(made, 0), "norm": np.linalg.norm(made)}
