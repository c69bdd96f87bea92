"""Two layers, each moved by an optimizer of its own, in turns: by compile alone, and overridden."""

import keras
import numpy as np
import tensorflow as tf
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
class Alternating(keras.Sequential):
    def compile(self, optimizers, **kwargs):
        super().compile(optimizer=None, **kwargs)
        self.optimizers = optimizers
        self.turn = tf.Variable(0)
        for optimizer, layer in zip(optimizers, self.layers):
            optimizer.build(layer.trainable_variables)

    def train_step(self, data):
        x, target = data
        weights = [layer.trainable_variables for layer in self.layers]
        with tf.GradientTape() as tape:
            loss = self.compute_loss(x, target, self(x, training=True))
        first, last = tape.gradient(loss, weights)
        tf.cond(
            self.turn % 2 == 0,
            lambda: self.optimizers[0].apply(first),
            lambda: self.optimizers[1].apply(last),
        )
        self.turn.assign_add(1)
        return {"loss": loss}


# %% ask
def run(kind, x, target, first, last, slow, fast):
    model = kind([keras.Input([3]), Dense(4, use_bias=False), Dense(2, use_bias=False)])
    model.set_weights([np.array(first), np.array(last)])
    model.compile([SGD(slow), SGD(fast, momentum=0.9)], loss="mse")
    x, target = np.reshape(x, [-1, 3]), np.reshape(target, [-1, 2])
    model.fit(x, target, batch_size=5, shuffle=False, verbose=0)
    return model.get_weights()


def ask(**given):
    plain = ""
    try:
        run(keras.Sequential, **given)
    except Exception as error:
        plain = f"{type(error).__name__}: {error}"
    first, last = run(Alternating, **given)
    return {"plain": plain, "first": first, "last": last}
