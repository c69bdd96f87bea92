from keras import ops


def softplus(x, beta=1, threshold=20):
    """Softplus that is its own argument above a threshold, as in the source."""
    return ops.where(x * beta > threshold, x, ops.softplus(x * beta) / beta)
