"""The gradient of a model's summed output with respect to its input."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense


# %% model
def input_gradient(model, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.reduce_sum(model(x))
    return tape.gradient(total, x)


# %% ask
def ask(x, w):
    layer = Dense(2, activation="tanh", use_bias=False)
    model = tf.keras.Sequential([tf.keras.Input([3]), layer])
    model.set_weights([np.array(w)])
    return {"gradient": input_gradient(model, tf.constant(x)).numpy()}
