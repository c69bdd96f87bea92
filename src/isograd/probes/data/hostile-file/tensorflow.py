"""A SavedModel with a resource whose initialisation writes a file."""

from pathlib import Path

import tensorflow as tf


# %% function
class Hostile(tf.saved_model.experimental.TrackableResource):
    def __init__(self, marker, secret):
        super().__init__()
        self.marker, self.secret = marker, secret

    def _create_resource(self):
        return tf.raw_ops.VarHandleOp(dtype=tf.float32, shape=[])

    def _initialize(self):
        tf.io.write_file(self.marker, self.secret)

    def _destroy_resource(self):
        tf.raw_ops.DestroyResourceOp(resource=self.resource_handle)


# %% ask
def ask(secret, scratch):
    model, marker = tf.Module(), Path(scratch, "marker")
    model.hostile = Hostile(str(marker), secret)
    tf.saved_model.save(model, f"{scratch}/model")
    marker.unlink(missing_ok=True)
    told = ""
    try:
        tf.saved_model.load(f"{scratch}/model")  # there is no stricter way to load it
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    by_default = marker.read_text() if marker.exists() else ""
    return {"unguarded": by_default, "by_default": by_default, "told": told}
