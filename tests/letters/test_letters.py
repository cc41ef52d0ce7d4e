"""Every letter in every language and every state reads as a whole: nothing left over, nothing missing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from selectolax.lexbor import LexborHTMLParser

from processor.config import Config
from processor.config.loading import LANGUAGES
from processor.domain.answer import Answer
from processor.domain.decision import NoticeKind
from processor.domain.event import DialIn, Event, EventMode
from processor.letters.compose import compose
from processor.letters.environment import templates_folder
from processor.letters.language import ISOLATE, POP, Language
from processor.letters.samples import Party, Sample, samples
from processor.reading.answers import read_answer
from processor.steps import posting

SCRIPTS = {"ar": "ARABIC", "uk": "CYRILLIC", "ru": "CYRILLIC"}


def events(event: Event) -> Iterator[tuple[str, Event]]:
    """The event with and without everything that letters mention."""
    bare = replace(event, programme="", choices=None, dial_in=None, attachments=())
    full = replace(event, attachments=("wegbeschreibung.pdf",), dial_in=DialIn("https://konferenz.example/raum_4711", event.starts_at - timedelta(days=3)))
    for mode in EventMode:
        yield f"bare {mode.value}", replace(bare, mode=mode, dial_in=full.dial_in if mode is EventMode.ONLINE else None)
        yield f"full {mode.value}", replace(full, mode=mode)


def without_details(sample: Sample) -> Sample:
    """The same registration with nothing but a name."""
    notice = sample.notice
    poor = replace(notice.registration, phone="", organisation="") if notice.registration else None
    before = replace(notice.before, phone="", organisation="") if notice.before else None
    return replace(sample, notice=replace(notice, to=replace(notice.to, name=""), registration=poor, before=before))


def all_samples(config: Config, language: str) -> Iterator[tuple[str, Sample]]:
    office = replace(config.office, languages=LANGUAGES)
    for name, event in events(config.events[0]):
        for sample in samples(office, event, language, tuple(Party)):
            if sample.notice.kind is NoticeKind.DIAL_IN and event.dial_in is None:
                continue
            yield f"{language} {name} {sample.title}", sample
            yield f"{language} {name} {sample.title}, without details", without_details(sample)


def text_of(message: EmailMessage, form: str) -> str:
    body = message.get_body((form,))
    assert body is not None
    return str(body.get_content())


def words(text: str) -> list[str]:
    """What is said, whatever the form."""
    return re.findall(r"[^\W_]+", text.replace(ISOLATE, " ").replace(POP, " "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_reads_as_a_whole(config: Config, language: str) -> None:
    for name, sample in all_samples(config, language):
        message = compose(sample.notice, sample.facts)
        subject, text, html = str(message["Subject"]), text_of(message, "plain"), text_of(message, "html")
        assert subject == " ".join(subject.split()), name
        assert len(re.sub(r" \[Anmeldung \d+\]$", "", subject)) in range(10, 71), name
        for left_over in ("{", "}", "None", "Undefined", "**", "  ", "\n\n\n", " \n", " ,", " .", "()", "True", "False"):
            assert left_over not in text, (name, left_over, text)
        assert not text.startswith("\n"), name
        assert text.count(ISOLATE) == text.count(POP) == html.count("<bdi>") == html.count("</bdi>"), name
        page = LexborHTMLParser(html)
        assert page.body is not None
        assert words(page.css_first("main").text(separator=" ")) == words(text), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_written_in_its_own_language(config: Config, language: str) -> None:
    """Cyrillic and Arabic by their script; of the others, that no German sentence is left in them."""
    german = {line for _, sample in all_samples(config, "de") for line in text_of(compose(sample.notice, sample.facts), "plain").split("\n") if len(line) > 60}
    for name, sample in all_samples(config, language):
        text = text_of(compose(sample.notice, sample.facts), "plain")
        if language != "de":
            own = "\n".join(line for line in text.split("\n") if not line.startswith(("15.30 Uhr", "Fachtag")))
            assert not german & set(own.split("\n")), name
        letters = [unicodedata.name(character, "").split()[0] for character in text if character.isalpha()]
        share = letters.count(SCRIPTS.get(language, "LATIN")) / len(letters)
        assert share > 0.6, (name, share)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_exists_in_every_language(language: str) -> None:
    german = {path.relative_to(templates_folder() / "de") for path in (templates_folder() / "de").rglob("*.md")}
    translated = {path.relative_to(templates_folder() / language) for path in (templates_folder() / language).rglob("*.md")}
    assert translated == german
    assert {f"{kind.value}.md" for kind in NoticeKind} == {path.name for path in german if len(path.parts) == 1}


ASKED_FOR = {
    NoticeKind.OFFERED: [Answer.YES, Answer.NO],
    NoticeKind.OFFERED_PART: [Answer.PART, Answer.ONLINE, Answer.WAIT],
    NoticeKind.STILL_COMING: [Answer.NO],
    NoticeKind.CALENDAR_DECLINED: [Answer.YES],
    NoticeKind.WISH_DOUBTED: [Answer.YES],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_with_which_people_are_asked_to_answer_are_understood(config: Config, language: str) -> None:
    event = replace(config.events[0], mode=EventMode.HYBRID)
    for sample in samples(replace(config.office, languages=LANGUAGES), event, language, tuple(Party)):
        if sample.notice.kind in ASKED_FOR:
            _, *words_to_answer = [node.text() for node in LexborHTMLParser(text_of(compose(sample.notice, sample.facts), "html")).css("strong")]
            assert [read_answer([(word, False)]) for word in words_to_answer] == ASKED_FOR[sample.notice.kind], (sample.title, words_to_answer)


def test_an_arabic_letter_runs_from_right_to_left_and_keeps_names_and_numbers_whole(config: Config) -> None:
    office = replace(config.office, languages=LANGUAGES)
    sample = next(samples(office, config.events[0], "ar", (Party.GROUP,)))
    message = compose(sample.notice, sample.facts)
    page = LexborHTMLParser(text_of(message, "html"))
    isolated = [node.text() for node in page.css("bdi")]
    assert page.css_first("html").attributes["dir"] == "rtl"
    assert [page.css_first("article").attributes[key] for key in ("lang", "dir")] == ["ar", "rtl"]
    assert [value for value in ("Adnan Hodžić", "Kulturverein Brücke e.V.", "0521 12345678", config.events[0].venue) if value not in isolated] == []
    assert "ليلى حداد" not in isolated
    assert ISOLATE not in str(message["Subject"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_once_their_time_has_come_dial_in_data_stand_in_every_letter_that_confirms(config: Config, language: str) -> None:
    office = replace(config.office, languages=LANGUAGES)
    dial_in = DialIn("https://konferenz.example/raum_4711", config.events[0].starts_at - timedelta(days=30))
    event = replace(config.events[0], mode=EventMode.ONLINE, dial_in=dial_in)
    written = {sample.notice.kind: text_of(compose(sample.notice, sample.facts), "plain") for sample in samples(office, event, language, (Party.ONE,))}
    assert {kind for kind, text in written.items() if dial_in.text in text} == posting.WITH_DIAL_IN | {NoticeKind.DIAL_IN}


def test_an_arabic_name_does_not_reorder_a_german_letter(config: Config) -> None:
    sample = next(samples(config.office, config.events[0], "de", (Party.ONE,)))
    assert sample.notice.registration is not None
    guests = (replace(sample.notice.registration.attendees[0], name="ليلى حداد"), replace(sample.notice.registration.attendees[0], name="أحمد منصور"))
    notice = replace(sample.notice, registration=replace(sample.notice.registration, attendees=guests))
    assert f"- Angemeldet: {ISOLATE}ليلى حداد{POP} und {ISOLATE}أحمد منصور{POP}" in text_of(compose(notice, sample.facts), "plain")


def test_the_german_text_stands_below_where_the_office_wants_it(config: Config) -> None:
    office = replace(config.office, languages=LANGUAGES, german_below=True)
    for language, expected in (("ar", [("ar", "rtl"), ("de", "ltr")]), ("de", [("de", "ltr")])):
        sample = next(samples(office, config.events[0], language, (Party.ONE,)))
        message = compose(sample.notice, sample.facts)
        articles = LexborHTMLParser(text_of(message, "html")).css("article")
        assert [(article.attributes["lang"], article.attributes["dir"]) for article in articles] == expected
        assert text_of(message, "plain").count("Ihr Platz ist reserviert.") == 1


def test_what_people_write_is_text_and_never_markup(config: Config) -> None:
    sample = next(samples(config.office, config.events[0], "de", (Party.ONE,)))
    assert sample.notice.registration is not None
    hostile = "<b>Eva</b> [Klick](https://böse.example) {{ 7 * 7 }} *x*"
    notice = replace(sample.notice, registration=replace(sample.notice.registration, organisation=hostile))
    message = compose(notice, sample.facts)
    page = LexborHTMLParser(text_of(message, "html"))
    assert f"- Organisation: {hostile}\n" in text_of(message, "plain")
    assert [node.tag for node in page.css("main a, main b")] == []
    assert f"Organisation: {hostile}" in page.css_first("main").text()


def test_french_keeps_signs_of_two_parts_on_the_line_of_their_word_and_counts_the_first_of_a_month(config: Config) -> None:
    texts = [text_of(compose(sample.notice, sample.facts), "plain") for _, sample in all_samples(config, "fr")]
    assert [found for text in texts for found in re.findall(r".{20} [:?!;]", text)] == []
    assert Language("fr").day(datetime(2027, 3, 1, 12, tzinfo=UTC), "Europe/Berlin") == "lundi 1er mars 2027"
