"""Architectures of keras.applications, some built without weights and trained for a step."""

import inspect

import keras
import numpy as np


# %% ask
def ask(places):
    offered = [name for name, _ in inspect.getmembers(keras.applications, inspect.isfunction)]
    moved = {}
    for name in {offered[int(place * len(offered))] for place in places}:
        build = getattr(keras.applications, name)
        model = build(weights=None, include_top=False, pooling="avg", input_shape=(96, 96, 3))
        model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse", run_eagerly=True)
        before = model.get_weights()
        model.train_on_batch(
            np.random.normal(size=(2, 96, 96, 3)), np.zeros((2, model.output_shape[-1]))
        )
        pairs = zip(before, model.get_weights())
        moved[name] = max(float(np.max(np.abs(a - b))) for a, b in pairs)
    return {"offered": offered, "moved": moved}
