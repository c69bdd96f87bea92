"""The saved layer and its files."""

from pathlib import Path

import keras


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    outputs = keras.saving.load_model(f"{scratch}/model.keras")(keras.ops.ones((1, width)))
    return {"outputs": outputs[0].numpy(), "bytes": sum(path.stat().st_size for path in saved)}
