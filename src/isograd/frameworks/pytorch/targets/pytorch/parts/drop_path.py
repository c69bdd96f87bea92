import torch


def drop_path(x, rate, training):
    """Drop whole samples of a branch with probability `rate`, scaling what is kept."""
    if rate == 0 or not training:
        return x
    shape = (x.shape[0],) + (1,) * (x.ndim - 1)
    kept = torch.empty(shape, dtype=x.dtype, device=x.device).bernoulli_(1 - rate)
    return x * kept / (1 - rate)
