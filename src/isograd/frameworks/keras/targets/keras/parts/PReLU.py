import keras
from keras import layers, ops


class PReLU(layers.Layer):
    """A leaky ReLU with learned slopes: one, or one for each channel."""

    def __init__(self, count, **kwargs):
        super().__init__(**kwargs)
        slope = keras.initializers.Constant(0.25)
        self.alpha = self.add_weight(shape=(count,), initializer=slope, name="alpha")

    def call(self, x):
        return ops.where(x > 0, x, self.alpha * x)
