"""A small neural network that reads a mail as a whole: for every word what it is, and what the mail wants.

Convolutions see the neighbours of a word, attention sees the whole mail; `training` makes it, with the same arithmetic.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from processor.reading import learned
from processor.reading.letter.text import ReadingText
from processor.reading.letter.tokens import Token
from processor.reading.network.encoding import Encoded, encode, runs_of

# A: comes. C: is taken off. N: is only named. G: the attendees' organisation. F: a family name that several share.
# K: words for the number of seats in all. X: words for people who come and are not named. T: words for an option that is picked.
ROLES = ("A", "C", "N", "G", "F", "K", "X", "T")
TAGS = ("O", *(f"{position}-{role}" for role in ROLES for position in "BI"))
VALUES = 11  # numbers of people from 0 to 9, and more
PURPOSES = ("register", "change", "cancel", "staff", "thanks", "machine")
ASKS = ("no", "yes")
WRITERS = ("attends", "cancels", "none")
MODES = ("none", "in_person", "online", "mixed")
SEATS = (*map(str, range(10)), "more")
HEADS = {"purpose": PURPOSES, "asks": ASKS, "writer": WRITERS, "mode": MODES, "seats": SEATS}
# What the mail as a whole says of these is seen at other words than all the rest.
LOOKING_ITSELF = frozenset({"mode"})
BLOCKS = ("conv", "attention", "conv", "attention", "conv")
ATTENTION_HEADS = 4
FARTHEST = 16
Array = NDArray[np.float32]
Weights = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of a mail.

    Attributes:
        tags: for every token the probability of each of TAGS.
        values: for every token the probability of each number of people.
        whole: for "purpose", "asks", "writer", "mode" and "seats" the probability of each of their words.
    """

    tokens: tuple[Token, ...]
    tags: Array
    values: Array
    whole: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=2)
def look(text: ReadingText) -> Seen:
    """Reads a mail; what several networks that were trained apart agree on."""
    encoded = encode(text)
    tags, values, *heads = map(_agreed, _apply(load(), encoded))
    whole = {name: dict(zip(words, map(float, head[0]), strict=True)) for (name, words), head in zip(HEADS.items(), heads, strict=True)}
    return Seen(encoded.tokens, tags, values, whole)


def _agreed(found: Array) -> Array:
    """Of each word the least probability that any network gives it, in sum 1 again: only what none of them doubts is sure."""
    least: Array = found.min(axis=0)
    least /= least.sum(axis=-1, keepdims=True)
    return least


@cache
def load() -> Weights:
    """The networks learned/network-*.npz, one behind the other along the first axis, so that one step of arithmetic serves all."""
    networks = [_weights_in(path) for path in learned.paths_of("network-*.npz")]
    return {name: np.stack([np.atleast_2d(weights[name]) for weights in networks]) for name in networks[0]}


def _weights_in(path: Path) -> Weights:
    """The weights of one network; they are kept as bytes with one scale a column, and so stay those of the letters, which are most of them."""
    with np.load(path) as file:
        found = {name: file[name].astype(np.float32) * file.get(f"{name}:scale", np.float32(1)) for name in file.files if not name.startswith("letters") and not name.endswith(":scale")}
        return {**found, "letters": file["letters"], "letters:scale": file["letters:scale"]}


def _apply(weights: Weights, encoded: Encoded) -> tuple[Array, ...]:
    signs = encoded.signs if encoded.tokens else np.zeros((1, encoded.signs.shape[1]), np.float32)
    letters = _letters_of(weights, encoded.tokens)
    size = letters.shape[2]
    x = letters @ weights["in.w"][:, :size] + signs @ weights["in.w"][:, size:] + weights["in.b"]
    for number, kind in enumerate(BLOCKS):
        x += (_conv if kind == "conv" else _attention)(weights, f"{number}.", x)
        if kind == "attention":
            x += _feed(weights, f"{number}.", x)
    x = _normal(x, weights["out.g"], weights["out.b"])
    pooled = _pooled(x, weights["pool.q"])
    tags = _softmax(x @ weights["tags.w"] + pooled @ weights["tags.u"] + weights["tags.b"])
    values = _softmax(x @ weights["values.w"] + weights["values.b"])
    seen = {name: _pooled(x, weights[f"{name}.q"]) if name in LOOKING_ITSELF else pooled for name in HEADS}
    return (tags, values, *(_softmax(seen[name] @ weights[f"{name}.w"] + weights[f"{name}.b"]) for name in HEADS))


def _pooled(x: Array, queries: Array) -> Array:
    """The mail as one vector: of each query the words that answer it."""
    found: Array = (_softmax((x @ queries).swapaxes(1, 2)) @ x).reshape(len(x), 1, -1)
    return found


def _letters_of(weights: Weights, tokens: Sequence[Token]) -> Array:
    """The letters of each word as one vector."""
    if not tokens:
        return np.zeros((len(weights["letters"]), 1, weights["letters"].shape[2]), np.float32)
    found: Array = np.array([_vectors_of(token.folded.rstrip(".") or token.folded) for token in tokens]).swapaxes(0, 1)
    return found


@lru_cache(maxsize=20_000)
def _vectors_of(word: str) -> Array:
    """The mean over the runs of letters of a folded word, one row for each network."""
    weights = load()
    found: Array = weights["letters"].take(runs_of(word), axis=1).mean(axis=1, dtype=np.float32) * weights["letters:scale"][:, 0]
    return found


def _conv(weights: Weights, name: str, x: Array) -> Array:
    networks, length, width = x.shape
    padded = np.zeros((networks, length + 4, width), np.float32)
    padded[:, 2:-2] = _normal(x, weights[name + "g"], weights[name + "b"])
    windows = np.concatenate([padded[:, shift:shift + length] for shift in range(5)], axis=2)
    hidden = _linear(windows, weights[name + "w"], weights[name + "wb"])
    return _linear(np.maximum(hidden, 0, out=hidden), weights[name + "v"], weights[name + "vb"])


def _attention(weights: Weights, name: str, x: Array) -> Array:
    networks, length, width = x.shape
    x = _normal(x, weights[name + "g"], weights[name + "b"])
    query, key, value = (x @ weights[name + "qkv"]).reshape(networks, length, 3, ATTENTION_HEADS, width // ATTENTION_HEADS).transpose(2, 0, 3, 1, 4)
    scores = query / math.sqrt(width // ATTENTION_HEADS) @ key.swapaxes(2, 3)
    scores += _by_distance(weights[name + "far"], length)
    mixed = (_softmax(scores) @ value).swapaxes(1, 2).reshape(x.shape)
    found: Array = mixed @ weights[name + "o"]
    return found


def _by_distance(weight: Array, length: int) -> Array:
    """For every two words the weight of how far they are apart, in both directions; all that is FARTHEST or more away is alike.

    One row of distances, through which a window slides: the whole table is never written.
    """
    row = weight.swapaxes(1, 2).take(np.clip(np.arange(1 - length, length), -FARTHEST, FARTHEST) + FARTHEST, axis=2)
    return sliding_window_view(row, length, axis=2)[:, :, ::-1]


def _feed(weights: Weights, name: str, x: Array) -> Array:
    hidden = _linear(_normal(x, weights[name + "fg"], weights[name + "fb"]), weights[name + "f1"], weights[name + "f1b"])
    return _linear(np.maximum(hidden, 0, out=hidden), weights[name + "f2"], weights[name + "f2b"])


def _linear(x: Array, weight: Array, bias: Array) -> Array:
    found: Array = x @ weight
    found += bias
    return found


def _normal(x: Array, gain: Array, bias: Array) -> Array:
    found: Array = x - np.add.reduce(x, axis=-1, keepdims=True) / x.shape[-1]
    spread = np.sqrt(np.vecdot(found, found) / x.shape[-1] + 1e-5)
    found /= spread[..., None]
    found *= gain
    found += bias
    return found


def _softmax(scores: Array) -> Array:
    """In place: nobody needs the scores any more."""
    scores -= np.maximum.reduce(scores, axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= np.add.reduce(scores, axis=-1, keepdims=True)
    return scores
