"""A checkpoint of body and head is loaded into a model without the head."""

import keras
import numpy as np


# %% function
def build(**weights):
    model = keras.Sequential([keras.Input((2,))])
    for name, weight in weights.items():
        model.add(keras.layers.Dense(len(weight[0]), use_bias=False, name=name))
    model.set_weights([np.array(weight) for weight in weights.values()])
    return model


# %% ask
def ask(body, head, scratch):
    build(body=body, head=head).save_weights(f"{scratch}/model.weights.h5")
    model = build(body=head)
    model.load_weights(f"{scratch}/model.weights.h5")
    return {layer.name: layer.get_weights()[0] for layer in model.layers}
