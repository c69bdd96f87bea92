"""Make a dense layer with twice as many inputs as outputs, with all its defaults."""

import keras


# %% ask
def ask(seed, outputs):
    keras.utils.set_random_seed(seed)
    layer = keras.layers.Dense(outputs)
    layer.build([None, 2 * outputs])
    return {"weight": layer.get_weights()[0]}
