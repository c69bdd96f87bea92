"""A linear layer exported to ONNX."""

from pathlib import Path

import paddle


# %% ask
def ask(weight, scratch):
    model = paddle.nn.Linear(3, 2, bias_attr=False)
    model.weight.set_value(paddle.to_tensor(weight))
    spec = [paddle.static.InputSpec([1, 3], "float32", "x")]
    paddle.onnx.export(model, f"{scratch}/model", input_spec=spec)
    return {"file": Path(scratch, "model.onnx").read_bytes().hex()}
