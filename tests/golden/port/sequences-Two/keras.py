"""Two for Keras 3.

left: float32 (batch, 4)
right: float32 (batch, 6)
"""

import keras
from keras import layers, ops


class Two(keras.Model):
    """Two inputs, named outputs."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.a = layers.Dense(8)
        self.b = layers.Dense(8)

    def call(self, left, right):
        x = ops.relu(self.a(left)) + self.b(right)  # (batch, 8)
        return {"sum": x, "mean": ops.mean(x, axis=1)}
