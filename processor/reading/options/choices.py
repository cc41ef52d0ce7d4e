"""Which options of an event, such as workshops, a mail picks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from processor.domain.event import Choices, Event
from processor.domain.request import Evidence
from processor.reading.letter.forms import boxes_in, find_labelled
from processor.reading.letter.layout import Layout, Section, lay_out
from processor.reading.letter.tables import find_records
from processor.reading.letter.text import Part, ReadingText, joined
from processor.reading.letter.tokens import Token
from processor.reading.lexicon import alternatives, fold
from processor.reading.network.judgement import TAGS, look
from processor.reading.options.ages import options_of_age
from processor.reading.options.all_at_once import every_option
from processor.reading.options.dates import options_on
from processor.reading.options.leaders import options_led_by
from processor.reading.options.measures import options_measuring
from processor.reading.options.signs import is_by_sign, labels_of
from processor.reading.options.single_words import options_meant_by
from processor.reading.options.times import groups_of, options_at
from processor.reading.options.wishes import is_dropped, second_choice
from processor.reading.options.wording import choices_in, is_without

_CLAUSE = re.compile(r"(?<=[.!?؟;])(?<![Nn]r\.)(?<!\b[12]\.)\s+(?=\D)|\n")
_FIELD = re.compile(r"^\W*(?P<label>[^\W\d_][\w -]{1,30}?)(?:\s*[:=|]\s*|\t+|\s{3,})(?P<value>\S.{0,100})$")
# "Termin: 3. Mai" and "Zeit: 2 Uhr" name no third and no second option.
_DATE_OR_TIME = re.compile(r"\d{1,2}(?:\.\s*(?:\d|[^\W\d_]{3})|\s*uhr)", re.IGNORECASE)
PICKED = [TAGS.index("B-T"), TAGS.index("I-T")]
# Beside an option that the network surely sees picked, another that it does not see is none; a single word picks from the second probability on,
# beside options that whole clauses pick from the third on.
DENIED = 0.2
MEANT = 0.35
SURE = 0.98
SHORTEST = 4  # letters of a word that picks beside a clause


def find_choices(prepared: ReadingText) -> tuple[Evidence, ...]:
    """The options picked for the registration, in the event's spelling; () where the mail picks none or cannot decide."""
    text = lay_out(prepared)
    found: dict[str, Evidence] = {}
    for event in text.events:
        if event.choices is not None:
            for evidence in _picked(prepared, text, event):
                found.setdefault(evidence.value, evidence)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Pick:
    """An option that a clause may pick, or a word behind it; `is_sure`: the network hardly doubts it, of a word that means no other option."""

    part: Part
    clause: str
    option: str
    word: str = ""
    is_sure: bool = False


def _picked(prepared: ReadingText, text: Layout, event: Event) -> Iterator[Evidence]:
    """By the columns of a table, else by the lines of a form, else by sentences, else by the subject."""
    columns = list(_of_columns(text, event))
    filled = [*_fields(text), *_own_fields(text, event), *_boxes(text, event)]
    seen = _seen(prepared, event)
    if columns:
        yield from columns
    elif filled:
        yield from _of_fields(filled, event) or map(_evidence, seen)
    else:
        yield from map(_evidence, _of_sentences(prepared, text, event, seen) or _in_subject(prepared, event))


def _of_columns(text: Layout, event: Event) -> Iterator[Evidence]:
    for record in find_records(text):
        for option in _options_in(record.choice, event, is_value=True) if record.is_table and record.choice else ():
            yield Evidence("choices", option, record.lines[0], f"{record.name}: {record.choice}"[:120], "column of a table", 0.98)


def _of_fields(filled: Sequence[tuple[int, str, str]], event: Event) -> list[Evidence]:
    assert event.choices is not None
    first = [field for field in filled if not _is_second_choice(field[1])] or filled
    return [Evidence("choices", option, line, words[:120], "labelled choice", 0.98) for line, words, value in first for option in _options_in(value, event, is_value=True) or every_option(value, event.choices)]


def _of_sentences(prepared: ReadingText, text: Layout, event: Event, seen: Sequence[_Pick]) -> list[_Pick]:
    """What clauses pick, and what the network surely sees picked beside it; where they pick none of a group of options, all that it sees picked of it; where nothing is picked by itself, what picks all."""
    assert event.choices is not None
    found = [_Pick(part, clause, option) for part, clause in _clauses(text, event.choices) for option in _options_in(clause, event)]
    beside = [pick for pick in seen if found and pick.is_sure and pick.option not in {other.option for other in found}]
    named = {pick: 1.0 if pick.is_sure or _is_plain(pick, event) else _likely(prepared, pick, event) for pick in (*found, *beside)}
    is_one_plain = any(likely > MEANT for likely in named.values())
    picked = _first_choices([pick for pick, likely in named.items() if likely > DENIED or not is_one_plain])
    one_by_one = [pick for group in groups_of(event.choices) for pick in _of(group, picked) or _of(group, seen)]
    return one_by_one or [_Pick(part, clause, option) for part, clause in _clauses(text, event.choices) for option in every_option(clause, event.choices)]


def _of(group: Sequence[str], picks: Iterable[_Pick]) -> list[_Pick]:
    return [pick for pick in picks if pick.option in group]


def _first_choices(picks: list[_Pick]) -> list[_Pick]:
    """Without those of a clause that begins with what shall hold only if the first choice is full, unless it is all there is."""
    return [pick for pick in picks if not (second_choice().match(fold(pick.clause).lstrip()) or _is_second_choice(pick.clause))] or picks


def _evidence(pick: _Pick) -> Evidence:
    return Evidence("choices", pick.option, pick.part.number, f"{pick.clause}{pick.word}"[-120:] if pick.word else pick.clause[:120], "option named in the text", 0.9)


def _fields(text: Layout) -> Iterator[tuple[int, str, str]]:
    """The number, words and value of each line of a form that names a choice."""
    for item in find_labelled(text):
        if item.field == "choice" and (item.section is not Section.SIGNATURE or item.has_boxes):
            yield item.line, item.words, item.value


def _own_fields(text: Layout, event: Event) -> Iterator[tuple[int, str, str]]:
    """The same of lines that go by the event's own word for its options and name one: "Zeitfenster: 2"."""
    assert event.choices is not None
    for line in text.body:
        match = _FIELD.match(line.text)
        if match and fold(match["label"].strip()) in labels_of(event.choices) and not _DATE_OR_TIME.match(match["value"]) and _options_in(match["value"], event, is_value=True):
            yield line.number, line.text, match["value"]


def _boxes(text: Layout, event: Event) -> Iterator[tuple[int, str, str]]:
    """The same of lines with boxes beside options: what is ticked in them. Mere numbers may count people or children."""
    for line in text.body:
        boxes = boxes_in(line.text)
        if any(is_ticked for _, is_ticked in boxes) and any(_options_in(words, event) for words, _ in boxes):
            yield line.number, line.text, "; ".join(words for words, is_ticked in boxes if is_ticked)


def _is_second_choice(words: str) -> bool:
    """Whether a line of a form asks what shall hold if the first choice is full: "Ersatz-Workshop: 1"."""
    label, is_labelled, _ = fold(words).replace("=", ":").partition(":")
    return bool(is_labelled) and not boxes_in(label) and (second_choice().search(label) is not None or _second_label().search(label) is not None)


@cache
def _second_label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('choice_words', 'second_label')})\w{{0,8}}(?!\w)")


@cache
def _unfilled() -> re.Pattern[str]:
    """The end of a line that names an option and says that nobody picks it: "Nachmittag: –"."""
    return re.compile(rf"[:=?|]\s*(?:[-–—/]+|(?:{alternatives('choice_words', 'unfilled')}))[\s.!]*$")


def _is_plain(pick: _Pick, event: Event) -> bool:
    """Whether a number, a letter, a time of day or a leader picks, of which the network knows little."""
    assert event.choices is not None
    return is_by_sign(pick.clause, event.choices) or pick.option in (*options_at(pick.clause, event), *options_led_by(pick.clause, event))


def _options_in(text: str, event: Event, *, is_value: bool = False) -> tuple[str, ...]:
    """The options that a clause or form value picks: by name, number or letter, else by who leads it, a time of day or somebody's age; one by its name and one by its time, where they come in such groups."""
    assert event.choices is not None
    exact = options_on(text, event.choices) or options_measuring(text, event.choices)
    if exact:
        return exact
    named = choices_in(text, event.choices, about=event.title, is_value=is_value) or options_led_by(text, event)
    timed = () if any(option in groups_of(event.choices)[0] for option in named) else options_at(text, event)
    return (*named, *timed) or options_of_age(text, event.choices)


def _in_subject(prepared: ReadingText, event: Event) -> list[_Pick]:
    """Options that the subject names, unless it is that of the mail which this one answers."""
    subject = Part(0, prepared.subject, fold(prepared.subject))
    return [] if prepared.is_answer else [_Pick(subject, subject.text, option) for option in _options_in(subject.text, event)]


def _clauses(text: Layout, choices: Choices) -> Iterator[tuple[Part, str]]:
    """Without lines that name an option for nobody, unless "nein" may pick to do without something."""
    is_no_an_option = any(map(is_without, choices.options))
    lines = [Part(line.number, line.text, line.folded) for line in (*text.body[:200], *text.attached[:50]) if is_no_an_option or not _unfilled().search(line.folded)]
    for part in joined(lines):
        for clause in _CLAUSE.split(part.text.replace("\n", " ")):
            yield part, clause


def _seen(prepared: ReadingText, event: Event) -> list[_Pick]:
    """Options that a single word may mean and that the network sees picked; second choices only where there are no others."""
    picks = [pick for token, sure in _picking(prepared) if sure > MEANT and _may_pick(token) for pick in _meant_by(token, sure, event)]
    return [pick for pick in picks if not second_choice().search(fold(pick.clause))] or picks


def _meant_by(token: Token, sure: float, event: Event) -> Iterator[_Pick]:
    """With the clause up to the word."""
    options = options_meant_by(token.folded.rstrip("."), event)
    is_sure = sure > SURE and len(options) == 1 and len(token.folded) >= SHORTEST and not is_without(options[0])
    for option in options:
        yield _Pick(token.part, _CLAUSE.split(_before(token))[-1], option, token.text, is_sure)


def _may_pick(token: Token) -> bool:
    return token.place in {"greeting", "body", "attached"} and not (_is_unticked(token) or _unfilled().search(token.part.folded) or is_dropped(fold(_before(token))))


def _before(token: Token) -> str:
    return token.part.text[:token.start].replace("\n", " ")


def _is_unticked(token: Token) -> bool:
    return any(token.folded in fold(words) and not is_ticked for words, is_ticked in boxes_in(token.part.text))


def _picking(prepared: ReadingText) -> Iterator[tuple[Token, float]]:
    """How surely the network takes each word for one that picks an option; without words it looks at nothing."""
    seen = look(prepared)
    yield from ((token, float(tags[PICKED].sum())) for token, tags in zip(seen.tokens, seen.tags, strict=False))


def _likely(prepared: ReadingText, pick: _Pick, event: Event) -> float:
    """How surely the network takes the words of the clause that name the option for a pick; 1 where the title names it only as a whole."""
    lines = range(pick.part.number, pick.part.number + pick.part.text.count("\n") + 1)
    said = fold(pick.clause)
    return max((sure for token, sure in _picking(prepared)
                if token.part.number in lines and token.folded in said and pick.option in options_meant_by(token.folded.rstrip("."), event)), default=1.0)
