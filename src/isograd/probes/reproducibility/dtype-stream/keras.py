"""Draw from one seed in float32 and in float64."""

import keras
from keras import ops


# %% ask
def ask(seed, size):
    single = keras.random.normal([size], dtype="float32", seed=seed)
    double = keras.random.normal([size], dtype="float64", seed=seed)
    return {"float32": ops.convert_to_numpy(single), "float64": ops.convert_to_numpy(double)}
