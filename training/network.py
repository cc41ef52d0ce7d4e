"""Trains the network of processor/reading/network/judgement.py: the same arithmetic in JAX, with gradients."""

import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from processor.reading.network.encoding import BUCKETS, RUNS, SIGNS, all_tokens, circumstances, runs_of, signs_of
from processor.reading.network.judgement import ATTENTION_HEADS, BLOCKS, FARTHEST, HEADS, LOOKING_ITSELF, TAGS, VALUES
from training import inboxes
from training.corpus import Labelled
from training.tags import Example
from training.texts import Setting, ShortText, signatures_of, write

WIDTH = 128
LETTERS = 40
LENGTHS = (16, 24, 32, 40, 48, 64, 80, 104, 128, 160, 200, 280, 420)
TOKENS_A_BATCH = 3_072
RATE = 2.5e-3
RATE_UPON = 1e-3  # where networks go on learning
DROP = 0.18
DROP_WORD = 0.1
DROP_LISTS = 0.3  # how often a mail is shown without the lists of names
DROP_SEEN = 0.15  # of what the body of the network made of a mail, where one head learns alone
DROP_POOLED = 0.3
DECAY = 0.01
DECAY_ALONE = 0.03
SAVED_EVERY = 4  # epochs
RENAMED = 0.75  # how often a mail is shown with other people's names
CASES = (RENAMED, 0, 0)  # the same for a mail with names in other cases, which those others lose
NAMED = 2.0  # how much more a word counts that is somebody or something than one that is nothing
# While today's networks learned for the first time the mode counted 0.3, and until its own last rounds a mail of an event with one mode told "none".
WEIGHTS = {"purpose": 1.0, "asks": 0.4, "writer": 0.4, "mode": 0.5, "seats": 0.5}
Params = dict[str, Any]
Batch = dict[str, Any]
_runs_of = lru_cache(maxsize=100_000)(runs_of)
LISTED = [SIGNS["given"], SIGNS["family_name"]]


def train(mails: Sequence[Labelled], texts: Sequence[ShortText], settings: Sequence[Setting], target: Path, *, seed: int = 1, epochs: int = 12, upon: Path | None = None, only: str = "", part: float = 1.0) -> None:
    """Writes a network to `target`, one that goes on learning from where `upon` ended, if given, and nothing but the head `only`, if given; `part`: how far it goes from where it began to where it ended. The same material, seed and machine give the same one."""
    chance = random.Random(seed)
    labelled = [(example, _language(mail)) for mail in mails if (example := inboxes.example_of(mail)) is not None]
    params, moments = _start(seed) if upon is None else _loaded(upon, _start(seed)), None
    steps_an_epoch = 0
    step = 0
    key = jax.random.PRNGKey(seed)
    beginning = early = params
    average = None
    order = random.Random(seed)
    ahead = ThreadPoolExecutor(1)  # the next round is written while this one is learned
    coming = ahead.submit(_rows, labelled, texts, settings, chance, only)
    for epoch in range(epochs):
        rows = coming.result()
        coming = ahead.submit(_rows, labelled, texts, settings, chance, only)
        losses = []
        batches = list(_batches(rows, order))
        steps_an_epoch = steps_an_epoch or len(batches)
        for batch in batches:
            key, chances = jax.random.split(key)
            # A head that learns alone begins anew and cannot unsettle the others.
            rate = (RATE if upon is None or only else RATE_UPON) * _pace(step, epochs * steps_an_epoch)
            if moments is None:
                moments = (jax.tree.map(jnp.zeros_like, params), jax.tree.map(jnp.zeros_like, params))
            params, moments, loss = _step(params, moments, batch, chances, rate, step + 1, only=only)
            losses.append(loss)
            step += 1
        if epoch >= epochs - max(1, epochs // 5):
            average = params if average is None else jax.tree.map(lambda one, other: one + 0.1 * (other - one), average, params)
        if epoch + 1 == max(1, epochs * 2 // 3):
            early = params
        print(f"  {target.name}, epoch {epoch + 1}/{epochs}: loss {float(np.mean([float(loss) for loss in losses])):.4f}", file=sys.stderr, flush=True)
        if epoch % SAVED_EVERY == SAVED_EVERY - 1:
            save(average if average is not None else params, target)
    # The mean of an earlier network and of the last ones judges less rashly: 11 harmful ones among 420 mails put aside instead of 13, when 117 inboxes were learned from.
    save(_between(early, average) if upon is None else _between(beginning, params, part), target)
    ahead.shutdown(cancel_futures=True)


def _between(one: Params, other: Params, part: float = 0.5) -> Params:
    found: Params = jax.tree.map(lambda this, that: this + part * (that - this), one, other)
    return found


def _language(mail: Labelled) -> str:
    """The first where the label lists several."""
    said = mail.label.get("language") or "de"
    return str(said[0]) if isinstance(said, list) else str(said)


def save(params: Params, target: Path) -> None:
    """Large weights as bytes with a scale for each column, small ones as they are."""
    arrays: dict[str, Any] = {}
    for name, value in params.items():
        array = np.asarray(value, dtype=np.float32)
        if array.size < 2_000:
            arrays[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=0, keepdims=True), 1e-8) / 127
        arrays[name] = np.round(array / scale).astype(np.int8)
        arrays[f"{name}:scale"] = scale.astype(np.float32)
    np.savez_compressed(target, **arrays)


def _loaded(path: Path, like: Params) -> Params:
    """The weights that `save` wrote; those of `like` where it had none of the name yet."""
    with np.load(path) as file:
        found = {name: file[name].astype(np.float32) * file.get(f"{name}:scale", np.float32(1)) for name in like if name in file}
    return {name: jnp.asarray(found[name].reshape(value.shape)) if name in found else value for name, value in like.items()}


def _pace(step: int, steps: int) -> float:
    """Which part of the rate a step learns at: slowly in the beginning, ever more slowly towards the end."""
    warm = min(1.0, (step + 1) / 200)
    return warm * 0.5 * (1 + float(np.cos(np.pi * min(1.0, step / steps))))


def _rows(labelled: Sequence[tuple[Example, str]], texts: Sequence[ShortText], settings: Sequence[Setting], chance: random.Random, only: str) -> list[Batch]:
    rows = []
    signatures = signatures_of(texts)
    for short in texts:
        example = write(short, settings, chance, signatures)
        if example is not None and _tells(example, only):
            rows.append(_row(example, all_tokens(example.text), {}, chance))
    for example, language in labelled:
        if not _tells(example, only):
            continue
        for renaming in CASES if example.has_cases else (RENAMED,):
            tokens, renamed = inboxes.with_other_names(example, all_tokens(example.text), language, chance) if chance.random() < renaming else (all_tokens(example.text), {})
            rows.append(_row(example, tokens, renamed, chance))
    return rows


def _tells(example: Example, only: str) -> bool:
    """Whether anything can be learned of the head `only` from a mail, or of "" from any."""
    return not only or getattr(example, only) >= 0


def _row(example: Example, tokens: Sequence[Any], renamed: dict[str, str], chance: random.Random) -> Batch:
    known = circumstances(example.text)
    if renamed:
        other = {name: frozenset(renamed.get(word, word) for word in getattr(known, name)) for name in ("hint", "flyer", "registered")}
        known = replace(known, **other)
    signs = signs_of(tokens, known)
    if chance.random() < DROP_LISTS:
        signs[:, LISTED] = 0
    runs = np.zeros((len(tokens), RUNS), dtype=np.int32)
    for index, token in enumerate(tokens):
        found = _runs_of(token.folded.rstrip(".") or token.folded)
        runs[index, :len(found)] = found
    return {
        "runs": runs, "signs": signs, "allowed": np.array(example.allowed, dtype=np.int32), "values": np.array(example.values, dtype=np.int32),
        "whole": np.array([getattr(example, name) for name in HEADS], dtype=np.int32),
    }


def _batches(rows: Sequence[Batch], chance: random.Random) -> Iterator[Batch]:
    piles: dict[int, list[Batch]] = {length: [] for length in LENGTHS}
    full: list[Batch] = []
    for row in chance.sample(list(rows), k=len(rows)):
        length = next(length for length in LENGTHS if len(row["runs"]) <= length)
        piles[length].append(row)
        if len(piles[length]) == TOKENS_A_BATCH // length:
            full.append(_stacked(piles[length], length))
            piles[length] = []
    full += [_stacked([*pile, *[_blank()] * (TOKENS_A_BATCH // length - len(pile))], length) for length, pile in piles.items() if pile]
    yield from chance.sample(full, k=len(full))


def _blank() -> Batch:
    return {"runs": np.zeros((0, RUNS), np.int32), "signs": np.zeros((0, len(SIGNS)), np.float32), "allowed": np.zeros(0, np.int32), "values": np.zeros(0, np.int32), "whole": np.full(len(HEADS), -1, np.int32)}


def _stacked(rows: Sequence[Batch], length: int) -> Batch:
    def pad(name: str, fill: int) -> Any:
        return np.stack([np.concatenate([row[name], np.full((length - len(row[name]), *row[name].shape[1:]), fill, row[name].dtype)]) for row in rows])

    mask = np.stack([np.arange(length) < len(row["runs"]) for row in rows]).astype(np.float32)
    return {"runs": pad("runs", 0), "signs": pad("signs", 0), "allowed": pad("allowed", 1), "values": pad("values", -1), "mask": mask, "whole": np.stack([row["whole"] for row in rows])}


def _start(seed: int) -> Params:
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 1.0) -> Any:
        return jnp.asarray(chance.normal(0, scale / np.sqrt(rows), (rows, columns)), jnp.float32)

    params: Params = {"letters": jnp.asarray(chance.normal(0, 0.3, (BUCKETS, LETTERS)), jnp.float32), "in.w": matrix(LETTERS + len(SIGNS), WIDTH, 1.5), "in.b": jnp.zeros(WIDTH)}
    for number, kind in enumerate(BLOCKS):
        name = f"{number}."
        params |= {name + "g": jnp.ones(WIDTH), name + "b": jnp.zeros(WIDTH)}
        if kind == "conv":
            params |= {name + "w": matrix(5 * WIDTH, WIDTH, 1.4), name + "wb": jnp.zeros(WIDTH), name + "v": matrix(WIDTH, WIDTH, 0.5), name + "vb": jnp.zeros(WIDTH)}
        else:
            params |= {name + "qkv": matrix(WIDTH, 3 * WIDTH), name + "far": jnp.zeros((2 * FARTHEST + 1, ATTENTION_HEADS)), name + "o": matrix(WIDTH, WIDTH, 0.5), name + "fg": jnp.ones(WIDTH), name + "fb": jnp.zeros(WIDTH),
                       name + "f1": matrix(WIDTH, 2 * WIDTH, 1.4), name + "f1b": jnp.zeros(2 * WIDTH), name + "f2": matrix(2 * WIDTH, WIDTH, 0.5), name + "f2b": jnp.zeros(WIDTH)}
    params |= {"out.g": jnp.ones(WIDTH), "out.b": jnp.zeros(WIDTH), "pool.q": matrix(WIDTH, 4), "tags.w": matrix(WIDTH, len(TAGS)), "tags.u": matrix(4 * WIDTH, len(TAGS), 0.3), "tags.b": jnp.zeros(len(TAGS)),
               "values.w": matrix(WIDTH, VALUES), "values.b": jnp.zeros(VALUES)}
    for head, words in HEADS.items():
        params |= {f"{head}.w": matrix(4 * WIDTH, len(words), 0.5), f"{head}.b": jnp.zeros(len(words))}
    params |= {f"{head}.q": matrix(WIDTH, 4) for head in sorted(LOOKING_ITSELF)}
    return params


def _body(params: Params, batch: Batch, key: Any, drop: float, drop_word: float) -> Any:
    """What the network makes of each word, before any head judges."""
    mask = batch["mask"][..., None]
    keys = jax.random.split(key, 2 + len(BLOCKS))
    is_run = (batch["runs"] > 0).astype(jnp.float32)[..., None]
    words = (params["letters"][batch["runs"]] * is_run).sum(2) / jnp.maximum(is_run.sum(2), 1)
    words = words * jax.random.bernoulli(keys[0], 1 - drop_word, words.shape[:2])[..., None]
    x = jnp.concatenate([words, batch["signs"]], -1) @ params["in.w"] + params["in.b"]
    x = _dropped(x, keys[1], drop) * mask
    for number, kind in enumerate(BLOCKS):
        x = x + _dropped((_conv if kind == "conv" else _attention)(params, f"{number}.", x, batch["mask"]), keys[2 + number], drop) * mask
        if kind == "attention":
            x = x + _feed(params, f"{number}.", x) * mask
    return _normal(x, params["out.g"], params["out.b"])


def _forward(params: Params, batch: Batch, key: Any) -> tuple[Any, Any, list[Any]]:
    x = _body(params, batch, key, DROP, DROP_WORD)
    pooled = _pooled(x, params["pool.q"], batch["mask"])
    seen = {head: _pooled(x, params[f"{head}.q"], batch["mask"]) if head in LOOKING_ITSELF else pooled for head in HEADS}
    tags = x @ params["tags.w"] + (pooled @ params["tags.u"])[:, None, :] + params["tags.b"]
    values = x @ params["values.w"] + params["values.b"]
    return tags, values, [seen[head] @ params[f"{head}.w"] + params[f"{head}.b"] for head in HEADS]


def _pooled(x: Any, queries: Any, mask: Any) -> Any:
    scores = (x @ queries).transpose(0, 2, 1) + (mask[:, None, :] - 1) * 1e9
    return (jax.nn.softmax(scores) @ x).reshape(x.shape[0], -1)


def _dropped(x: Any, key: Any, drop: float) -> Any:
    return x * jax.random.bernoulli(key, 1 - drop, x.shape) / (1 - drop)


def _conv(params: Params, name: str, x: Any, mask: Any) -> Any:
    x = _normal(x, params[name + "g"], params[name + "b"]) * mask[..., None]
    padded = jnp.pad(x, ((0, 0), (2, 2), (0, 0)))
    windows = jnp.concatenate([padded[:, shift:shift + x.shape[1]] for shift in range(5)], -1)
    return jax.nn.relu(windows @ params[name + "w"] + params[name + "wb"]) @ params[name + "v"] + params[name + "vb"]


def _attention(params: Params, name: str, x: Any, mask: Any) -> Any:
    x = _normal(x, params[name + "g"], params[name + "b"])
    size, length, width = x.shape
    query, key, value = (x @ params[name + "qkv"]).reshape(size, length, 3, ATTENTION_HEADS, width // ATTENTION_HEADS).transpose(2, 0, 3, 1, 4)
    places = jnp.arange(length)
    distance = jnp.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST) + FARTHEST
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // ATTENTION_HEADS) + params[name + "far"].T[:, distance] + (mask[:, None, None, :] - 1) * 1e9
    return (jax.nn.softmax(scores) @ value).transpose(0, 2, 1, 3).reshape(size, length, width) @ params[name + "o"]


def _feed(params: Params, name: str, x: Any) -> Any:
    x = _normal(x, params[name + "fg"], params[name + "fb"])
    return jax.nn.relu(x @ params[name + "f1"] + params[name + "f1b"]) @ params[name + "f2"] + params[name + "f2b"]


def _normal(x: Any, gain: Any, bias: Any) -> Any:
    centred = x - x.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-5) * gain + bias


def _loss(params: Params, batch: Batch, key: Any) -> Any:
    tags, values, heads = _forward(params, batch, key)
    is_right = (batch["allowed"][..., None] >> jnp.arange(len(TAGS))) & 1
    logs = jax.nn.log_softmax(tags)
    right = jax.nn.logsumexp(jnp.where(is_right == 1, logs, -1e9), axis=-1)
    weight = batch["mask"] * jnp.where(batch["allowed"] & 1, 1.0, NAMED)  # bit 0 is "O"
    loss = -(right * weight).sum() / batch["mask"].sum() * 6
    loss += _known_loss(values.reshape(-1, VALUES), jnp.minimum(batch["values"], VALUES - 1).reshape(-1)) * 0.3
    for number, head in enumerate(HEADS):
        loss += WEIGHTS[head] * _known_loss(heads[number], batch["whole"][:, number])
    return loss


def _loss_alone(params: Params, batch: Batch, key: Any, head: str) -> Any:
    """Of one head, upon a body that is done learning and therefore sees as clearly as it later will."""
    keys = jax.random.split(key, 3)
    x = jax.lax.stop_gradient(_body(params, batch, keys[0], 0.0, 0.0))
    x = x * jax.random.bernoulli(keys[1], 1 - DROP_SEEN, x.shape[:2])[..., None]
    pooled = _dropped(_pooled(x, params[f"{head}.q" if head in LOOKING_ITSELF else "pool.q"], batch["mask"]), keys[2], DROP_POOLED)
    return _known_loss(pooled @ params[f"{head}.w"] + params[f"{head}.b"], batch["whole"][:, list(HEADS).index(head)])


def _known_loss(scores: Any, wanted: Any) -> Any:
    """Cross entropy over those whose answer is known."""
    is_known = (wanted >= 0).astype(jnp.float32)
    logs = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(wanted, 0)[:, None], axis=-1)[:, 0]
    return -(logs * is_known).sum() / jnp.maximum(is_known.sum(), 1)


@partial(jax.jit, static_argnames="only")
def _step(params: Params, moments: tuple[Params, Params], batch: Batch, key: Any, rate: Any, step: Any, *, only: str) -> tuple[Params, tuple[Params, Params], Any]:
    """One step of AdamW; with `only`, of the weights of that head."""
    loss, slopes = jax.value_and_grad(partial(_loss_alone, head=only) if only else _loss)(params, batch, key)
    slopes = {name: slope if name.startswith(only) else jnp.zeros_like(slope) for name, slope in slopes.items()}
    size = jnp.sqrt(sum((slope * slope).sum() for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1.0, 1.0 / size), slopes)
    first = jax.tree.map(lambda old, slope: 0.9 * old + 0.1 * slope, moments[0], slopes)
    second = jax.tree.map(lambda old, slope: 0.99 * old + 0.01 * slope * slope, moments[1], slopes)
    correction = jnp.sqrt(1 - 0.99**step) / (1 - 0.9**step)
    learned = {name: value - rate * (correction * first[name] / (jnp.sqrt(second[name]) + 1e-8) + ((DECAY_ALONE if only else DECAY) * value if value.ndim > 1 else 0.0)) for name, value in params.items()}
    return {name: learned[name] if name.startswith(only) else value for name, value in params.items()}, (first, second), loss
