"""The saved network, without its source."""

import time


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import tensorflow as tf

    model = tf.saved_model.load(f"{scratch}/model")
    outputs = model.serve(tf.constant(images)[..., None]).numpy()
    return {"outputs": outputs, "seconds": time.process_time() - begin}
