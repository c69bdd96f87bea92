from keras import ops


def leaky(x, slope):
    """A leaky ReLU with given slopes."""
    return ops.where(x > 0, x, slope * x)
