"""Make a layer after seeding, and once more with another layer before it."""

import keras
from keras.layers import Dense


# %% ask
def ask(seed):
    keras.utils.set_random_seed(seed)
    first = keras.Sequential([keras.Input([8]), Dense(4)])
    keras.utils.set_random_seed(seed)
    again = keras.Sequential([keras.Input([8]), Dense(8), Dense(4)])
    return {"first": first.get_weights()[-2], "again": again.get_weights()[-2]}
