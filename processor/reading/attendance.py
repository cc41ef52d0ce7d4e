"""How somebody takes part, where the mail says so: in person or online."""

import re
from functools import cache
from itertools import takewhile

from processor.domain.event import EventMode, Mode
from processor.domain.request import Evidence
from processor.reading.letter.forms import find_labelled, ticked
from processor.reading.letter.layout import Layout, Section, TextLine, lay_out
from processor.reading.letter.tables import find_records
from processor.reading.letter.text import ReadingText
from processor.reading.lexicon import fold, fold_pattern, tables
from processor.reading.network.judgement import look
from processor.reading.notions import Stems, is_said, notions_of, words_for

_CLAUSE = re.compile(r"(?<=[.!?؟;])\s+|,\s+(?=(?:aber|sondern|but|mais|ama|fakat|а|но|але|lo|sino|ma|ale|dar|por)\b)|\n")
_REACH = 24
_LONG = 7  # letters of a word that is no everyday one
# Notions of lexicon/notions.toml that are houses: whatever language calls the venue so.
_HOUSES = frozenset({"town_hall", "hall", "library", "museum", "theatre", "church", "mosque", "synagogue", "community_centre", "youth_centre", "hospital"})
_SHORTEST_HOUSE = 4  # letters
# Without a word for it the network must be this certain of the mode.
CERTAIN = 0.4
# From here on it knows better than single words: "erst dachte ich an Zoom, aber ich fahre gern Zug".
SURE = 0.9
# Above this probability of one seat different modes are not those of several people.
ALONE = 0.5
_SPLIT_NOT_BUT = re.compile(r"\b(?:sondern|but|mais|sino|bensi|ma|ale|ci|vec|а|بل)\b")


def find_mode(prepared: ReadingText) -> Evidence | None:
    """The mode of the whole registration; None where the mail is silent, undecided, or says different things of several people. Tables and forms go before words, and words before the network, unless it is sure of something else."""
    text = lay_out(prepared)
    tabled = _in_table(text)
    if tabled:
        return tabled[0] if len({evidence.value for evidence in tabled}) == 1 else None
    labelled = _labelled(text)
    if labelled is not None:
        return labelled
    said = _said_in(text)
    if len({mode for mode, _, _ in said}) > 1:
        said = [entry for entry in said if not _listed("former").search(entry[2])]
    modes = {mode for mode, _, _ in said}
    understood = _understood(prepared)
    is_sure = understood is not None and understood.confidence >= SURE and (_comes_alone(prepared) if len(modes) > 1 else understood.value not in modes)
    if modes and is_sure:
        return understood
    if len(modes) == 1:
        mode, line, _ = said[0]
        return Evidence("mode", mode.value, line.number, line.text[:120], "words of the mode", 0.9)
    subject = mode_in(text.subject) if not modes else None
    if subject:
        return Evidence("mode", subject.value, 0, text.subject, "words of the mode in the subject", 0.7)
    return None if modes else _by_denial(text, understood) or understood


def _by_denial(text: Layout, understood: Evidence | None) -> Evidence | None:
    """Who comes and only denies one mode ("ohne Webex") takes the other, unless the network sees a third thing."""
    denying = [(mode, line) for line in text.body[:200] if line.section is not Section.GREETING for clause in _clauses(line.folded) if not _listed("former").search(clause) and (mode := _denied_in(text, clause)) is not None]
    denied = {mode for mode, _ in denying}
    if len(denied) != 1 or (understood is not None and understood.value not in denied):
        return None
    mode, line = denying[0]
    other = Mode.IN_PERSON if mode is Mode.ONLINE else Mode.ONLINE
    return Evidence("mode", other.value, line.number, line.text[:120], "the other mode is denied", 0.7)


def _denied_in(text: Layout, clause: str) -> Mode | None:
    """The mode that a clause denies and says nothing of the other; who has no laptop or wants no Webex denies to come online."""
    if _crossed_out().search(clause) and _names_venue(text, clause):
        return Mode.IN_PERSON
    online, in_person = _said(Mode.ONLINE, clause), _said(Mode.IN_PERSON, clause)
    if in_person is None and (online is False or (online is None and _is_only_denied(_pattern("devices"), Mode.ONLINE, clause))):
        return Mode.ONLINE
    return Mode.IN_PERSON if in_person is False and online is None else None


def _in_table(text: Layout) -> list[Evidence]:
    """The column of a table that says how everybody takes part."""
    found = [(record, mode_in(record.mode)) for record in find_records(text) if record.is_table and record.mode]
    return [Evidence("mode", mode.value, record.lines[0], f"{record.name}: {record.mode}"[:120], "column of a table", 0.98) for record, mode in found if mode is not None]


def _understood(prepared: ReadingText) -> Evidence | None:
    """What the whole mail tells without a word for it ("ich schalte mich zu", "am heimischen Bildschirm"), as the network sees it."""
    seen = look(prepared).whole["mode"]
    mode = max(seen, key=seen.__getitem__)
    if mode not in {mode.value for mode in Mode} or seen[mode] < CERTAIN or not prepared.body:
        return None
    return Evidence("mode", mode, prepared.body[0].number, prepared.body[0].text[:120], "network", seen[mode])


def _comes_alone(prepared: ReadingText) -> bool:
    """Whether different modes are hardly those of several people."""
    return look(prepared).whole["seats"]["1"] > ALONE


def _said_in(text: Layout) -> list[tuple[Mode, TextLine, str]]:
    """All that is said of modes, with line and clause; the name of the place counts as "in person"."""
    said = []
    for line in text.body[:200]:
        if line.section is Section.GREETING and len(line.text.split()) < 8:
            continue
        ticks = ticked(line.text)
        for clause in _clauses(line.folded if ticks is None else fold(ticks)):
            mode = _mode_of(clause) or _at_venue(text, clause)
            if mode is not None:
                said.append((mode, line, clause))
    return said


def _at_venue(text: Layout, clause: str) -> Mode | None:
    """Whoever names the place comes there, where one may stay away as well."""
    return Mode.IN_PERSON if _names_venue(text, clause) and not (_negation().search(clause) or _crossed_out().search(clause)) else None


def _names_venue(text: Layout, clause: str) -> bool:
    tokens = re.findall(r"[^\W\d_]+", clause)
    return any(is_said(clause, tokens, _venue_words(event.venue)) for event in text.events if event.mode is EventMode.HYBRID)


@cache
def _crossed_out() -> re.Pattern[str]:
    """The value of a field that wants none of it: "Teilnahme im Rathaus: nein"."""
    return re.compile(rf"[:=]\s*(?:{_either('denials')})\W*$")


@cache
def _venue_words(venue: str) -> Stems:
    """Words by which people call the place in any language: abbreviations and long words of house and room, before the street."""
    named = takewhile(lambda piece: not any(map(str.isdigit, piece)), venue.split(","))
    name = re.findall(r"[^\W\d_]+", ",".join(named) or venue.split(",")[0])
    own = [fold(word) for word in name if (word.isupper() and len(word) > 2) or len(word) >= _LONG]
    ends = {word[start:] for word in map(fold, name) for start in range(len(word) - _SHORTEST_HOUSE + 1)}  # a Stadtbibliothek is a library
    return Stems.of((*own, *words_for(frozenset(notion for end in ends for notion in notions_of(end) & _HOUSES))))


def mode_in(clause: str) -> Mode | None:
    """The mode that one clause, line or form value says, negation heeded ("nicht online, sondern vor Ort"); None where unclear."""
    modes = {mode for mode in _modes_of(fold(clause)) if mode is not None}
    return modes.pop() if len(modes) == 1 else None


def mode_at(prepared: ReadingText, words: str) -> Mode | None:
    """The same of folded words that may name the place as well."""
    return mode_in(words) or _at_venue(lay_out(prepared), words)


def _labelled(text: Layout) -> Evidence | None:
    found = [(item, mode_in(item.value) or _at_venue(text, fold(item.value))) for item in find_labelled(text) if item.field == "mode" and item.section is not Section.SIGNATURE]
    modes = {mode for _, mode in found if mode is not None}
    if len(modes) != 1:
        return None
    item = next(item for item, mode in found if mode is not None)
    return Evidence("mode", modes.pop().value, item.line, item.words[:120], "labelled mode", 0.98)


def _modes_of(folded: str) -> list[Mode | None]:
    return [_mode_of(clause) for clause in _clauses(folded)]


def _clauses(folded: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(folded[:1000]) if clause and not _listed("asides").search(clause)]


def _mode_of(clause: str) -> Mode | None:
    """A denied mode means the other one where that one is not denied as well."""
    online, in_person = _said(Mode.ONLINE, clause), _said(Mode.IN_PERSON, clause)
    if True in (online, in_person):
        if online and in_person:
            return None
        return Mode.ONLINE if online else Mode.IN_PERSON
    if online is False and in_person is None and re.search(r"sondern|selber|selbst|lieber|doch|rather|but", clause):
        return Mode.IN_PERSON
    return None


def _said(mode: Mode, clause: str) -> bool | None:
    """True where said, False where only denied, None where not mentioned."""
    if not _pattern(mode.value).search(clause):
        return None
    return not _is_only_denied(_pattern(mode.value), mode, clause)


def _is_only_denied(words: re.Pattern[str], mode: Mode, clause: str) -> bool:
    """Whether the clause has such words for the mode and denies them wherever they stand."""
    found = [_is_denied_before(clause, match.start()) or _is_denied_behind(mode, clause[match.end():]) for match in words.finditer(clause)]
    return bool(found) and all(found)


def _is_denied_before(clause: str, start: int) -> bool:
    within = clause[max(0, start - _REACH - 1):start]
    before = within.partition(" ")[2] if start > _REACH else within  # whole words: the end of "meine" is no French negation
    return _negation().search(_SPLIT_NOT_BUT.split(before)[-1].rpartition(",")[2]) is not None


def _is_denied_behind(mode: Mode, behind: str) -> bool:
    """"Laptop: nein", "online değil", 'Zoom ist nicht meine Sache'; not 'online weil ich nicht fahren kann', nor "im Saal nicht Computer", where what follows is denied."""
    piece = _next_piece().split(behind, maxsplit=1)[0][:_REACH]
    if _words_behind("denials").match(piece):
        return True
    other = Mode.IN_PERSON if mode is Mode.ONLINE else Mode.ONLINE
    return _words_behind("negations_behind").match(piece) is not None and not _pattern(other.value).search(behind)


@cache
def _words_behind(name: str) -> re.Pattern[str]:
    """Denials at once; of negations those with a verb before them."""
    before = r"\W*" if name == "denials" else r"\W*\w+\s(?:\w+\s){0,3}"
    return re.compile(rf"{before}(?:{_either(name)})(?!\w)")


@cache
def _next_piece() -> re.Pattern[str]:
    """Where what is said of a mode ends."""
    return re.compile(rf"[,;(]|\b(?:{_either('conjunctions')})\b")


def _either(name: str) -> str:
    return "|".join(fold_pattern(part) for part in tables("modes")[name]["patterns"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(name)})")


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either('negations')})(?!\w)(?!\s+(?:nur|allein))")


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(_either(name))
