from keras import layers, ops


class PaddedConv1D(layers.Conv1D):
    """A convolution behind explicit zeros ("same" pads a strided one on one side only)."""

    def __init__(self, filters, kernel_size, *, margin, **kwargs):
        super().__init__(filters, kernel_size, **kwargs)
        self.margin = margin  # the same everywhere, or a pair for each axis

    def pairs(self):
        one = (self.margin, self.margin)
        return (one,) * self.rank if isinstance(self.margin, int) else tuple(self.margin)

    def call(self, x):
        return super().call(ops.pad(x, ((0, 0), *self.pairs(), (0, 0))))

    def compute_output_shape(self, input_shape):
        pairs = zip(input_shape[1:-1], self.pairs(), strict=True)
        inner = [None if size is None else low + size + high for size, (low, high) in pairs]
        return super().compute_output_shape((input_shape[0], *inner, input_shape[-1]))

    def get_config(self):
        return {**super().get_config(), "margin": self.margin}
