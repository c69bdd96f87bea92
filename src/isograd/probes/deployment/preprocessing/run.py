"""The exported network in ONNX Runtime, given bytes."""

import numpy as np
import onnxruntime


# %% ask
def ask(scratch, weights, pixels):
    session = onnxruntime.InferenceSession(f"{scratch}/model.onnx")
    given = session.get_inputs()[0]
    x = np.expand_dims(np.array(pixels, "uint8"), 1 if given.shape[1] == 1 else -1)
    return {"outputs": session.run(None, {given.name: x})[0]}
