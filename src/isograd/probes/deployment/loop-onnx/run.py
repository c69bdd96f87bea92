"""The exported loop in ONNX Runtime."""

import numpy as np
import onnxruntime


# %% ask
def ask(scratch, values, others):
    session = onnxruntime.InferenceSession(f"{scratch}/model.onnx")
    given = session.get_inputs()[0]

    def grow(numbers):
        x = np.array(numbers, "float32").reshape((1, 3)[-len(given.shape) :])
        return session.run(None, {given.name: x})[0].ravel()

    return {"few": grow(values), "many": grow(others)}
