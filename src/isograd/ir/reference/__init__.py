"""What every operation of the catalogue means, in NumPy: the oracle of ported models.

The meaning is that of PyTorch 2.13 on a CPU, where models come from, with randomness off: dropout
and stochastic depth pass their input on. Nothing here is made to be fast.
"""

from isograd.ir.reference.operations import MEANINGS, evaluate
from isograd.ir.reference.running import DisagreementError, Outcome, run

__all__ = ["MEANINGS", "DisagreementError", "Outcome", "evaluate", "run"]
