"""A data set from a generator that has one bad row."""

import tensorflow as tf


# %% ask
def ask(bad, message):
    def rows():
        for index in range(48):
            if index == bad:
                raise ValueError(message)
            yield index

    loader = tf.data.Dataset.from_generator(rows, output_signature=tf.TensorSpec((), tf.int64))
    return {"rows": [part.numpy().tolist() for part in loader.batch(4)]}
