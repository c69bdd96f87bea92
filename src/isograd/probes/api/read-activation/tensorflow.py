"""Read the output of the layer called hidden."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense, ReLU


# %% model
def activation(model, name, x):
    part = tf.keras.Model(model.inputs, model.get_layer(name).output)
    return part(x)


# %% ask
def ask(x, hidden, last):
    layers = [Dense(5, use_bias=False, name="hidden"), ReLU(), Dense(2, use_bias=False)]
    model = tf.keras.Sequential([tf.keras.Input([3]), *layers])
    model.set_weights([np.array(hidden), np.array(last)])
    return {"activation": activation(model, "hidden", tf.constant(x)).numpy()}
