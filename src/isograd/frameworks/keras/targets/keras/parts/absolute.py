from keras import ops


def absolute(x):
    """Absolute value with derivative 0 at 0, as in the source (some backends: 1)."""
    return x * ops.stop_gradient(ops.sign(x))
