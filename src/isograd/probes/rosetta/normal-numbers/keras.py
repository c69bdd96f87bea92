"""Normal random numbers."""

import keras


# %% snippet
def draw(seed, count):
    return keras.random.normal((count,), seed=seed)


# %% ask
def ask(seed, count):
    return {"x": draw(seed, count)}
