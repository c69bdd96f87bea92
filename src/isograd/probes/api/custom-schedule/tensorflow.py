"""A learning rate that warms up and then falls with the inverse square root of the step."""

import tensorflow as tf


# %% model
class Warm(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warm):
        self.peak, self.warm = peak, warm

    def __call__(self, step):  # from 0
        step = tf.cast(step, tf.float32) + 1
        return self.peak * tf.minimum(step / self.warm, (self.warm / step) ** 0.5)


# %% ask
def ask(x, y, w, peak, warm):
    w = tf.Variable(w)
    optimizer = tf.keras.optimizers.SGD(Warm(peak, warm))
    for _ in range(5):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.constant(x) @ w - y) ** 2)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    return {"w": w.numpy()}
