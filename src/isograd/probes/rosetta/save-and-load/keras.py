"""Saving and loading weights."""

import keras


# %% snippet
def save(model, path):
    model.save_weights(path)  # ends with .weights.h5


def load(model, path):
    model.load_weights(path)


# %% ask
def ask(x, scratch):
    x = keras.ops.array(x)
    one, two = (keras.Sequential([keras.layers.Dense(2)]) for _ in range(2))
    one(x), two(x)
    save(one, f"{scratch}/model.weights.h5")
    load(two, f"{scratch}/model.weights.h5")
    return {"same": int(keras.ops.all(one(x) == two(x)))}
