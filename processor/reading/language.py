"""The language in which a mail was newly written."""

import re

from processor.reading.lexicon import words_by_language
from processor.reading.text import ReadingText

WORD = re.compile(r"[^\W\d_]+")
ARABIC, CYRILLIC, LATIN = (re.compile(f"[{letters}]") for letters in ("\u0600-\u06ff", "\u0400-\u04ff", "a-zà-žğışçöü"))
OTHER_SCRIPTS = {"el": "[\u0370-\u03ff]", "am": "[\u1200-\u137f]", "he": "[\u0590-\u05ff]", "zh": "[\u4e00-\u9fff]", "ka": "[\u10a0-\u10ff]", "ta": "[\u0b80-\u0bff]"}
LETTERS = {"uk": "[іїєґ]", "ru": "[ыэъё]", "tr": "[ğış]", "pl": "[łżźćńąęś]", "de": "ß|ä", "ku": "[êîû]", "ro": "[ățș]", "fa": "[پچژگ]", "sq": "ë"}


def find_language(text: ReadingText) -> str:
    """ISO 639-1; the office's own where nothing tells. Signature and names do not count."""
    own = text.office.languages[0] if text.office.languages else "de"
    written = " ".join(part.text for part in (*text.greeting, *text.body)).lower() or text.subject.lower()
    for language, script in OTHER_SCRIPTS.items():
        if len(re.findall(script, written)) > len(written) / 4:
            return language
    counts = {name: len(pattern.findall(written)) for name, pattern in (("ar", ARABIC), ("cy", CYRILLIC), ("la", LATIN))}
    script = max(counts, key=lambda name: counts[name])
    candidates = {"ar": ("ar", "fa"), "cy": ("uk", "ru", "bg"), "la": ("de", "en", "fr", "tr", "pl", "ku", "ro", "es", "it", "sq", "sr")}[script]
    scores = {language: _score(written, language) for language in candidates}
    best = max(scores, key=lambda language: scores[language])
    if scores[best] <= 0:
        return {"ar": "ar", "cy": "uk"}.get(script, own)
    if best != own and own in scores and scores[best] - scores[own] < 1:
        return own
    return best


def _score(written: str, language: str) -> float:
    known = words_by_language("function_words").get(language, frozenset())
    score = float(sum(word in known for word in WORD.findall(written)))
    marks = LETTERS.get(language)
    weight = 2.0 if language in {"uk", "ru", "fa"} else 0.4
    return score + (weight * len(re.findall(marks, written)) if marks else 0.0)
