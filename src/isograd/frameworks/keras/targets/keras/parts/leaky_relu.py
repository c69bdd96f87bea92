from keras import ops


def leaky_relu(x, slope):
    """Leaky ReLU whose derivative at 0 is the slope, as in the source (JAX: 1), and whose slope is
    of the type of `x` (TensorFlow: float32)."""
    return ops.where(x > 0, x, slope * x)
