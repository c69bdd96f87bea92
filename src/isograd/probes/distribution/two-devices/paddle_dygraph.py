"""Each of two devices of one process works on half of every batch: DataParallel."""

import paddle


# %% ask
def ask(start, batches, targets, rate):
    model = paddle.nn.Linear(len(start), 1, bias_attr=False)
    model.weight.set_value(paddle.to_tensor(start).unsqueeze(1))
    devices = set()
    model.register_forward_post_hook(lambda layer, x, y: devices.add(str(y.place)))
    parallel = paddle.DataParallel(model)  # takes the devices that it finds
    optimizer = paddle.optimizer.SGD(rate, parameters=parallel.parameters())
    weights = []
    for x, y in zip(batches, targets):
        prediction = parallel(paddle.to_tensor(x))[:, 0]
        paddle.nn.functional.mse_loss(prediction, paddle.to_tensor(y)).backward()
        optimizer.step()
        optimizer.clear_grad()
        weights.append(model.weight[:, 0].tolist())
    return {"weights": weights, "devices": len(devices)}
