"""A layer with a running mean, which moves in training only."""

import tensorflow as tf


# %% model
class Centre(tf.Module):
    def __init__(self, features, rate):
        super().__init__()
        self.rate = rate
        self.mean = tf.Variable(tf.zeros(features), trainable=False)

    def __call__(self, x, training=False):
        if training:
            self.mean.assign_add(self.rate * (tf.reduce_mean(x, 0) - self.mean))
        return x - self.mean


# %% ask
def ask(batches, rate):
    *trained, last = tf.constant(batches)
    layer = Centre(last.shape[1], rate)
    for batch in trained:
        layer(batch, training=True)
    return {"centred": layer(last).numpy(), "mean": layer.mean.numpy()}
