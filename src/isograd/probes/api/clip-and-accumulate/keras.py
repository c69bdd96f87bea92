"""A training step in fit: the gradients of two micro-batches, added up and clipped by hand."""

import keras
import numpy as np
import tensorflow as tf


# %% model
class Clipped(keras.Sequential):
    def train_step(self, data):
        x, y = data
        weights = self.trainable_variables
        gradients = [tf.zeros_like(w) for w in weights]
        for part, target in zip(tf.split(x, 2), tf.split(y, 2)):
            with tf.GradientTape() as tape:
                loss = self.compute_loss(part, target, self(part, training=True)) / 2
            gradients = [a + b for a, b in zip(gradients, tape.gradient(loss, weights))]
        norm = tf.sqrt(sum(tf.reduce_sum(g**2) for g in gradients))
        scale = tf.minimum(self.limit / norm, 1)
        self.optimizer.apply([g * scale for g in gradients], weights)
        return {"loss": loss}


# %% ask
def ask(x, y, w, rate, limit):
    model = Clipped([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.limit = limit
    model.set_weights([np.array(w)])
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    model.fit(np.array(x), np.array(y), batch_size=len(x), verbose=0)
    return {"w": model.get_weights()[0]}
