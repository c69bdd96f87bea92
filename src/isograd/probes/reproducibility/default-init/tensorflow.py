"""Make a dense layer with twice as many inputs as outputs, with all its defaults."""

import tensorflow as tf


# %% ask
def ask(seed, outputs):
    tf.keras.utils.set_random_seed(seed)
    layer = tf.keras.layers.Dense(outputs)
    layer.build([None, 2 * outputs])
    return {"weight": layer.kernel.numpy()}
