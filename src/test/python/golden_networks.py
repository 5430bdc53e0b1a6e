"""Golden values of ResNets from PyTorch, for org.sparkresnet.model.TorchGoldenTest.

    python golden_networks.py ../resources/org/sparkresnet/model

needs torch and numpy and takes a few minutes. Everything is computed in float64, so that a comparison measures the
rounding of the side under test alone; the last line of each network says how far PyTorch's own float32 is from it.

Both sides make weights, pictures and labels from these formulas, so the files hold results only:
  mix(x)         the integer hash "lowbias32", on 32-bit words
  u(stream, i)   mix(i xor mix(stream)) / 2^31 - 1, in [-1, 1)
  weight i       float32(u(stream, i) * sqrt(6 / fan-in)), row-major in PyTorch's shape
  gamma i        float32(1 + u / 4), an eighth of it at the end of a bottleneck; beta i and bias i: float32(u / 4)
  mean, variance as a new network has them: 0 and 1
  pixel i        of step s: float32(u(pictures + s, i) * sqrt(3)), row-major [N, C, H, W]
  label i        of step s: (7 i + 3 s) mod 10
A parameter's stream is its number in the list. Of each one the file has the L2 norm and "samples" values at the places
mix(j) mod size, or all of them if there are no more than that.

Where the input of a ReLU is within rounding of zero, it takes the other side in float32, and the gradient of everything
before it is off by 1e-3 to 1e-2, PyTorch's own too. "stableSteps" says for how many steps this does not happen, whoever
computes: "python golden_networks.py search NAME TRIES" looks for a first batch ("pictures") that keeps the inputs of all
ReLUs farthest from zero, 3e-6 or more for all networks here but ResNet-50, which has five times as many as ResNet-18.
The eighth above keeps rounding errors from growing from block to block.
"""
import json
import sys
from pathlib import Path

import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

CLASSES = 10
STEPS = 3
MOMENTUM = 0.9
WEIGHT_DECAY = 1e-4

CIFAR = dict(architecture="cifar-resnet", strideIn="conv1x1", samples=16, learningRate=0.05, stableSteps=3)
IMAGENET = dict(architecture="resnet", channels=3, side=64, batch=4, samples=8, learningRate=0.01)
NETWORKS = {
    "cifar-resnet8-1x16x16": dict(CIFAR, depth=8, channels=1, side=16, batch=8, pictures=12190),
    "cifar-resnet8-3x32x32": dict(CIFAR, depth=8, channels=3, side=32, batch=4, pictures=12930),
    "cifar-resnet20-3x32x32": dict(CIFAR, depth=20, channels=3, side=32, batch=2, pictures=2530),
    "cifar-resnet8-a-3x32x32": dict(CIFAR, depth=8, channels=3, side=32, batch=4, shortcut="a", pictures=3410),
    "resnet18-3x64x64": dict(IMAGENET, depth=18, strideIn="conv1x1", pictures=26000, stableSteps=1),
    "resnet50-conv1x1-3x64x64": dict(IMAGENET, depth=50, strideIn="conv1x1", pictures=1000, stableSteps=0),
    "resnet50-conv3x3-3x64x64": dict(IMAGENET, depth=50, strideIn="conv3x3", pictures=1000, stableSteps=0),
}
BLOCKS = {18: [2, 2, 2, 2], 34: [3, 4, 6, 3], 50: [3, 4, 6, 3], 101: [3, 4, 23, 3], 152: [3, 8, 36, 3]}
KEYS = {"weight": "gamma", "bias": "beta", "running_mean": "mean", "running_var": "var"}


def mix(x):
    x = numpy.asarray(x, dtype=numpy.uint64)
    word = numpy.uint64(0xFFFFFFFF)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = x ^ (x >> numpy.uint64(shift))
        x = (x * numpy.uint64(factor)) & word
    return x ^ (x >> numpy.uint64(16))


def uniform(stream, size):
    return mix(numpy.arange(size, dtype=numpy.uint64) ^ mix(stream)).astype(numpy.float64) / 2.0 ** 31 - 1


class Network(nn.Module):
    """The layers have the names that the Java side gives them."""

    def __init__(self, architecture, depth, channels, strideIn, shortcut="b", **_):
        super().__init__()
        self.layers = nn.ModuleDict()
        self.blocks = []
        self.pooled = architecture == "resnet"
        inputs = 64 if self.pooled else 16
        stages = BLOCKS[depth] if self.pooled else 3 * [(depth - 2) // 6]
        self.convolution("stem", channels, inputs, 7 if self.pooled else 3, 2 if self.pooled else 1)
        for stage, blocks in enumerate(stages):
            width = inputs if stage == 0 else 2 * width
            for block in range(blocks):
                name = f"stage{stage + 1}-block{block + 1}"
                stride = 2 if stage > 0 and block == 0 else 1
                outputs = self.block(name, inputs, width, stride, strideIn if self.pooled and depth >= 50 else None)
                if shortcut == "b" and (inputs != outputs or stride != 1):
                    self.convolution(name + "-shortcut", inputs, outputs, 1, stride)
                self.blocks.append(name)
                inputs = outputs
        self.layers["head"] = nn.Linear(inputs, CLASSES)

    def block(self, name, inputs, width, stride, bottleneck):
        if bottleneck is None:
            self.convolution(name + "-conv1", inputs, width, 3, stride)
            self.convolution(name + "-conv2", width, width, 3, 1)
            return width
        self.convolution(name + "-conv1", inputs, width, 1, stride if bottleneck == "conv1x1" else 1)
        self.convolution(name + "-conv2", width, width, 3, stride if bottleneck == "conv3x3" else 1)
        self.convolution(name + "-conv3", width, 4 * width, 1, 1)
        return 4 * width

    def convolution(self, name, inputs, outputs, kernel, stride):
        self.layers[name] = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.layers[name + "-norm"] = nn.BatchNorm2d(outputs)

    def normed(self, name, x):
        return self.layers[name + "-norm"](self.layers[name](x))

    def forward(self, x):
        x = F.relu(self.normed("stem", x))
        if self.pooled:
            x = F.max_pool2d(x, 3, 2, 1)
        for name in self.blocks:
            y = self.normed(name + "-conv2", F.relu(self.normed(name + "-conv1", x)))
            if name + "-conv3" in self.layers:
                y = self.normed(name + "-conv3", F.relu(y))
            x = F.relu(y + self.shortcut(name, x, y))
        return self.layers["head"](x.mean((2, 3)))

    def shortcut(self, name, x, y):
        if name + "-shortcut" in self.layers:
            return self.normed(name + "-shortcut", x)
        if x.shape == y.shape:
            return x
        # Option A: the new channels behind the old ones.
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, y.shape[1] - x.shape[1]))

    def entries(self):
        """(layer, Java's key, tensor) of all parameters and statistics, in a fixed order."""
        for layer, module in self.layers.items():
            if isinstance(module, nn.BatchNorm2d):
                for attribute, key in KEYS.items():
                    yield layer, key, getattr(module, attribute)
            else:
                yield layer, "W", module.weight
                if module.bias is not None:
                    yield layer, "b", module.bias


def fill(network):
    for stream, (layer, key, tensor) in enumerate(network.entries()):
        if key in ("mean", "var"):
            continue
        values = uniform(stream, tensor.numel())
        if key == "W":
            values = values * numpy.sqrt(6.0 / tensor[0].numel())
        else:
            values = values / 4 + (1 if key == "gamma" else 0)
            values = values / (8 if key == "gamma" and layer.endswith("-conv3-norm") else 1)
        with torch.no_grad():
            tensor.copy_(torch.from_numpy(values.astype(numpy.float32)).reshape(tensor.shape))


def batch(step, spec, kind):
    shape = (spec["batch"], spec["channels"], spec["side"], spec["side"])
    pixels = (uniform(spec["pictures"] + step, int(numpy.prod(shape))) * numpy.sqrt(3.0)).astype(numpy.float32)
    labels = [(7 * i + 3 * step) % CLASSES for i in range(spec["batch"])]
    return torch.from_numpy(pixels).reshape(shape).to(kind), torch.tensor(labels)


def digest(tensor, samples):
    values = tensor.detach().double().flatten()
    places = range(len(values)) if len(values) <= samples else [int(mix(j)) % len(values) for j in range(samples)]
    return {"norm": float(values.norm()), "samples": [float(values[i]) for i in places]}


def snapshot(network, samples):
    return [digest(tensor, samples) for _, _, tensor in network.entries()]


def train(spec, nesterov, kind, steps=STEPS):
    network = Network(**spec).to(kind)
    fill(network)
    decayed = [t for _, key, t in network.entries() if key == "W"]
    others = [t for _, key, t in network.entries() if key in ("gamma", "beta", "b")]
    optimizer = torch.optim.SGD([{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others}],
                                lr=spec["learningRate"], momentum=MOMENTUM, nesterov=nesterov)
    result = {"losses": []}
    for step in range(steps):
        pictures, labels = batch(step, spec, kind)
        logits = network(pictures)
        loss = F.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        result["losses"].append(loss.item())
        if step == 0:
            result["logits"] = logits.flatten().tolist()
            # Statistics have no gradient; their place in the list stays empty.
            result["gradient"] = [digest(t.grad, spec["samples"]) if t.requires_grad else None
                                  for _, _, t in network.entries()]
        optimizer.step()
        if step == 0:
            result["afterOneStep"] = snapshot(network, spec["samples"])
    result["afterThreeSteps"] = snapshot(network, spec["samples"])
    network.eval()
    pictures, labels = batch(STEPS, spec, kind)
    logits = network(pictures)
    result["evaluation"] = {"logits": logits.flatten().tolist(), "loss": F.cross_entropy(logits, labels).item()}
    return result


def distance(ours, theirs):
    """Relative L2 distance over the samples of all parameters."""
    a, b = [numpy.concatenate([d["samples"] for d in side if d]) for side in (ours, theirs)]
    return numpy.linalg.norm(a - b) / numpy.linalg.norm(b)


def margin(spec):
    """How close the input of a ReLU comes to zero within the stable steps."""
    closest = []
    plain_relu = F.relu

    def watched(x):
        closest.append(x.detach().abs().min().item())
        return plain_relu(x)

    F.relu = watched
    try:
        for nesterov in (False, True) if spec["stableSteps"] == STEPS else (False,):
            train(spec, nesterov, torch.float32, spec["stableSteps"])
    finally:
        F.relu = plain_relu
    return min(closest)


def search(name, tries):
    """Prints every first batch that keeps clearer of zero than those before it."""
    torch.set_num_threads(1)
    best = 0
    for pictures in range(1000, 1000 + 10 * tries, 10):
        found = margin(dict(NETWORKS[name], pictures=pictures))
        if found > best:
            best = found
            print(name, "pictures", pictures, f"margin {found:.1e}", flush=True)


def main(folder):
    torch.set_num_threads(1)
    for name, spec in NETWORKS.items():
        exact = {rule: train(spec, rule == "nesterov", torch.float64) for rule in ("heavyBall", "nesterov")}
        for key in ("logits", "gradient", "afterOneStep"):
            del exact["nesterov"][key]
        parameters = [{"layer": layer, "key": key, "size": tensor.numel(), "fanIn": tensor[0].numel()}
                      for layer, key, tensor in Network(**spec).entries()]
        file = folder / f"golden-{name}.json"
        head = {"madeBy": f"src/test/python/golden_networks.py, torch {torch.__version__}, float64", **spec,
                "classes": CLASSES, "momentum": MOMENTUM, "weightDecay": WEIGHT_DECAY}
        lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in {**head, **exact}.items()]
        rows = ",\n".join(json.dumps(row) for row in parameters)
        file.write_text("{\n" + ",\n".join(lines) + ",\n\"parameters\": [\n" + rows + "\n]}\n")
        single = train(spec, False, torch.float32)
        print(file.name, file.stat().st_size, "bytes; PyTorch in float32 is off by",
              *(f"{key} {distance(single[key], exact['heavyBall'][key]):.1e}"
                for key in ("gradient", "afterOneStep", "afterThreeSteps")))


if __name__ == "__main__":
    if sys.argv[1] == "search":
        search(sys.argv[2], int(sys.argv[3]))
    else:
        main(Path(sys.argv[1]))
