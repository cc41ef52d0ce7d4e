"""Trains the word model of processor/reading/people/name_words.py: which words are given names, family names or none, by their letters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from processor.reading.lexicon import fold, words
from processor.reading.network.encoding import all_tokens
from processor.reading.people.name_words import BUCKETS, FAMILY, GIVEN, KINDS, OTHER, RUNS, runs_of
from processor.reading.people.names import PARTICLES
from training import inboxes, people
from training.corpus import Labelled

STEPS = 400
RATE = 0.05
DECAY = 1e-5
# So much a name of a list counts, where one that stands in a mail counts 1.
LISTED = 0.5


def train(mails: Sequence[Labelled], target: Path) -> None:
    """Writes the model to `target`. The same mails give the same one."""
    seen: Counter[tuple[str, int]] = Counter()
    for mail in mails:
        seen.update(_words_of(mail))
    listed = frozenset(_listed())
    entries = sorted(seen.keys() | listed)
    runs = np.zeros((len(entries), RUNS), dtype=np.int32)
    for index, (word, _) in enumerate(entries):
        found = runs_of(word)
        runs[index, :len(found)] = found
    kinds = np.array([kind for _, kind in entries])
    counts = np.sqrt(np.array([seen[entry] + LISTED * (entry in listed) for entry in entries], dtype=np.float32))
    weights = _learned(jnp.asarray(runs), jnp.asarray(kinds), jnp.asarray(counts / counts.sum()))
    scale = np.abs(weights).max() / 127
    np.savez_compressed(target, weights=np.round(weights / scale).astype(np.int8), scale=np.float32(scale))


def _words_of(mail: Labelled) -> Iterator[tuple[str, int]]:
    """The words of the people that the label names, and every other word of the mail that is written like one."""
    names = [inboxes.plain(name) for key in ("attendees", "cancelled", "other") for name in mail.label.get(key) or []]
    for name in names:
        yield from _words_of_name(name)
    known = [person for event in mail.text.events for person in event.people]
    everybody = frozenset().union(*map(inboxes.words_of, [*names, *known, mail.text.office.contact.name, inboxes.display_of(mail)]))
    for word in {token.folded.rstrip(".") for token in all_tokens(mail.text) if token.is_word and not token.text.islower()}:
        if len(word) > 1 and word not in everybody and not any(inboxes.is_case_of(word, name) for name in everybody):
            yield word, OTHER


def _words_of_name(name: str) -> Iterator[tuple[str, int]]:
    """The first word is a given name, the last one a family name; what those between are is open."""
    parts = [fold(word).rstrip(".") for word in name.split() if fold(word) not in PARTICLES]
    if len(parts) > 1 and min(map(len, parts)) > 1:
        yield parts[0], GIVEN
        yield parts[-1], FAMILY


def _listed() -> Iterable[tuple[str, int]]:
    yield from ((word, GIVEN) for word in words("first_names"))
    yield from ((word, FAMILY) for word in words("family_names"))
    for given, family in people.all_names():
        yield from ((fold(word), GIVEN) for word in given)
        yield from ((fold(word), FAMILY) for word in family)


def _learned(runs: jax.Array, kinds: jax.Array, counts: jax.Array) -> np.ndarray:
    """Weights of each run for each kind: logistic regression with Adam."""
    def loss(weights: jax.Array) -> jax.Array:
        logs = jax.nn.log_softmax(weights[runs].sum(1))
        return -(jnp.take_along_axis(logs, kinds[:, None], 1)[:, 0] * counts).sum() + DECAY * (weights**2).sum()

    @jax.jit
    def step(weights: jax.Array, first: jax.Array, second: jax.Array, number: jax.Array) -> tuple[jax.Array, jax.Array, jax.Array]:
        gradient = jax.grad(loss)(weights).at[0].set(0)
        first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
        return weights - RATE * (first / (1 - 0.9**number)) / (jnp.sqrt(second / (1 - 0.99**number)) + 1e-9), first, second

    weights = first = second = jnp.zeros((BUCKETS, len(KINDS)))
    for number in range(1, STEPS + 1):
        weights, first, second = step(weights, first, second, jnp.float32(number))
    return np.asarray(weights)
