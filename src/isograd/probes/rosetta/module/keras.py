"""A model of one's own."""

import keras


# %% snippet
class Scale(keras.layers.Layer):
    def __init__(self, scale):
        super().__init__()
        self.scale = self.add_weight(shape=(), initializer=keras.initializers.Constant(scale))

    def call(self, x):
        return self.scale * x


# %% ask
def ask(x, scale):
    model = Scale(scale)
    return {"y": model(keras.ops.array(x)), "parameters": len(model.trainable_weights)}
