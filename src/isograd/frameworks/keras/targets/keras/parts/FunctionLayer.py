from keras import layers


class FunctionLayer(layers.Layer):
    """A function of one tensor as a layer of a chain."""

    def __init__(self, function, **kwargs):
        super().__init__(**kwargs)
        self.function = function

    def call(self, x):
        return self.function(x)
