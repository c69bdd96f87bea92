"""What is patched while torch.export traces, and torch's errors in our words."""

import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import torch
import torch.fx.proxy

from isograd_worker.adapter import load_once

HERE = Path(__file__).resolve().parent
building = load_once(str(HERE / "building.py"))
CaptureError, innermost = building.CaptureError, building.innermost
TORCH = f"{Path(torch.__file__).parent}/"


@contextmanager
def keep_frames() -> Iterator[None]:
    """Traces keep every frame of the user's below the first ``forward``, helper methods too:
    torch itself keeps only functions of that name."""
    base = torch.fx.proxy.TracerBase
    kept = base._filter_traceback_frames

    def keep(_: Any, summary: Any) -> Any:
        every = list(summary)
        first = next((n for n, frame in enumerate(every) if frame.name == "forward"), len(every))
        mine = [frame for frame in every[first:] if not frame.filename.startswith(TORCH)]
        return traceback.StackSummary.from_list(mine)

    base._filter_traceback_frames = keep
    try:
        yield
    finally:
        base._filter_traceback_frames = kept


@torch.library.custom_op("isograd::lstm", mutates_args=())
def whole_lstm(
    input: torch.Tensor, hx: List[torch.Tensor], params: List[torch.Tensor], has_biases: bool,
    num_layers: int, dropout: float, train: bool, bidirectional: bool, batch_first: bool,
) -> Tuple[torch.Tensor, torch.Tensor, torch.Tensor]:  # fmt: skip
    raise NotImplementedError("only traced")


@whole_lstm.register_fake
def _lstm_shapes(
    input: Any, hx: Any, params: Any, has_biases: Any, num_layers: Any, dropout: Any, train: Any,
    bidirectional: Any, batch_first: Any,
) -> Any:  # fmt: skip
    features = hx[0].shape[-1] * (2 if bidirectional else 1)
    outputs = input.new_empty((*input.shape[:-1], features))
    return outputs, torch.empty_like(hx[0]), torch.empty_like(hx[1])


@torch.library.custom_op("isograd::gru", mutates_args=())
def whole_gru(
    input: torch.Tensor, hx: torch.Tensor, params: List[torch.Tensor], has_biases: bool,
    num_layers: int, dropout: float, train: bool, bidirectional: bool, batch_first: bool,
) -> Tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    raise NotImplementedError("only traced")


@whole_gru.register_fake
def _gru_shapes(
    input: Any, hx: Any, params: Any, has_biases: Any, num_layers: Any, dropout: Any, train: Any,
    bidirectional: Any, batch_first: Any,
) -> Any:  # fmt: skip
    features = hx.shape[-1] * (2 if bidirectional else 1)
    return input.new_empty((*input.shape[:-1], features)), torch.empty_like(hx)


@contextmanager
def whole_recurrences() -> Iterator[None]:
    """Recurrent layers stay one operation: torch's own would be traced for one length only."""
    kept = torch._VF.lstm, torch._VF.gru

    def lstm(*args: Any) -> Any:
        if isinstance(args[3], (tuple, list)):
            raise CaptureError("packed_sequence", "LSTM")
        return whole_lstm(args[0], list(args[1]), list(args[2]), *args[3:])

    def gru(*args: Any) -> Any:
        if isinstance(args[3], (tuple, list)):
            raise CaptureError("packed_sequence", "GRU")
        return whole_gru(args[0], args[1], list(args[2]), *args[3:])

    torch._VF.lstm, torch._VF.gru = lstm, gru
    try:
        yield
    finally:
        torch._VF.lstm, torch._VF.gru = kept


@contextmanager
def autograd_functions() -> Iterator[List[Tuple[str, Optional[Dict[str, Any]]]]]:
    """Custom backwards that are applied meanwhile: the graph shows only their forward."""
    seen: List[Tuple[str, Optional[Dict[str, Any]]]] = []
    kept = torch.autograd.Function.__dict__["apply"]

    def apply(cls: Any, *args: Any, **kwargs: Any) -> Any:
        if not cls.__module__.startswith("torch."):
            seen.append((cls.__qualname__, innermost(traceback.extract_stack())))
        return kept.__get__(None, cls)(*args, **kwargs)

    torch.autograd.Function.apply = classmethod(apply)
    try:
        yield seen
    finally:
        torch.autograd.Function.apply = kept


def refused(error: Exception) -> CaptureError:
    """torch's own error, in our words and at the user's line."""
    place = innermost(traceback.extract_tb(error.__traceback__))
    name, message = type(error).__name__, str(error)
    if "DataDependent" in name or "data-dependent" in message:
        told = message.split("\n")[0].split(" (unhinted")[0]
        return CaptureError("data_dependent", told, place)
    if ".numpy() is not supported" in message:
        return CaptureError("numpy_in_forward", message.split("\n")[0], place)
    if "Constraints violated" in message:
        return CaptureError("static_axis", message.split("\n")[0], place)
    return CaptureError("not_captured", f"{name}: {message.split(chr(10))[0]}", place)


def frames(text: Optional[str]) -> List[List[Any]]:
    """File, line and function of each frame of a node's trace, the innermost last."""
    found = []
    for line in (text or "").split("\n"):
        line = line.strip()
        if line.startswith('File "') and ", line " in line:
            file, _, rest = line[6:].partition('", line ')
            number, _, function = rest.partition(", in ")
            found.append([file, int(number), function])
    return found[-12:]
