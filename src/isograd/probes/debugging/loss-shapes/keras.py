"""Mean squared error of [n, 1] against [n]."""

import keras
from keras import ops


# %% function
def f(prediction, target):
    return keras.losses.MeanSquaredError()(target, prediction)  # <-


# %% ask
def ask(f, predictions, targets):
    loss = f(ops.array([[p] for p in predictions], "float32"), ops.array(targets, "float32"))
    return {"loss": ops.convert_to_numpy(loss)}
