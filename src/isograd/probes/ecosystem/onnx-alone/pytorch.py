"""A linear layer exported to ONNX."""

from pathlib import Path

import torch


# %% ask
def ask(weight, scratch):
    model = torch.nn.Linear(3, 2, bias=False)
    model.weight.data = torch.tensor(weight).T.contiguous()
    torch.onnx.export(model, (torch.zeros(1, 3),), f"{scratch}/model.onnx", dynamo=False)
    return {"file": Path(scratch, "model.onnx").read_bytes().hex()}
