"""Subtract from a variable by its local name, and look whether the model moved."""

import tensorflow as tf


# %% model
class Model(tf.Module):
    def __init__(self, width):
        super().__init__()
        self.kernel = tf.Variable(tf.random.normal([width]))


# %% ask
def ask(width, step):
    model = Model(width)
    before = model.kernel.numpy()
    kernel = model.kernel
    kernel -= step  # <-
    return {"moved": before - model.kernel.numpy()}
