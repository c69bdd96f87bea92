"""Count the parameters of a model with batch normalisation."""

import tensorflow as tf
from tensorflow.keras.layers import BatchNormalization, Dense


# %% ask
def ask(given, hidden, made):
    layers = Dense(hidden), BatchNormalization(), Dense(made)
    model = tf.keras.Sequential([tf.keras.Input([given]), *layers])
    return {"count": sum(int(tf.size(v)) for v in model.trainable_variables)}
