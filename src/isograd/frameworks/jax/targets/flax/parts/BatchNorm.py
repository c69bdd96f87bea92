from flax import nnx


class BatchNorm(nnx.BatchNorm):
    """Batch norm that keeps the unbiased running variance, as the source does (nnx: the biased)."""

    def __call__(self, x):
        if self.use_running_average:
            return super().__call__(x)
        count, before = x.size // x.shape[-1], self.var[...]
        y = super().__call__(x)
        kept = self.momentum * before
        self.var[...] = kept + (self.var[...] - kept) * count / (count - 1)
        return y
