"""The saved network, without its source."""

import time


# %% ask
def ask(scratch, weights, images):
    begin = time.perf_counter()
    import tensorflow as tf

    model = tf.saved_model.load(f"{scratch}/model")
    outputs = model.serve(tf.constant(images)[..., None]).numpy()
    return {"outputs": outputs, "seconds": time.perf_counter() - begin}
