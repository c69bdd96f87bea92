"""Faults seeded in the shown PyTorch sources: the slips that people make when they write a model.

Each is one replacement in a source or in its side file, which must occur there exactly once, and
what the gate must say of the result: the kind, tensor and step of the first divergence.
`isograd_worker.faults` has those that hit any program of any task.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from isograd.suite.contract import Task
from isograd.suite.load import Implementation
from isograd_worker.spoiling import Expected


@dataclass(frozen=True)
class SourceFault:
    """``old`` becomes ``new`` in ``pytorch.py`` of ``task``, or, where ``side`` is set, in
    ``pytorch.toml``.

    ``tensors`` are those that the fault reaches first; the gate must name one of them. Names that
    end in a dot stand for all that begin so; () for any of the kind. Step 0 is the last.
    """

    task: str
    old: str
    new: str
    kind: str
    tensors: tuple[str, ...] = ()
    step: int = 1
    phase: str = "forced"
    problem: str = "deviates"
    side: bool = False

    def plant(self, honest: Implementation, folder: Path) -> Implementation:
        """The implementation with the fault, written to ``folder``."""
        text, side = honest.text, honest.file.with_suffix(".toml").read_text()
        if self.side:
            side = self._replaced(side)
        else:
            text = self._replaced(text)
        file = folder / honest.file.name
        file.write_text(text)
        tables = tomllib.loads(side)
        return replace(
            honest,
            file=file,
            text=text,
            names=tables["names"],
            conventions=tables.get("conventions", {}),
        )

    def _replaced(self, text: str) -> str:
        assert 1 == text.count(self.old), f"{self.task}: {self.old!r}"
        return text.replace(self.old, self.new)

    def expected(self, task: Task, names: list[str]) -> Expected:
        """``names`` are the task's tensors of this kind."""
        chosen = [name for name in names if not self.tensors or self._named(name)]
        assert chosen, f"{self.task}: no tensor of {self.tensors} among {names}"
        phase = "free" if self.kind == "output" else self.phase
        step = self.step or task.reduced_steps
        return Expected(self.kind, tuple(chosen), step, phase, self.problem)

    def _named(self, name: str) -> bool:
        return any(
            name.startswith(tensor) if tensor.endswith(".") else name == tensor
            for tensor in self.tensors
        )


FAULTS = {
    # --- digits-cnn ---------------------------------------------------------------------------
    "batch-norm-momentum": SourceFault(
        "digits-cnn", "BatchNorm2d(8)", "BatchNorm2d(8, momentum=0.01)", "buffer", ("norm1.",)
    ),
    "batch-norm-epsilon": SourceFault(
        "digits-cnn", "BatchNorm2d(16)", "BatchNorm2d(16, eps=1e-3)", "loss"
    ),
    "running-statistics-not-updated": SourceFault(
        "digits-cnn", "BatchNorm2d(16)", "BatchNorm2d(16, momentum=0.0)", "buffer", ("norm2.",)
    ),
    "trained-in-evaluation-mode": SourceFault(
        "digits-cnn", "    loss = loss_fn(", "    model.eval()\n    loss = loss_fn(", "loss"
    ),
    "predicted-in-training-mode": SourceFault(
        "digits-cnn", "    model.eval()\n", "    model.train()\n", "output", step=0
    ),
    "padding-reflects": SourceFault(
        "digits-cnn",
        "(1, 8, 3, padding=1,",
        '(1, 8, 3, padding=1, padding_mode="reflect",',
        "loss",
    ),
    "maximum-for-average-pool": SourceFault("digits-cnn", "nn.AvgPool2d", "nn.MaxPool2d", "loss"),
    "weight-decay-missing": SourceFault("digits-cnn", ", weight_decay=5e-4", "", "slot"),
    "nesterov": SourceFault(
        "digits-cnn", "momentum=0.9,", "momentum=0.9, nesterov=True,", "parameter"
    ),
    "unbiased-variance-undeclared": SourceFault(
        "digits-cnn",
        '"batch-norm-variance-unbiased"',
        "",
        "buffer",
        ("norm1.variance", "norm2.variance"),
        side=True,
    ),
    "flattened-in-another-order": SourceFault(
        "digits-cnn", "axes = [[3], [2, 0, 1]]", "axes = [[3], [2, 1, 0]]", "loss", side=True
    ),
    # --- digits-resnet ------------------------------------------------------------------------
    "shortcut-dropped": SourceFault("digits-resnet", "y + self.shortcut(x)", "y", "loss"),
    "activated-before-the-addition": SourceFault(
        "digits-resnet",
        "self.activation(y + self.shortcut(x))",
        "self.activation(y) + self.shortcut(x)",
        "loss",
    ),
    "stride-in-the-second-convolution": SourceFault(
        "digits-resnet",
        "conv_norm(before, after, stride=stride)\n        self.second = conv_norm(after, after)",
        "conv_norm(before, after)\n        self.second = conv_norm(after, after, stride=stride)",
        "loss",
    ),
    "milestone-one-late": SourceFault(
        "digits-resnet", "milestones=[3, 25]", "milestones=[4, 25]", "parameter", step=4
    ),
    # --- vae ----------------------------------------------------------------------------------
    "divergence-without-half": SourceFault("vae", "0.5 * torch.sum", "torch.sum", "loss"),
    "variance-for-deviation": SourceFault("vae", "log_variance / 2", "log_variance", "loss"),
    "noise-reused-over-the-batch": SourceFault("vae", "* noise)", "* noise[:1])", "loss"),
    "mean-detached-in-the-sample": SourceFault(
        "vae", "decode(mean +", "decode(mean.detach() +", "gradient", ("mean.", "encoder.")
    ),
    "divergence-gradient-stopped": SourceFault(
        "vae",
        "log_variance.exp() - 1",
        "log_variance.detach().exp() - 1",
        "gradient",
        ("log_variance.", "encoder."),
    ),
    "layer-frozen": SourceFault(
        "vae",
        "    return model, optimizer",
        "    model.encoder.requires_grad_(False)\n    return model, optimizer",
        "gradient",
        ("encoder.",),
        problem="absent",
    ),
    # --- gan ----------------------------------------------------------------------------------
    "generator-loss-reaches-the-discriminator": SourceFault(
        "gan", "inputs=list(generator.parameters())", "", "gradient", ("discriminator.",)
    ),
    "generator-against-the-discriminator-of-before": SourceFault(
        "gan",
        """    discriminator_optimizer.step()

    generator_optimizer.zero_grad()
    loss_g = generator_loss(discriminator(fake))
""",
        """    generator_optimizer.zero_grad()
    before = {name: value.clone() for name, value in discriminator.named_parameters()}
    loss_g = generator_loss(torch.func.functional_call(discriminator, before, (fake,)))
    discriminator_optimizer.step()
""",
        "loss",
        ("generator",),
    ),
    "saturating-loss": SourceFault(
        "gan",
        "return softplus(-fake_logits)",
        "return -softplus(fake_logits)",
        "loss",
        ("generator",),
    ),
    "betas-of-one-network-left-as-they-were": SourceFault(
        "gan",
        "discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999)",
        "discriminator.parameters(), lr=2e-4",
        "slot",
        ("m/discriminator.",),
    ),
    # --- matrix-factorisation -----------------------------------------------------------------
    "embedding-row-off-by-one": SourceFault(
        "matrix-factorisation", "self.user(user)", "self.user((user + 1) % 50)", "loss"
    ),
    "repeated-rows-averaged": SourceFault(
        "matrix-factorisation",
        "nn.Embedding(40, 4)",
        "nn.Embedding(40, 4, scale_grad_by_freq=True)",
        "gradient",
        ("item.factors",),
    ),
    "bias-of-the-other-table": SourceFault(
        "matrix-factorisation", "self.user_bias(user)", "self.user_bias(item)", "loss"
    ),
    # --- pendulum-ode -------------------------------------------------------------------------
    "runge-kutta-weight": SourceFault("pendulum-ode", "2 * k3", "k3", "loss"),
    "observed-one-step-late": SourceFault(
        "pendulum-ode", "i % self.every == 0", "i % self.every == 1", "loss"
    ),
    "gradient-of-one-step-alone": SourceFault(
        "pendulum-ode", "self.rk4_step(state)", "self.rk4_step(state.detach())", "gradient"
    ),
    # --- poisson-pinn -------------------------------------------------------------------------
    "laplacian-sign": SourceFault("poisson-pinn", "-laplacian(", "laplacian(", "loss"),
    "laplacian-of-one-direction": SourceFault(
        "poisson-pinn",
        "hessian.diagonal(dim1=1, dim2=2).sum(1, keepdim=True)",
        "2 * hessian[:, 0, :1]",
        "loss",
    ),
    "boundary-weight": SourceFault("poisson-pinn", "100 * misfit", "10 * misfit", "loss"),
    "residual-detached": SourceFault(
        "poisson-pinn", "residual.square()", "residual.detach().square()", "gradient"
    ),
    # --- adaptive-halting ---------------------------------------------------------------------
    "halting-threshold": SourceFault("adaptive-halting", "> 0.01", "> 0.2", "loss"),
    "iterations-limited-too-early": SourceFault(
        "adaptive-halting", "self.limit = 12", "self.limit = 3", "loss"
    ),
    "ponder-gradient-stopped": SourceFault(
        "adaptive-halting", "ponder + left,", "ponder + left.detach(),", "gradient"
    ),
    "iterations-off-by-one": SourceFault(
        "adaptive-halting",
        "torch.zeros_like(left, dtype",
        "torch.ones_like(left, dtype",
        "output",
        ("iterations",),
        step=0,
    ),
    # --- char-lstm ----------------------------------------------------------------------------
    "state-reset-in-each-window": SourceFault(
        "char-lstm", "(h.detach(), c.detach())", "(0 * h.detach(), 0 * c.detach())", "loss"
    ),
    "stopped-gradient-not-stopped": SourceFault(
        "char-lstm", "(h.detach(), c.detach())", "(h, c)", "gradient", ("lstm.", "embedding")
    ),
    "padding-not-masked": SourceFault("char-lstm", ", ignore_index=0", "", "loss"),
    "gate-order": SourceFault(
        "char-lstm",
        '"lstm.weight_hh_l0", axes = [1, 0]',
        '"lstm.weight_hh_l0", axes = [1, 0], blocks = [0, 2, 1, 3]',
        "loss",
        side=True,
    ),
    "double-bias-undeclared": SourceFault(
        "char-lstm", '"lstm-double-bias"', "", "gradient", ("lstm.bias",), side=True
    ),
    # --- char-transformer ---------------------------------------------------------------------
    "causal-mask-missing": SourceFault(
        "char-transformer", "is_causal=True", "is_causal=False", "loss"
    ),
    "residual-dropped": SourceFault(
        "char-transformer", "x = x + self.attention(", "x = self.attention(", "loss"
    ),
    "gelu-exact": SourceFault("char-transformer", ', approximate="tanh"', "", "loss"),
    "layer-norm-epsilon": SourceFault(
        "char-transformer",
        "final_norm = nn.LayerNorm(32)",
        "final_norm = nn.LayerNorm(32, eps=1e-6)",
        "loss",
    ),
    "heads-not-transposed": SourceFault(
        "char-transformer",
        "made.transpose(1, 2).flatten(2)",
        "made.flatten(1).view(x.shape)",
        "loss",
    ),
    "clip-missing": SourceFault(
        "char-transformer",
        "    nn.utils.clip_grad_norm_(model.parameters(), 1.0)\n",
        "",
        "gradient",
    ),
    "clipped-by-value": SourceFault(
        "char-transformer",
        "clip_grad_norm_(model.parameters(), 1.0)",
        "clip_grad_value_(model.parameters(), 1e-2)",
        "gradient",
    ),
    "weight-decay-coupled": SourceFault("char-transformer", "optim.AdamW(", "optim.Adam(", "slot"),
    "schedule-off-by-one": SourceFault(
        "char-transformer", "(t + 1) / 8", "(t + 2) / 8", "parameter"
    ),
    # A teacher-forced step begins with the scheduler set, so that only the free run is off: its
    # second step moves too little, and the third has another loss.
    "scheduler-not-stepped": SourceFault(
        "char-transformer", "    scheduler.step()\n", "", "loss", step=3, phase="free"
    ),
    "token-one-too-early": SourceFault(
        "char-transformer", "return text[:, 16:],", "return text[:, 15:-1],", "output", step=0
    ),
}
