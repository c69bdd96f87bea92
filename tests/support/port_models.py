"""The models that the tests of porting use, with their inputs."""

from dataclasses import dataclass
from pathlib import Path

from isograd.port.model import Spec, located, parse_input

FOLDER = Path(__file__).parents[1] / "port" / "models"
GOLDEN = Path(__file__).parents[1] / "golden" / "port"

TOKENS = "tokens: int64[batch, seq] < 20"
ROW = "x: float32[batch, 4]"


@dataclass(frozen=True)
class Model:
    file: str
    name: str
    inputs: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.file}-{self.name}"

    @property
    def spec(self) -> Spec:
        inputs = tuple(parse_input(one) for one in self.inputs)
        return Spec(located(f"{FOLDER / self.file}.py:{self.name}"), inputs=inputs)


PORTED = [
    Model("cnn", "ResNet", ("x: float32[batch, 3, 32, 32]",)),
    Model("cnn", "LeNet", ("image: float32[batch, 1, 28, 28]",)),
    Model("exotic", "Exotic", ("image: float32[batch, 3, 8, 8]", "mask: bool[batch, 16]")),
    Model("sequences", "Tagger", (TOKENS,)),
    Model("sequences", "Sorter", (TOKENS,)),
    Model("sequences", "Encoder", (TOKENS,)),
    Model("sequences", "Tied", (TOKENS,)),
    Model("sequences", "Two", ("left: float32[batch, 4]", "right: float32[batch, 6]")),
]
REFUSED = {
    Model("refused", "Branch", (ROW,)): ("data_dependent", "if y.sum() > 0:"),
    Model("refused", "CustomBackward", (ROW,)): ("custom_backward", "Straight.apply"),
    Model("refused", "Hostile", (ROW,)): ("name", ""),
    Model("refused", "Mutating", (ROW,)): ("input_mutation", "x.mul_(2)"),
    Model("refused", "Moving", (ROW,)): ("buffer_update", "self.average.mul_"),
    Model("refused", "Moody", (ROW,)): ("mode_dependent", "self.f(x) if self.training"),
}
