from keras import ops


def batch_norm(x, gamma, beta, mean, variance, *, momentum, epsilon, training):
    """Batch norm over the last axis; `mean` and `variance` keep the running (unbiased) ones."""
    now, spread = ops.convert_to_tensor(mean), ops.convert_to_tensor(variance)
    if training:
        before_mean, before_spread = now, spread
        axes = tuple(range(len(x.shape) - 1))
        now, spread = ops.mean(x, axis=axes), ops.var(x, axis=axes)
        count = ops.cast(ops.size(x) // ops.shape(x)[-1], spread.dtype)
        unbiased = spread * count / (count - 1)
        mean.assign(momentum * before_mean + (1 - momentum) * now)
        variance.assign(momentum * before_spread + (1 - momentum) * unbiased)
    y = (x - now) * ops.rsqrt(spread + epsilon)
    y = y if gamma is None else y * gamma
    return y if beta is None else y + beta
