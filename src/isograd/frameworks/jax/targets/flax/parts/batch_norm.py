import jax


def batch_norm(x, scale, bias, mean, variance, *, momentum, epsilon, train):
    """Batch norm over the last axis; `mean` and `variance` keep the running (unbiased) ones."""
    if train:
        axes = tuple(range(x.ndim - 1))
        count = x.size // x.shape[-1]
        now, spread = x.mean(axis=axes), x.var(axis=axes)
        mean[...] = momentum * mean[...] + (1 - momentum) * now
        unbiased = spread * count / (count - 1)
        variance[...] = momentum * variance[...] + (1 - momentum) * unbiased
    else:
        now, spread = mean[...], variance[...]
    y = (x - now) * jax.lax.rsqrt(spread + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias
