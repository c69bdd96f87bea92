from typing import Any

import numpy as np

from isograd.probes.ecosystem.judging import called_by_tasks, share_with


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"names": called_by_tasks()}


judge = share_with(most=0.7, some=0.3)
