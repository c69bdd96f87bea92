"""The saved layer and its files."""

from pathlib import Path

import paddle


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    outputs = paddle.jit.load(f"{scratch}/model")(paddle.ones([1, width]))
    return {"outputs": outputs[0].numpy(), "bytes": sum(path.stat().st_size for path in saved)}
