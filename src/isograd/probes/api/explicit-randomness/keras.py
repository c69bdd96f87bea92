"""The same seed twice inside one function."""

import keras
from keras import ops


# %% function
def f(seed):
    return keras.random.normal([4], seed=seed), keras.random.normal([4], seed=seed)


# %% ask
def ask(f, seed):
    keras.utils.set_random_seed(seed)
    undisturbed = keras.random.normal([4])
    keras.utils.set_random_seed(seed)
    (first, second), (other, _) = f(seed), f(seed + 1)
    after = keras.random.normal([4])
    found = {"first": first, "second": second, "other": other}
    found |= {"undisturbed": undisturbed, "after": after}
    return {name: ops.convert_to_numpy(sample) for name, sample in found.items()}
