from keras import layers, ops


class PaddedEmbedding(layers.Embedding):
    """An embedding whose row `padding_index` gets no gradient, as in the source."""

    def __init__(self, input_dim, output_dim, *, padding_index, **kwargs):
        super().__init__(input_dim, output_dim, **kwargs)
        self.padding_index = padding_index

    def call(self, indices):
        y = super().call(indices)
        padded = ops.expand_dims(ops.equal(indices, self.padding_index), -1)
        return ops.where(padded, ops.stop_gradient(y), y)

    def get_config(self):
        return {**super().get_config(), "padding_index": self.padding_index}
