from keras import ops


def relu6(x):
    """ReLU up to 6, without gradient at 0 and at 6, as in the source (JAX: half of it)."""
    return ops.where(x <= 0, 0, ops.where(x >= 6, 6, x))
