"""The geometric mean of the absolute errors, over batches of 5, 5 and 3."""

import keras
import numpy as np
from keras import ops


# %% model
class GeometricError(keras.metrics.Metric):
    def __init__(self):
        super().__init__(name="metric")
        self.total = self.add_variable([], initializer="zeros")
        self.count = self.add_variable([], initializer="zeros")

    def update_state(self, target, predicted, sample_weight=None):
        self.total.assign_add(ops.sum(ops.log(ops.abs(predicted - target))))
        self.count.assign_add(ops.cast(ops.size(target), "float32"))

    def result(self):
        return ops.exp(self.total / self.count)


# %% ask
def ask(x, y, w):
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    model.compile(loss="mse", metrics=[GeometricError()])
    found = model.evaluate(np.array(x), np.array(y), batch_size=5, verbose=0, return_dict=True)
    return {"metric": found["metric"]}
