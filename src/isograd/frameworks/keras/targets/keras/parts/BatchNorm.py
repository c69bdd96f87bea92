from keras import layers, ops


class BatchNorm(layers.BatchNormalization):
    """Batch norm that keeps the unbiased running variance, as the source does (Keras: biased)."""

    def call(self, x, training=None):
        kept = self.momentum * ops.convert_to_tensor(self.moving_variance)
        y = super().call(x, training=training)
        if training and self.trainable:
            count = ops.cast(ops.size(x) // ops.shape(x)[-1], kept.dtype)
            self.moving_variance.assign(kept + (self.moving_variance - kept) * count / (count - 1))
        return y
