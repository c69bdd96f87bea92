"""The saved layer and its files."""

from pathlib import Path

import torch


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    model = torch.export.load(f"{scratch}/model.pt2").module()
    outputs = model(torch.ones(1, width))[0].detach()
    return {"outputs": outputs, "bytes": sum(path.stat().st_size for path in saved)}
