"""``torch.optim`` by the rules of a port's certificate."""

from typing import Any, Dict, List

import torch

SLOTS = {"momentum": {"m": "momentum_buffer"}, "adamw": {"m": "exp_avg", "v": "exp_avg_sq"}}


def make(rule: Dict[str, Any], parameters: List[torch.Tensor]) -> torch.optim.Optimizer:
    if rule["kind"] == "momentum":
        return torch.optim.SGD(parameters, lr=rule["learning_rate"], momentum=rule["momentum"])
    return torch.optim.AdamW(
        parameters,
        lr=rule["learning_rate"],
        betas=(rule["beta_1"], rule["beta_2"]),
        eps=rule["epsilon"],
        weight_decay=rule["weight_decay"],
    )
