"""Read all parameters, scale them, and put the old ones back."""

import tensorflow as tf


# %% model
def scaled_and_restored(model, x, factor):
    kept = {v.name: v.numpy() for v in model.trainable_variables}
    for v in model.trainable_variables:
        v.assign(factor * v)
    replaced = model(x)
    for v in model.trainable_variables:
        v.assign(kept[v.name])
    return replaced, model(x)


# %% ask
class Model(tf.Module):
    def __init__(self, first, last):
        super().__init__()
        self.first, self.last = tf.Variable(first, name="first"), tf.Variable(last, name="last")

    def __call__(self, x):
        return tf.tanh(x @ self.first) @ self.last


def ask(x, first, last, factor):
    replaced, restored = scaled_and_restored(Model(first, last), tf.constant(x), factor)
    return {"replaced": replaced.numpy(), "restored": restored.numpy()}
