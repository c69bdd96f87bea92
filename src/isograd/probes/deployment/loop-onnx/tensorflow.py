"""A loop until the sum is large enough, exported to ONNX."""

import tensorflow as tf
import tf2onnx


# %% network
class Grow(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([3])])
    def serve(self, x):
        while tf.reduce_sum(x) < 100.0:
            x = 2 * x + 0.125
        return x


# %% ask
def ask(scratch, values, others):
    spec = [tf.TensorSpec([3])]
    tf2onnx.convert.from_function(Grow().serve, spec, output_path=f"{scratch}/model.onnx")
    return {}
