"""The saved layer and its files."""

from pathlib import Path

import keras


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    model = keras.saving.load_model(f"{scratch}/model.keras")
    outputs = model(keras.ops.ones((1, width)))[0].numpy()
    return {"outputs": outputs, "bytes": sum(path.stat().st_size for path in saved)}
