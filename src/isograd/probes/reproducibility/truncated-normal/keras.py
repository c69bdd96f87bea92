"""Initialise a large weight with a truncated normal of a given deviation."""

import keras
from keras import ops


# %% ask
def ask(seed, deviation):
    initializer = keras.initializers.TruncatedNormal(stddev=deviation, seed=seed)
    return {"draws": ops.convert_to_numpy(initializer([200, 200]))}
