from keras import layers, ops


class LeakyReLU(layers.LeakyReLU):
    """Leaky ReLU whose derivative at 0 is the slope, as in the source (JAX: 1), and whose slope is
    of the type of `x` (TensorFlow: float32)."""

    def call(self, x):
        return ops.where(x > 0, x, self.negative_slope * x)
