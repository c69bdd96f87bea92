"""The converted network in LiteRT."""

import time

import numpy as np


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(f"{scratch}/model.tflite")
    [given], [made] = interpreter.get_input_details(), interpreter.get_output_details()
    x = np.expand_dims(np.array(images, "float32"), 1 if given["shape"][1] == 1 else -1)
    interpreter.resize_tensor_input(given["index"], x.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(given["index"], x)
    interpreter.invoke()
    outputs = interpreter.get_tensor(made["index"])
    return {"outputs": outputs, "seconds": time.process_time() - begin}
