"""Cross-entropy with a label beyond the last class."""

from keras import ops


# %% function
def f(logits, labels):
    return ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)  # <-


# %% ask
def ask(f, logits, labels):
    loss = f(ops.array(logits, "float32"), ops.array(labels, "int32"))
    return {"loss": ops.convert_to_numpy(loss)}
