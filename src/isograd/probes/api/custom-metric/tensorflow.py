"""The geometric mean of the absolute errors, over batches of 5, 5 and 3."""

import tensorflow as tf


# %% model
class GeometricError(tf.keras.metrics.Metric):
    def __init__(self):
        super().__init__()
        self.total = self.add_weight(initializer="zeros")
        self.count = self.add_weight(initializer="zeros")

    def update_state(self, target, predicted, sample_weight=None):
        self.total.assign_add(tf.reduce_sum(tf.math.log(tf.abs(predicted - target))))
        self.count.assign_add(tf.size(target, tf.float32))

    def result(self):
        return tf.exp(self.total / self.count)


# %% ask
def ask(x, y, w):
    w = tf.constant(w)
    metric = GeometricError()
    for part, target in tf.data.Dataset.from_tensor_slices((x, y)).batch(5):
        metric.update_state(target, part @ w)
    return {"metric": metric.result().numpy()}
