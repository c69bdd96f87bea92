"""The saved layer and its files."""

from pathlib import Path

import torch


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    outputs = torch.export.load(f"{scratch}/model.pt2").module()(torch.ones(1, width)).detach()
    return {"outputs": outputs[0].numpy(), "bytes": sum(path.stat().st_size for path in saved)}
