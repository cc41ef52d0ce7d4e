"""A small neural network that reads a mail as a whole: for every word what it is, and what the mail wants.

Convolutions see the neighbours of a word, attention sees the whole mail; `training` makes it, with the same arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from processor.reading import learned
from processor.reading.encoding import Encoded, encode, runs_of
from processor.reading.text import ReadingText
from processor.reading.tokens import Token

# A: comes. C: is taken off. N: is only named. G: the attendees' organisation. F: a family name that several share.
# K: words for the number of seats in all. X: words for people who come and are not named.
ROLES = ("A", "C", "N", "G", "F", "K", "X")
TAGS = ("O", *(f"{position}-{role}" for role in ROLES for position in "BI"))
VALUES = 11  # numbers of people from 0 to 9, and more
PURPOSES = ("register", "change", "cancel", "staff", "thanks", "machine")
ASKS = ("no", "yes")
WRITERS = ("attends", "cancels", "none")
MODES = ("none", "in_person", "online", "mixed")
HEADS = {"purpose": PURPOSES, "asks": ASKS, "writer": WRITERS, "mode": MODES}
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
        whole: for "purpose", "asks", "writer" and "mode" the probability of each of their words.
    """

    tokens: tuple[Token, ...]
    tags: Array
    values: Array
    whole: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=2)
def look(text: ReadingText) -> Seen:
    """Reads a mail; the mean of several networks that were trained apart."""
    encoded = encode(text)
    found = [_apply(weights, encoded) for weights in load()]
    tags, values, *heads = (np.mean(parts, axis=0) for parts in zip(*found, strict=True))
    whole = {name: dict(zip(words, map(float, head), strict=True)) for (name, words), head in zip(HEADS.items(), heads, strict=True)}
    return Seen(encoded.tokens, tags, values, whole)


@cache
def load() -> tuple[Weights, ...]:
    """The networks learned/network-*.npz; weights are kept as bytes with one scale a column."""
    found = []
    for path in learned.paths_of("network-*.npz"):
        with np.load(path) as file:
            found.append({name: file[name].astype(np.float32) * file[f"{name}:scale"] if f"{name}:scale" in file else file[name].astype(np.float32)
                          for name in file.files if not name.endswith(":scale")})
    return tuple(found)


def _apply(weights: Weights, encoded: Encoded) -> tuple[Array, ...]:
    words = np.stack([_vector(id(weights), token.folded.rstrip(".") or token.folded) for token in encoded.tokens]) if encoded.tokens else np.zeros((1, weights["letters"].shape[1]), np.float32)
    signs = encoded.signs if len(encoded.tokens) else np.zeros((1, encoded.signs.shape[1]), np.float32)
    x = np.concatenate([words, signs], axis=1) @ weights["in.w"] + weights["in.b"]
    for number, kind in enumerate(BLOCKS):
        x = x + (_conv if kind == "conv" else _attention)(weights, f"{number}.", x)
        if kind == "attention":
            x = x + _feed(weights, f"{number}.", x)
    x = _normal(x, weights["out.g"], weights["out.b"])
    pooled = (_softmax((x @ weights["pool.q"]).T) @ x).reshape(-1)
    tags = _softmax(x @ weights["tags.w"] + pooled @ weights["tags.u"] + weights["tags.b"])
    values = _softmax(x @ weights["values.w"] + weights["values.b"])
    return (tags, values, *(_softmax(pooled @ weights[f"{name}.w"] + weights[f"{name}.b"]) for name in HEADS))


@lru_cache(maxsize=60_000)
def _vector(which: int, word: str) -> Array:
    """The letters of a word as one vector: the mean over its runs."""
    letters = next(weights["letters"] for weights in load() if id(weights) == which)
    vector: Array = letters[list(runs_of(word))].mean(axis=0)
    return vector


def _conv(weights: Weights, name: str, x: Array) -> Array:
    x = _normal(x, weights[name + "g"], weights[name + "b"])
    padded = np.concatenate([np.zeros((2, x.shape[1]), x.dtype), x, np.zeros((2, x.shape[1]), x.dtype)])
    windows = np.concatenate([padded[shift:shift + len(x)] for shift in range(5)], axis=1)
    hidden = np.maximum(windows @ weights[name + "w"] + weights[name + "wb"], 0)
    found: Array = hidden @ weights[name + "v"] + weights[name + "vb"]
    return found


def _attention(weights: Weights, name: str, x: Array) -> Array:
    x = _normal(x, weights[name + "g"], weights[name + "b"])
    length, width = x.shape
    query, key, value = ((x @ weights[name + "qkv"]).reshape(length, 3, ATTENTION_HEADS, width // ATTENTION_HEADS).transpose(1, 2, 0, 3))
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // ATTENTION_HEADS)) + weights[name + "far"].T[:, _distances(length)]
    mixed = (_softmax(scores) @ value).transpose(1, 0, 2).reshape(length, width)
    found: Array = mixed @ weights[name + "o"]
    return found


@lru_cache(maxsize=64)
def _distances(length: int) -> NDArray[np.intp]:
    """How far every word is from every other, in both directions; all that is FARTHEST or more away is alike."""
    places = np.arange(length)
    found: NDArray[np.intp] = np.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST) + FARTHEST
    return found


def _feed(weights: Weights, name: str, x: Array) -> Array:
    x = _normal(x, weights[name + "fg"], weights[name + "fb"])
    found: Array = np.maximum(x @ weights[name + "f1"] + weights[name + "f1b"], 0) @ weights[name + "f2"] + weights[name + "f2b"]
    return found


def _normal(x: Array, gain: Array, bias: Array) -> Array:
    centred = x - np.add.reduce(x, axis=1, keepdims=True) / np.float32(x.shape[1])
    spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / np.float32(x.shape[1]) + np.float32(1e-5))
    found: Array = centred / spread[:, None] * gain + bias
    return found


def _softmax(scores: NDArray[np.floating]) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Array = raised / raised.sum(axis=-1, keepdims=True)
    return found
