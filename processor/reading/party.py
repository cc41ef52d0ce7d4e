"""How many people a mail speaks of."""

import re
from dataclasses import dataclass

from processor.domain.request import Evidence
from processor.reading.forms import find_labelled
from processor.reading.layout import lay_out
from processor.reading.lexicon import mapping, words
from processor.reading.numbers import number_of
from processor.reading.text import Part, ReadingText

PERSONS = (r"(?:personen|person|pers\b|leute\w?|teilnehmer\w*|teilnehmende\w*|platze|platz|erwachsene\w?|people|persons?|attendees|seats|places|personnes|kisi\w*|oci6|осіб|особи|особа|"
           r"человека?|людей|اشخاص|شخص|osob\w?|persoane|kes\b|نفر)")
COUNTED = re.compile(rf"\b(\d{{1,2}}|[^\W\d_]+)\s+(?:weitere\w?\s+|more\s+)?{PERSONS}")
WE_ARE = re.compile(r"\b(?:wir (?:sind|kommen|waren|werden)|we are|we will be|we'll be|nous (?:sommes|serons|viendrons)|toplam|нас (?:буде|будет)?|будемо|em)\s+(?:dann |insgesamt |jetzt |nun |voraussichtlich |doch |leider |nur |mit |zu |noch )*(\d{1,2}|[^\W\d_']+)\b")
WITH = re.compile(r"\b(?:mit|und|plus|with|and|avec|et|bringe)\s+(?:noch\s+|meinen\s+|unseren\s+|my\s+)?(\d{1,2}|[^\W\d_]+)\s+(?:weitere\w{0,2}\s+|andere\w{0,2}\s+|other\s+)?([^\W\d_*:]+)")
ALSO = re.compile(r"\b(?:weitere|zusatzliche|andere|more|additional)\w{0,2}\s+$")
NOT_PEOPLE = re.compile(r"euro|uhr|prozent|jahr|tag|woche|stunde|minute|kind\w* unter|workshop|tisch|raum|stock|etage|termin")


@dataclass(frozen=True, slots=True)
class Party:
    """`total` people in all where the mail says so; `companions` without a name, by words such as 'my two daughters'."""

    total: Evidence | None
    companions: int
    companion_words: str = ""


def find_party(text: ReadingText) -> Party:
    """The head count, and companions without a name."""
    total = _labelled(text) or next((found for part in text.body if (found := _total(part)) is not None), None)
    companions, said = _companions(text)
    return Party(total, companions, said)


def kin_without_name(part: Part, names_follow: list[int]) -> int:
    """Words of kinship with a possessive ('meine Frau') behind which no name stands."""
    count = 0
    for match in re.finditer(r"[^\W\d_*:]+", part.folded):
        before = part.folded[:match.start()].split()[-1:] or [""]
        if match[0] in words("people", "kin") and before[0] in words("people", "possessives") | words("people", "and"):
            is_named = any(match.start() - 4 <= start <= match.end() + 25 for start in names_follow)
            count += not is_named
    return count


def _labelled(text: ReadingText) -> Evidence | None:
    for item in find_labelled(lay_out(text)):
        if item.field == "count":
            number = next((found for word in re.findall(r"\w+", item.value.lower()) if (found := number_of(word)) is not None), None)
            if number is not None:
                return Evidence("count", str(number), item.line, item.words, "labelled_count")
    return None


def _total(part: Part) -> Evidence | None:
    for phrase, number in _together().items():
        if re.search(rf"\b{re.escape(phrase)}\b", part.folded) and not (phrase in {"allein", "alleine"} and "nicht" in part.folded):
            return Evidence("count", str(number), part.number, phrase, "together", 0.95)
    for match in WE_ARE.finditer(part.folded):
        number_found = number_of(match[1])
        if number_found and number_found > 1 and not NOT_PEOPLE.match(part.folded[match.end():].strip()):
            return Evidence("count", str(number_found), part.number, match[0], "we_are", 0.9)
    for match in COUNTED.finditer(part.folded):
        number_found = number_of(match[1])
        before = part.folded[:match.start()]
        if number_found and not ALSO.search(part.folded[:match.end()]) and not re.search(r"\b(?:mit|und|plus|with|and)\s+(?:noch\s+)?$", before) and "weitere" not in match[0]:
            return Evidence("count", str(number_found), part.number, match[0], "counted_people", 0.9)
    return None


def _companions(text: ReadingText) -> tuple[int, str]:
    for part in text.body:
        for match in WITH.finditer(part.folded):
            number = number_of(match[1])
            if number and number > 1 and (match[2] in words("people", "kin_plural") or match[2] in words("people", "kin")):
                return number, match[0]
    return 0, ""


def _together() -> dict[str, int]:
    """Phrases such as 'zu dritt', and what stands for one person alone."""
    every = {word: int(number) for word, number in mapping("numbers").items()}
    return {word: number for word, number in every.items() if word.startswith("zu ") or word in {"вдвох", "втрьох", "вчотирьох", "вдвоем", "втроем", "вчетвером", "удвох", "شخصان", "شخصين"}}
