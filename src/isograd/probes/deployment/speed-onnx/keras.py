"""An eager call and the exported network, in turn, with one image."""

import time

import keras
import numpy as np
import onnxruntime
from keras import layers


# %% network
def network(weights):
    model = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(4, 3),
            layers.BatchNormalization(epsilon=1e-5),
            layers.ReLU(),
            layers.MaxPooling2D(),
            layers.GlobalAveragePooling2D(),
            layers.Dense(3),
        ]
    )
    model.set_weights([np.array(value) for value in weights.values()])
    return model


# %% timing
def alternate(rounds, **calls):
    times = {name: [] for name in calls}
    for turn in range(rounds + 20):
        for name, call in calls.items():
            begin = time.perf_counter()
            call()
            if turn >= 20:  # warm by then
                times[name].append(time.perf_counter() - begin)
    return times


# %% ask
def ask(scratch, weights, images, rounds):
    model, x = network(weights), np.array(images, "float32")[..., None]
    model(x)  # one that was never called is refused
    model.export(f"{scratch}/model.onnx", format="onnx", verbose=False)
    session = onnxruntime.InferenceSession(f"{scratch}/model.onnx")
    feed = {session.get_inputs()[0].name: x}
    times = alternate(rounds, eager=lambda: model(x), exported=lambda: session.run(None, feed))
    return {"outputs": session.run(None, feed)[0], **times}
