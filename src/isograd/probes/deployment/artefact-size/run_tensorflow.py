"""The saved layer and its files."""

from pathlib import Path

import tensorflow as tf


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    model = tf.saved_model.load(f"{scratch}/model")
    outputs = model.serve(tf.ones([1, width]))[0].numpy()
    return {"outputs": outputs, "bytes": sum(path.stat().st_size for path in saved)}
