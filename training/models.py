"""Trains the models one after the other, each on what those before it say of mails that they have not seen."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from processor.domain.naming import may_be, words_of
from processor.reading import learned, linear, people, purpose, roles, sentences, tagger, wordshape
from processor.reading.acts import Clause, find_clauses
from processor.reading.linear import LinearModel
from processor.reading.people import Person
from processor.reading.purpose import Purpose
from training import persons, words
from training.corpus import Labelled

FOLDS = 4
ROUNDS = 4
STRENGTH = {"words": 1.0, "clauses": 0.5, "purpose": 0.3, "question": 0.5, "writer": 0.2, "others": 0.2}
Seen = tuple[tuple[Clause, ...], tuple[Person, ...]]


def train(mails: Sequence[Labelled], target: Path) -> list[str]:
    """Writes words.json, persons.crfsuite, clauses.json, purpose.json, question.json, writer.json and others.json to `target`.

    Returns a line for each file with its size. The same mails give the same files.
    """
    learned.use(target)
    chosen, kinds = words.examples(mails)
    _write(_fitted([wordshape.features(word) for word in chosen], kinds, STRENGTH["words"], least=3), target / "words.json")
    forget()
    seen = _people_unseen(mails, target / "persons.crfsuite")
    wanted = [purpose_of(mail) for mail in mails]
    does = _clauses_unseen([found[0] for found in seen], wanted, target / "clauses.json")
    rows = [purpose.features(mail.text, *found, told) for mail, found, told in zip(mails, seen, does, strict=True)]
    _write(_fitted(rows, wanted, STRENGTH["purpose"], least=3), target / "purpose.json")
    asked = ["yes" if "question" in (mail.label.get("acts") or []) else "no" for mail in mails]
    _write(_fitted(rows, asked, STRENGTH["question"], least=3), target / "question.json")
    probable = _unseen(rows, wanted, STRENGTH["purpose"])
    examples: dict[str, list[tuple[set[str], str]]] = {"writer": [], "others": []}
    for mail, (clauses, named), probabilities in zip(mails, seen, probable, strict=True):
        writer = people.find_writer(mail.text, named)
        for person in named:
            kind = "writer" if person is writer else "others"
            examples[kind].append((roles.features(mail.text, clauses, named, person, probabilities), role_of(person, mail)))
    for kind, found in examples.items():
        _write(_fitted([row for row, _ in found], [role for _, role in found], STRENGTH[kind], least=3), target / f"{kind}.json")
    return [f"{path.name.ljust(20)} {path.stat().st_size // 1024:5} kB" for path in sorted(target.iterdir()) if path.suffix in {".json", ".crfsuite"}]


def _clauses_unseen(clauses: Sequence[tuple[Clause, ...]], wanted: Sequence[str], target: Path) -> list[list[Mapping[str, float]]]:
    """What each clause does, as a model says that was trained without its mail; then the model of all mails."""
    rows = [[sentences.features(clause) for clause in mail] for mail in clauses]
    labels = _clause_labels(rows, clauses, wanted)
    found: dict[int, list[Mapping[str, float]]] = {}
    for fold in range(FOLDS):
        others = [index for index in range(len(rows)) if index % FOLDS != fold]
        model = _clause_model([rows[index] for index in others], [labels[index] for index in others])
        for index in range(fold, len(rows), FOLDS):
            found[index] = [model.probabilities(row) for row in rows[index]]
    _write(_clause_model(rows, labels), target)
    return [found[index] for index in range(len(rows))]


def _clause_model(rows: Sequence[Sequence[set[str]]], labels: Sequence[Sequence[str]]) -> LinearModel:
    return _fitted([row for mail in rows for row in mail], [label for mail in labels for label in mail], STRENGTH["clauses"], least=3)


def _clause_labels(rows: Sequence[Sequence[set[str]]], clauses: Sequence[tuple[Clause, ...]], wanted: Sequence[str]) -> list[list[str]]:
    """Labels stand on whole mails; which clause earns them is found in rounds: the likeliest one does what the mail does."""
    labels = [[_first_guess(clause, purpose_name) for clause in mail] for mail, purpose_name in zip(clauses, wanted, strict=True)]
    labels = [_with_one(mail, purpose_name, range(len(mail))) for mail, purpose_name in zip(labels, wanted, strict=True)]
    for _ in range(ROUNDS):
        model = _clause_model(rows, labels)
        judged = [[model.probabilities(row) for row in mail] for mail in rows]
        labels = [[_next_guess(clause, told, purpose_name) for clause, told in zip(mail, known, strict=True)]
                  for mail, known, purpose_name in zip(clauses, judged, wanted, strict=True)]
        labels = [_with_one(mail, purpose_name, sorted(range(len(mail)), key=lambda index, known=known: -known[index].get(purpose_name, 0.0))[:1])
                  for mail, known, purpose_name in zip(labels, judged, wanted, strict=True)]
    return labels


def _allowed(purpose_name: str) -> frozenset[str]:
    acts = {"register": {"register"}, "cancel": {"cancel"}, "change": {"change", "register", "cancel"}, "staff": set(), "thanks": set()}[purpose_name]
    return frozenset(acts | {"question", "thanks", "other"})


def _first_guess(clause: Clause, purpose_name: str) -> str:
    named = [act.value for act in clause.acts if act.value in _allowed(purpose_name)]
    return purpose_name if purpose_name in named else named[0] if named else "other"


def _next_guess(clause: Clause, told: Mapping[str, float], purpose_name: str) -> str:
    if "?" in clause.words and told.get(purpose_name, 0.0) < 0.8:
        return "question"
    return max(_allowed(purpose_name), key=lambda name: (told.get(name, 0.0), name))


def _with_one(labels: list[str], purpose_name: str, candidates: Iterable[int]) -> list[str]:
    """At least one clause does what the mail does; at first all may."""
    if purpose_name == "staff" or purpose_name in labels:
        return labels
    chosen = set(candidates)
    return [purpose_name if index in chosen else label for index, label in enumerate(labels)]


def purpose_of(mail: Labelled) -> str:
    """What the label's first action means."""
    action = mail.label["action"][0]
    return {"confirm": "register", "ask": "register", "late": "register", "ignore": "thanks"}.get(action, action)


def role_of(person: Person, mail: Labelled) -> str:
    """What the label says of a person."""
    for key, role in (("attendees", "attendee"), ("cancelled", "cancelled")):
        for name in mail.label.get(key) or []:
            full = name if isinstance(name, str) else name["name"]
            if words_of(person.name) == words_of(full) or may_be(person.name, full):
                return role
    return "mentioned"


def _people_unseen(mails: Sequence[Labelled], target: Path) -> list[Seen]:
    """Clauses and people of each mail, found by a tagger that was trained without its inbox's fold; then the tagger of all."""
    found: dict[int, Seen] = {}
    for fold in range(FOLDS):
        persons.train([mail for index, mail in enumerate(mails) if _fold(mails, index) != fold], target)
        forget()
        for index, mail in enumerate(mails):
            if _fold(mails, index) == fold:
                found[index] = (tuple(find_clauses(mail.text)), people.find_people(mail.text))
    persons.train(mails, target)
    forget()
    return [found[index] for index in range(len(mails))]


def forget() -> None:
    """What was read with the models before the last training counts no longer."""
    linear.load.cache_clear()
    wordshape.likeness.cache_clear()
    tagger.kinds_of.cache_clear()
    tagger.load.cache_clear()
    people.find_people.cache_clear()


def _unseen(rows: Sequence[set[str]], wanted: Sequence[str], strength: float) -> list[dict[Purpose, float]]:
    """The probabilities that a model gives which was trained without the mail."""
    found: dict[int, dict[Purpose, float]] = {}
    for fold in range(FOLDS):
        others = [index for index in range(len(rows)) if index % FOLDS != fold]
        model = _fitted([rows[index] for index in others], [wanted[index] for index in others], strength, least=3)
        for index in range(fold, len(rows), FOLDS):
            probabilities = model.probabilities(rows[index])
            found[index] = {known: probabilities.get(known.value, 0.0) for known in Purpose}
    return [found[index] for index in range(len(rows))]


def _fold(mails: Sequence[Labelled], index: int) -> int:
    names = sorted({mail.inbox for mail in mails})
    return names.index(mails[index].inbox) % FOLDS if len(names) >= FOLDS else index % FOLDS


def _fitted(rows: Sequence[set[str]], wanted: Sequence[str], strength: float, *, least: int) -> LinearModel:
    """Softmax regression; only features of at least `least` examples, so that no single mail is learned by heart."""
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{feature: 1.0 for feature in sorted(row) if counts[feature] >= least} for row in rows])
    regression = LogisticRegression(C=strength, max_iter=3_000).fit(matrix, wanted)
    classes = tuple(str(name) for name in regression.classes_)
    coefficients, bias = regression.coef_, regression.intercept_
    if len(classes) == 2:  # sklearn keeps one row for two classes
        coefficients, bias = [-coefficients[0] / 2, coefficients[0] / 2], [-bias[0] / 2, bias[0] / 2]
    weights = {name: tuple(round(float(row[column]), 3) for row in coefficients) for column, name in enumerate(vectorizer.get_feature_names_out())}
    return LinearModel(classes, tuple(round(float(value), 3) for value in bias), {name: values for name, values in weights.items() if any(values)})


def _write(model: LinearModel, path: Path) -> None:
    stored = {"classes": model.classes, "bias": model.bias, "weights": dict(sorted(model.weights.items()))}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=False) + "\n", encoding="utf-8")
