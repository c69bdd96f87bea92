"""A checkpoint of the body alone is loaded into a model of body and head."""

import keras
import numpy as np


# %% function
def build(**weights):
    model = keras.Sequential([keras.Input((2,))])
    for name in weights:
        model.add(keras.layers.Dense(2, use_bias=False, name=name))
    model.set_weights([np.array(weight) for weight in weights.values()])
    return model


# %% ask
def ask(saved, body, head, scratch):
    build(body=saved).save_weights(f"{scratch}/body.weights.h5")
    model = build(body=body, head=head)
    model.load_weights(f"{scratch}/body.weights.h5", skip_mismatch=True)
    return {layer.name: layer.get_weights()[0] for layer in model.layers}
