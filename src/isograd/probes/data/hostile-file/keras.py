"""A model file with a Lambda layer that writes a file, if it is let."""

from pathlib import Path

import keras


# %% ask
def ask(secret, scratch):
    file, marker = f"{scratch}/model.keras", Path(scratch, "marker")
    model = keras.Sequential([keras.Input((2,))])
    write = f"__import__('pathlib').Path({str(marker)!r}).write_text({secret!r})"
    hostile = eval(f"lambda x: ({write}, x)[1]")
    model.add(keras.layers.Lambda(hostile))
    model.save(file)
    marker.unlink()
    keras.models.load_model(file, safe_mode=False)
    unguarded = marker.read_text()
    marker.unlink()
    told = ""
    try:
        keras.models.load_model(file)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    by_default = marker.read_text() if marker.exists() else ""
    return {"unguarded": unguarded, "by_default": by_default, "told": told}
