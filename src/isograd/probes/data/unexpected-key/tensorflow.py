"""A checkpoint of body and head is loaded into a model without the head."""

import tensorflow as tf


# %% function
class Model(tf.Module):
    def __init__(self, **weights):
        super().__init__()
        for name, weight in weights.items():
            setattr(self, name, tf.Variable(weight))


# %% ask
def ask(body, head, scratch):
    file = tf.train.Checkpoint(Model(body=body, head=head)).write(f"{scratch}/weights")
    model = Model(body=head)
    tf.train.Checkpoint(model).read(file)
    return {"body": model.body.numpy()}
