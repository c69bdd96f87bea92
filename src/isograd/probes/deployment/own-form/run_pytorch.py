"""The saved network, without its source."""

import time


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import torch

    model = torch.export.load(f"{scratch}/model.pt2").module()
    outputs = model(torch.tensor(images)[:, None])
    outputs = outputs.detach().numpy()
    return {"outputs": outputs, "seconds": time.process_time() - begin}
