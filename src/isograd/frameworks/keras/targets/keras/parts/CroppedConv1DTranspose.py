from keras import layers


class CroppedConv1DTranspose(layers.Conv1DTranspose):
    """A transposed convolution whose whole result is cut at both ends of each axis."""

    def __init__(self, filters, kernel_size, *, cropping, **kwargs):
        super().__init__(filters, kernel_size, **kwargs)
        self.cropping = cropping  # a pair for each axis

    def call(self, x):
        y = super().call(x)
        for axis, (low, high) in enumerate(self.cropping, start=1):
            y = y[(slice(None),) * axis + (slice(low, -high if high else None),)]
        return y

    def compute_output_shape(self, input_shape):
        first, *inner, last = super().compute_output_shape(input_shape)
        cut = zip(inner, self.cropping, strict=True)
        left = [None if size is None else size - low - high for size, (low, high) in cut]
        return (first, *left, last)

    def get_config(self):
        return {**super().get_config(), "cropping": self.cropping}
