"""Three steps in which each layer has its own learning rate: compile takes one optimizer."""

import keras
import numpy as np
import tensorflow as tf
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
class TwoRates(keras.Sequential):
    def compile(self, optimizers, **kwargs):
        super().compile(optimizer=None, **kwargs)
        self.optimizers = optimizers
        for optimizer, layer in zip(optimizers, self.layers):
            optimizer.build(layer.trainable_variables)

    def train_step(self, data):
        x, target = data
        weights = [layer.trainable_variables for layer in self.layers]
        with tf.GradientTape() as tape:
            loss = self.compute_loss(x, target, self(x, training=True))
        for optimizer, grads in zip(self.optimizers, tape.gradient(loss, weights)):
            optimizer.apply(grads)
        return {"loss": loss}


# %% ask
def ask(x, target, first, last, slow, fast):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = TwoRates([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    model.compile([SGD(slow), SGD(fast)], loss="mse")
    model.fit(np.array(x), np.array(target), batch_size=len(x), epochs=3, verbose=0)
    first, last = (layer.get_weights()[0] for layer in model.layers)
    return {"first": first, "last": last}
