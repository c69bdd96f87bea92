"""Draw from the global stream, and again with draws of a generator of one's own in between."""

import keras
from keras import ops


# %% function
def public():
    return ops.convert_to_numpy(keras.random.normal([20]))


def private(seed):
    seeds = keras.random.SeedGenerator(seed)
    return ops.convert_to_numpy(keras.random.normal([20], seed=seeds))


# %% ask
def ask(seed, mine):
    keras.utils.set_random_seed(seed)
    first = [public(), public()]
    keras.utils.set_random_seed(seed)
    before, made, after = public(), private(mine), public()
    return {"first": first, "again": [before, after], "mine": made, "mine_again": private(mine)}
