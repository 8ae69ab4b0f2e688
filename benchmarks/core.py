"""The layer itself, conv2d and ReLU, against what others would write for it."""

import time
from collections.abc import Callable, Mapping
from functools import partial

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import ndimage

from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, repeat, shown
from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward

try:
    import torch
except ImportError:
    torch = None

Found = Mapping[int, Mapping[str, Timing]]  # by side, then by name
Layer = Callable[[Map], tuple[Map, Map]]  # a picture to its sums and what ReLU leaves of them

SIDES = (128, 256, 512, 1024, 2048, 4096)
CONTEST_SIDE, LINEAR_FROM = 512, 512
KERNEL = KERNELS["Sobel right"].weights
PATIENCE = 20.0  # seconds that one peer may take at one size
COPIES_SIDE, COPIES_LIMIT = 2048, 3.0

OURS, FORWARD, TORCH, COPIES, REFILLS = "ours", "`forward`", "PyTorch", "two copies", "memory reused"
PEERS = ("SciPy", "NumPy", TORCH)


def ours(image: Map) -> tuple[Map, Map]:
    sums = conv2d(image, KERNEL, padding="zeros")
    return sums, ACTIVATIONS["ReLU"].function(sums)


def scipy(image: Map) -> tuple[Map, Map]:
    sums = ndimage.correlate(image, KERNEL, mode="constant")
    return sums, np.maximum(sums, 0)


def nine_shifts(image: Map) -> tuple[Map, Map]:
    height, width = image.shape
    padded = np.pad(image, 1)
    sums, product = np.zeros_like(image), np.empty_like(image)
    for (i, j), weight in np.ndenumerate(KERNEL):
        np.multiply(padded[i : i + height, j : j + width], weight, out=product)
        sums += product
    return sums, np.maximum(sums, 0)


def sliding_einsum(image: Map) -> tuple[Map, Map]:
    sums = np.einsum("rcij,ij->rc", sliding_window_view(np.pad(image, 1), KERNEL.shape), KERNEL)
    return sums, np.maximum(sums, 0)


def sliding_tensordot(image: Map) -> tuple[Map, Map]:
    sums = np.tensordot(sliding_window_view(np.pad(image, 1), KERNEL.shape), KERNEL)
    return sums, np.maximum(sums, 0)


def pytorch() -> Layer:
    """Return the layer in PyTorch, its weights made once, as in a network."""
    weights = torch.tensor(KERNEL)[None, None]

    @torch.inference_mode()
    def layer(image: Map) -> tuple[Map, Map]:
        sums = torch.nn.functional.conv2d(torch.from_numpy(image)[None, None], weights, padding=1)
        return sums[0, 0].numpy(), torch.relu(sums)[0, 0].numpy()

    return layer


NUMPY: Mapping[str, Layer] = {
    "nine shifts": nine_shifts,
    "sliding window, einsum": sliding_einsum,
    "sliding window, tensordot": sliding_tensordot,
}


def run() -> Part:
    contest = timings(NUMPY, picture(CONTEST_SIDE))
    fastest = min(contest, key=lambda name: contest[name].median)
    peers = {"SciPy": scipy, "NumPy": NUMPY[fastest]}
    if torch:
        peers[TORCH] = pytorch()
    found = {side: measured(side, peers) for side in SIDES}
    text = (
        "One 3 x 3 Sobel kernel with zeros around the picture, then ReLU, on square pictures of random "
        "float32. Before the clock starts every peer must agree with ours to the rounding of float32."
    )
    tables = [times(found, contest), ratios(found)]
    return Part("The layer", text, tables, [near_copies(found), no_slower(found)])


def times(found: Found, contest: Mapping[str, Timing]) -> Table:
    versions = ", ".join(f"{name} {timing}" for name, timing in contest.items())
    columns = [OURS, FORWARD, *PEERS, COPIES, REFILLS]
    return Table(
        "Time of one layer",
        f"Milliseconds, median / 95th percentile of at least {REPETITIONS} repetitions after warm-up, all "
        f"columns in turn. Ours is `conv2d` and the ReLU of the menu; `forward`, which the page calls, also "
        f"finds the largest absolute number of each map. {threads()} NumPy is the fastest of three versions "
        f"at {CONTEST_SIDE}: {versions}. Two copies are `image.copy()` twice, into new memory as every layer "
        f"here; beside them, the same into memory already there. A dash: left out, because {REPETITIONS} "
        f"repetitions would take more than {PATIENCE:.0f} s.",
        ["picture", *columns],
        [[f"{side} x {side}", *(cell(row, name) for name in columns)] for side, row in found.items()],
    )


def ratios(found: Found) -> Table:
    return Table(
        "How ours compares",
        "From the medians: how many times as long as ours each peer takes (above 1, ours is faster), how "
        "many times as long as two plain copies ours takes, and megapixels a second of ours. From "
        f"{LINEAR_FROM} to {SIDES[-1]} the time of ours grows with the number of pixels to the power "
        f"{exponent(found):.2f} (1 is linear; a least-squares line through the logarithms).",
        ["picture", *(f"{name} / ours" for name in PEERS), "ours / two copies", "MP/s"],
        [
            [
                f"{side} x {side}",
                *(cell(slower(row), name, shown) for name in PEERS),
                shown(row[OURS].median / row[COPIES].median),
                shown(side * side / 1000 / row[OURS].median),
            ]
            for side, row in found.items()
        ],
    )


def threads() -> str:
    counts = f"OpenCV, in ours, may use {cv2.getNumThreads()} threads"
    if torch:
        counts += f", PyTorch {torch.get_num_threads()}"
    return f"{counts}; all else has one."


def near_copies(found: Found) -> Budget:
    row = found[COPIES_SIDE]
    ratio = row[OURS].median / row[COPIES].median
    return Budget(
        f"conv2d and ReLU, {COPIES_SIDE} x {COPIES_SIDE}",
        f"at most {COPIES_LIMIT:.0f} times two plain copies",
        f"{shown(ratio)} times ({shown(row[OURS].median)} against {shown(row[COPIES].median)} ms)",
        ratio <= COPIES_LIMIT,
    )


def no_slower(found: Found) -> Budget:
    every = {(name, side): ratio for side, row in found.items() for name, ratio in slower(row).items()}
    name, side = min(every, key=lambda place: every[place])
    faster = [f"{name} at {side}" for (name, side), ratio in every.items() if ratio < 1]
    return Budget(
        "conv2d and ReLU, every size",
        "never slower than " + ", ".join(dict.fromkeys(name for name, _ in every)),
        f"closest: {name} takes {every[name, side]:.2f} times as long at {side}"
        + (f"; faster than ours: {', '.join(faster)}" if faster else ""),
        not faster,
    )


def exponent(found: Found) -> float:
    """Fit the power of the number of pixels with which our time grows."""
    sides = [side for side in found if side >= LINEAR_FROM]
    pixels, medians = [side * side for side in sides], [found[side][OURS].median for side in sides]
    return float(np.polyfit(np.log(pixels), np.log(medians), 1)[0])


def slower(row: Mapping[str, Timing]) -> dict[str, float]:
    """Tell how many times as long as ours each peer took, where it was measured."""
    return {name: row[name].median / row[OURS].median for name in PEERS if name in row}


def cell(row: Mapping[str, object], name: str, write: Callable[..., str] = str) -> str:
    if name == TORCH and torch is None:
        return "not installed"
    return write(row[name]) if name in row else "–"


def measured(side: int, peers: Mapping[str, Layer]) -> dict[str, Timing]:
    image = picture(side)
    limits = {COPIES: copies, REFILLS: refills(side)}
    return timings({OURS: ours, FORWARD: page, **quick(peers, image), **limits}, image)


def timings(layers: Mapping[str, Layer], image: Map) -> dict[str, Timing]:
    """Time every layer on a picture; small ones more often, as a disturbance is larger there."""
    actions = {name: partial(layer, image) for name, layer in layers.items()}
    return repeat(actions, times=REPETITIONS * max(1, 1024 // len(image)))


def quick(peers: Mapping[str, Layer], image: Map) -> dict[str, Layer]:
    """Check every peer on a picture; keep those that can be repeated within our patience."""
    kept = {}
    for name, peer in peers.items():
        check(name, peer(image), ours(image))
        start = time.perf_counter()
        peer(image)
        if (time.perf_counter() - start) * REPETITIONS < PATIENCE:
            kept[name] = peer
    return kept


def check(name: str, maps: tuple[Map, Map], expected: tuple[Map, Map]) -> None:
    """Raise unless both maps equal ours but for the rounding of nine float32 products on either side."""
    rounding = 2 * (KERNEL.size + 1) * 2.0**-24 * float(np.abs(KERNEL).sum())
    for one, other in zip(maps, expected, strict=True):
        if one.dtype != np.float32 or one.shape != other.shape:
            raise ValueError(f"{name} makes {one.shape} {one.dtype}, ours {other.shape} {other.dtype}")
        apart = float(np.abs(one - other).max())
        if not apart <= rounding:
            raise ValueError(f"{name} and ours are {apart:.3g} apart, more than rounding can do")


def page(image: Map) -> tuple[Map, Map]:
    result = forward(image, KERNEL, padding="zeros")
    return result.pre_activation, result.activation_map


def copies(image: Map) -> tuple[Map, Map]:
    return image.copy(), image.copy()


def refills(side: int) -> Layer:
    one, other = picture(side), picture(side)

    def refill(image: Map) -> tuple[Map, Map]:
        one[:], other[:] = image, image
        return one, other

    return refill


def picture(side: int) -> Map:
    return np.random.default_rng(side).random((side, side), np.float32)
