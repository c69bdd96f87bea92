"""Take and return a dict that holds lists and tuples."""

import paddle


# %% function
def f(tree):
    a, b = tree["pair"]
    return {"pair": (a * 2, b * 3), "list": [c + 1 for c in tree["list"]], "none": None}


# %% ask
def ask(f, a, b, c):
    result = f({"pair": (paddle.to_tensor(a), paddle.to_tensor(b)), "list": [paddle.to_tensor(c)]})
    return {
        "kinds": [type(result[name]).__name__ for name in ("pair", "list", "none")],
        "values": [float(value) for value in (*result["pair"], *result["list"])],
    }
