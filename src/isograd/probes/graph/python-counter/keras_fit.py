"""Count the batches of a Keras model in an attribute and use the count."""

import keras
import numpy as np


# %% function
class Counting(keras.Model):
    def build(self, shape):
        self.count = 0

    def call(self, x):
        self.count += 1
        return x * self.count


# %% ask
def ask(xs):
    model = Counting()
    model(np.ones([1, 3]))  # builds it
    model.count = 0
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
