"""Take the gradient of a loss that goes through argmax."""

import paddle


# %% ask
def ask(values):
    w = paddle.to_tensor(values, stop_gradient=False)
    choice = paddle.argmax(w * w)
    loss = (choice.astype("float32") - 1) ** 2
    loss.backward()  # <-
    return {"gradient": w.grad}
