"""Build a dense layer twice after seeding, and once more after the same seed."""

import keras


# %% function
def weights():
    layer = keras.layers.Dense(4)
    layer.build([None, 8])
    return layer.get_weights()[0]


# %% ask
def ask(seed):
    keras.utils.set_random_seed(seed)
    first, other = weights(), weights()
    keras.utils.set_random_seed(seed)
    return {"first": first, "other": other, "again": weights()}
