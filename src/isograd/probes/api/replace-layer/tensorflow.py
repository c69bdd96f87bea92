"""Replace the activation of a model that has been built and used."""

import tensorflow as tf


class Model(tf.Module):
    def __init__(self, first, last):
        super().__init__()
        self.first, self.last = tf.Variable(first), tf.Variable(last)
        self.activation = tf.tanh

    def __call__(self, x):
        return self.activation(x @ self.first) @ self.last


# %% ask
def ask(x, first, last):
    model = Model(first, last)
    before = model(tf.constant(x))
    model.activation = tf.sin
    after = model(tf.constant(x))
    return {"before": before.numpy(), "after": after.numpy()}
