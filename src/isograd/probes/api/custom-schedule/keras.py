"""A learning rate that warms up and then falls with the inverse square root of the step."""

import keras
import numpy as np
from keras import ops


# %% model
class Warm(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warm):
        self.peak, self.warm = peak, warm

    def __call__(self, step):  # from 0
        step = ops.cast(step, "float32") + 1
        return self.peak * ops.minimum(step / self.warm, (self.warm / step) ** 0.5)

    def get_config(self):
        return {"peak": self.peak, "warm": self.warm}


# %% ask
def ask(x, y, w, peak, warm):
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    model.compile(optimizer=keras.optimizers.SGD(Warm(peak, warm)), loss="mse")
    model.fit(np.array(x), np.array(y), batch_size=len(x), epochs=5, verbose=0)
    return {"w": model.get_weights()[0]}
