"""The language of what a person newly wrote, by its small words and its letters."""

import re
from collections import Counter
from functools import cache

from processor.domain.request import Evidence
from processor.reading.letter.layout import Layout, Section, lay_out
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, tables

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)?")
_ADDRESS = re.compile(r"\S{1,200}@\S{1,200}|https?://\S{1,500}|www\.\S{1,300}")
_MAX_TEXT = 6_000
_OWN = 3.0
_UNSURE = 0.3
_SCRIPTS = (
    ("latin", re.compile(r"[a-zà-ɏḀ-ỿ]", re.IGNORECASE)),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("ethiopic", re.compile(r"[\u1200-\u137f]")),
    ("greek", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("han", re.compile(r"[\u4e00-\u9fff]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("tamil", re.compile(r"[\u0b80-\u0bff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("armenian", re.compile(r"[\u0530-\u058f]")),
)
_ONLY = {
    "greek": "el", "han": "zh", "kana": "ja", "hangul": "ko", "hebrew": "he", "devanagari": "hi", "tamil": "ta", "thai": "th",
    "georgian": "ka", "armenian": "hy",
}
_SECTIONS = {
    "cyrillic": ("uk", "ru", "bg", "sr-Cyrl", "mk"),
    "arabic": ("ar", "fa", "ckb", "ur"),
    "ethiopic": ("ti", "am"),
}
_CODES = {"ar-Latn": "ar", "uk-Latn": "uk", "ru-Latn": "ru", "sr-Cyrl": "sr", "ckb": "ku"}
# When nothing speaks for one of them: what is written most in German towns.
_DEFAULTS = {"cyrillic": "uk", "arabic": "ar", "ethiopic": "ti"}


def find_language(text: ReadingText) -> str:
    """The mail's language, ISO 639-1."""
    return language_of(lay_out(text)).value


def language_of(text: Layout) -> Evidence:
    """The mail's language as evidence; the body decides, then greeting and closing, the subject, at last the office's own."""
    own = text.office.languages[0] if text.office.languages else "de"
    body = "\n".join(line.text for line in text.body if line.section is Section.BODY)
    frame = "\n".join(line.text for line in text.body if line.section is not Section.BODY)
    name = text.sender.name if text.sender else ""
    code, confidence = recognised(body, name)
    rule = "small words of the body"
    if confidence < 0.5:
        code, confidence = recognised(f"{body}\n{frame}", name)
        rule = "small words of body and greeting"
    if confidence < _UNSURE:
        more, sure = recognised(f"{body}\n{frame}\n{text.subject}", name)
        if sure > confidence:
            code, confidence, rule = more, sure, "small words of body and subject"
    if not code or confidence < _UNSURE:
        code, confidence, rule = own, 0.1, "the office's own language"
    return Evidence("language", code, 0, body[:60], rule, round(confidence, 2))


def recognised(text: str, name: str = "") -> tuple[str, float]:
    """The ISO 639-1 code and a confidence from 0 to 1; ("", 0.0) where no word tells. `name` (the writer's) is left out."""
    plain = _ADDRESS.sub(" ", text[:_MAX_TEXT])
    scripts = Counter({script: len(pattern.findall(plain)) for script, pattern in _SCRIPTS})
    script, letters = scripts.most_common(1)[0]
    if letters == 0:
        return "", 0.0
    if scripts["kana"] > letters * 0.1:
        return "ja", 0.9
    if script in _ONLY:
        return _ONLY[script], 0.95
    names = set(fold(name).split())
    found = Counter(word for word in map(str, _WORD.findall(fold(plain))) if word not in names)
    return _winner(script, found, plain)


def _winner(script: str, found: Counter[str], plain: str) -> tuple[str, float]:
    sections = _SECTIONS.get(script) or tuple(key for key in _small_words() if key not in _other_sections())
    lowered = plain.lower()
    scores = {section: _score(section, found, lowered) for section in sections}
    order = sorted(scores, key=lambda section: -scores[section])
    best, second = scores[order[0]], scores[order[1]]
    if best <= 0:
        return _DEFAULTS.get(script, ""), 0.3 if script in _DEFAULTS else 0.0
    confidence = min(1.0, best / _OWN) * (0.4 + 0.6 * (best - second) / best)
    return _CODES.get(order[0], order[0]), max(confidence, 0.5 if script != "latin" else 0.0)


def _score(section: str, found: Counter[str], lowered: str) -> float:
    words, letters = _small_words()[section]
    hits = sum(min(count, 4) * _weight(word) for word, count in found.items() if word in words)
    seen = min(sum(lowered.count(letter) for letter in letters), 12)
    # Letters of Latin alphabets stand in names too: they count only beside small words of their language.
    return hits + (0.5 * seen if section in _other_sections() else min(0.3 * seen, 2 * hits))


@cache
def _weight(word: str) -> float:
    """Words of few languages say more than "de" and "a"."""
    owners = sum(word in words for words, _ in _small_words().values())
    return 1.0 / owners if len(word) > 1 else 0.5 / max(owners, 1)


@cache
def _small_words() -> dict[str, tuple[frozenset[str], str]]:
    return {
        section: (frozenset(fold(word) for word in entry["words"]), str(entry.get("letters", "")))
        for section, entry in tables("function_words").items()
    }


@cache
def _other_sections() -> frozenset[str]:
    return frozenset(section for group in _SECTIONS.values() for section in group)
