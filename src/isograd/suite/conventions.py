"""Named conventions: where a framework defines an optimiser differently and cannot be set to agree.

A cell declares the ones that it follows in the side file of its shown source; the oracle then
implements them and the cell is judged exactly. An undeclared difference is `wrong`. Facts: the
frameworks' own sources as named, and the float64 runs behind `docs/parity.md`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Convention:
    id: str
    formula: str
    source: str
    en: str
    zh: str


_ALL = (
    Convention(
        "adam-epsilon-before-correction",
        "p ← p − η·√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε)",
        "Kingma and Ba 2015, end of section 2 (“ε hat”); keras/src/optimizers/adam.py",
        "ε is added before the bias correction of the second moment.",
        "ε 在二阶矩偏差修正之前相加。",
    ),
    Convention(
        "adam-beta-powers-float32-base",
        "βᵗ is computed as f32(β)ᵗ in the cell's dtype",
        "keras/src/optimizers/adam.py: ops.cast(self.beta_1, …) passes through float32; "
        "torch/optim/adam.py when compiled: beta ** step, step a tensor of the default dtype",
        "The powers of β start from β rounded to float32.",
        "β 的幂由舍入到 float32 的 β 计算。",
    ),
    Convention(
        "adam-beta-powers-float32-after-first",
        "the power at step t is β·f32(β)^(t−1)",
        "Paddle static Program: the accumulator starts at β and is multiplied by the attribute",
        "The power of β starts exact and is multiplied by β rounded to float32.",
        "β 的幂以精确值开始，之后乘以舍入到 float32 的 β。",
    ),
    Convention(
        "adam-beta-powers-accumulated",
        "βᵗ = βᵗ⁻¹·β, rounded to the cell's dtype at every step",
        "Paddle: phi adam kernels multiply beta1_pow and beta2_pow by β after each update",
        "The power of β is accumulated step by step instead of computed afresh.",
        "β 的幂逐步累乘，而不是每步重新计算。",
    ),
    Convention(
        "adam-beta-powers-accumulated-float32",
        "the power is accumulated in float32",
        "tensorflow/python/training/adam.py: beta1_power is a float32 variable",
        "The powers of β are accumulated in float32.",
        "β 的幂以 float32 累乘。",
    ),
    Convention(
        "adam-moment-betas-float32",
        "m and v are averaged with f32(β₁), f32(β₂)",
        "Paddle and TF 1 kernels take the attributes as float32",
        "The moment averages use β rounded to float32.",
        "矩的滑动平均使用舍入到 float32 的 β。",
    ),
    Convention(
        "adam-epsilon-float32",
        "ε is f32(ε)",
        "Paddle and TF 1 kernels take the attribute as float32",
        "ε is held in float32.",
        "ε 以 float32 保存。",
    ),
    Convention(
        "learning-rate-float32",
        "η is f32(η)",
        "a learning rate held in a float32 variable",
        "The learning rate is held in float32.",
        "学习率以 float32 保存。",
    ),
    Convention(
        "momentum-buffer-of-steps",
        "b ← μ·b − η·g; p ← p + b",
        "keras/src/optimizers/sgd.py",
        "The momentum buffer holds steps (−η times the gradients), not gradients.",
        "动量缓冲区保存的是步长（−η 乘以梯度），而不是梯度。",
    ),
    Convention(
        "momentum-float32",
        "μ is f32(μ)",
        "Paddle's momentum kernel takes the attribute as float32",
        "The momentum factor is held in float32.",
        "动量系数以 float32 保存。",
    ),
    Convention(
        "weight-decay-decoupled",
        "p ← p − η·λ·p before the step, instead of g ← g + λ·p",
        "keras/src/optimizers/base_optimizer.py, _apply_weight_decay",
        "Weight decay shrinks the parameter itself instead of entering the gradient.",
        "权重衰减直接收缩参数，而不进入梯度。",
    ),
    Convention(
        "weight-decay-float32",
        "λ is f32(λ)",
        "Paddle's kernels take the coefficient as float32",
        "The weight decay is held in float32.",
        "权重衰减系数以 float32 保存。",
    ),
    Convention(
        "batch-norm-variance-unbiased",
        "v ← κ·v + (1−κ)·n/(n−1)·variance, n the values of a channel in a batch",
        "torch/nn/modules/batchnorm.py; Ioffe and Szegedy 2015 (arXiv:1502.03167), algorithm 2",
        "The running variance averages unbiased variances; the batch itself is normalised by its "
        "biased one.",
        "滑动方差对无偏方差取平均；批内归一化仍用有偏方差。",
    ),
    Convention(
        "batch-norm-momentum-float32",
        "what a running statistic keeps of itself is f32(κ)",
        "Paddle's batch_norm kernel takes the attribute as float32",
        "The momentum of batch norm's running statistics is held in float32.",
        "批归一化滑动统计量的动量以 float32 保存。",
    ),
    Convention(
        "batch-norm-epsilon-float32",
        "ε under the root is f32(ε)",
        "Paddle's batch_norm kernel takes the attribute as float32",
        "The ε of batch norm is held in float32.",
        "批归一化的 ε 以 float32 保存。",
    ),
    Convention(
        "batch-norm-zero-debias",
        "in evaluation mode mean and variance are the running ones / (1 − κᵗ)",
        "equinox/nn/_batch_norm.py, mode=“batch”",
        "Predictions divide the running statistics by 1 − κᵗ, as if both had started at zero.",
        "预测时滑动统计量除以 1 − κᵗ，如同两者都从零开始。",
    ),
    Convention(
        "clip-norm-slack",
        "the factor is c / (‖g‖ + 10⁻⁶), at most 1",
        "torch/nn/utils/clip_grad.py",
        "Clipping by the global norm adds 10⁻⁶ to the norm.",
        "按全局范数裁剪时，范数上加 10⁻⁶。",
    ),
    Convention(
        "gradient-after-clipping",
        "the gradient that is read is c·g/‖g‖ where ‖g‖ > c",
        "torch.nn.utils.clip_grad_norm_ and Paddle's ClipGradByGlobalNorm scale .grad in place; "
        "in a graph (tf.clip_by_global_norm, Paddle's Program) the update takes what was clipped",
        "The step shows its gradients after clipping, not before.",
        "训练步给出的是裁剪之后的梯度，而不是裁剪之前的。",
    ),
    Convention(
        "gelu-cubic-float32",
        "½x(1 + tanh(√(2/π)(x + f32(0.044715)·x³)))",
        "tensorflow/python/ops/nn_ops.py, gelu: math_ops.cast(0.044715, …) passes through float32",
        "The cubic coefficient of GELU's approximation by tanh is held in float32.",
        "GELU 的 tanh 近似中，三次项系数以 float32 保存。",
    ),
    Convention(
        "layer-norm-epsilon-float32",
        "ε under the root is f32(ε)",
        "Paddle's layer_norm kernel takes the attribute as float32",
        "The ε of layer norm is held in float32.",
        "层归一化的 ε 以 float32 保存。",
    ),
    Convention(
        "lstm-double-bias",
        "b = b_ih + b_hh, ∂L/∂b_ih = ∂L/∂b_hh: b moves by twice the step",
        "torch/nn/modules/rnn.py and paddle/nn/layer/rnn.py: bias_ih and bias_hh, both trained",
        "The gates of a recurrent layer have two biases; each makes the step, so that their sum "
        "moves twice as far.",
        "循环层的门有两个偏置，各自走一步，因此二者之和移动两倍。",
    ),
)

CONVENTIONS = {convention.id: convention for convention in _ALL}
