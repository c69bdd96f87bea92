"""Each of two devices of one process works on half of every batch: nn.DataParallel."""

import torch


# %% ask
def ask(start, batches, targets, rate):
    model = torch.nn.Linear(len(start), 1, bias=False)
    model.weight.data[:] = torch.tensor(start)
    devices = set()
    model.register_forward_hook(lambda module, x, y: devices.add(str(y.device)))
    parallel = torch.nn.DataParallel(model, device_ids=["cpu:0", "cpu:1"])
    optimizer = torch.optim.SGD(model.parameters(), rate)
    weights = []
    for x, y in zip(batches, targets):
        optimizer.zero_grad()
        prediction = parallel(torch.tensor(x))[:, 0]
        torch.nn.functional.mse_loss(prediction, torch.tensor(y)).backward()
        optimizer.step()
        weights.append(model.weight[0].tolist())
    return {"weights": weights, "devices": len(devices)}
