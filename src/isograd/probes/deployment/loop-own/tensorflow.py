"""A loop until the sum is large enough, in the framework's own saved form."""

import tensorflow as tf


# %% network
class Grow(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([3])])
    def serve(self, x):
        while tf.reduce_sum(x) < 100.0:
            x = 2 * x + 0.125
        return x


# %% ask
def ask(scratch, values, others):
    tf.saved_model.save(Grow(), f"{scratch}/model")
    return {}
