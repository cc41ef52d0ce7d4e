"""Which event a mail means."""

from dataclasses import replace
from datetime import timedelta

import pytest

from processor.domain.event import Choices
from processor.reading.events.event_match import EventMatch
from processor.reading.events.match import match_events
from tests.reading.letters import event, letter

MARCH, JUNE = event(), event("treffen-juni", 6, "Sommertreffen", 20)


def ids(text: str, subject: str = "") -> tuple[str, ...]:
    """The events meant, of two."""
    return match_events(letter(text, subject, events=(MARCH, JUNE))).event_ids


@pytest.mark.parametrize("words", [
    "am 14.3.", "am 14.03.2025", "am Freitag, 14. März",
    "14 Mart'ta", "14 березня", "14 марта", "on March 14th", "14 آذار", "le 14 mars",
])
def test_the_date_tells_the_event(words: str) -> None:
    assert ids(f"Ich komme {words}") == (MARCH.id,)


def test_both_and_next_are_understood() -> None:
    assert ids("Ich komme zu beiden Terminen.") == (MARCH.id, JUNE.id)
    assert ids("Ich komme zum nächsten Treffen.") == (MARCH.id,)


def test_the_title_tells_the_event() -> None:
    assert ids("Anmeldung zum Sommertreffen") == (JUNE.id,)


def test_without_a_hint_it_is_unclear() -> None:
    assert match_events(letter("Ich komme gern.", events=(MARCH, JUNE))) == EventMatch((), is_unclear=True)


def test_another_day_is_another_event() -> None:
    assert match_events(letter("Hiermit melde ich mich für den 2. April an.")).is_other
    assert match_events(letter("Hiermit melde ich mich für den 14.3.2024 an.")).is_other


@pytest.mark.parametrize("text", [
    "Ich melde mich an, ab 2. April bin ich wieder im Büro.",
    "Ich komme. Mein Geburtstag ist am 2. April.",
    "Bis zum 9. März sollte man sich anmelden, das tue ich hiermit.",
])
def test_dates_for_other_reasons_do_not_count(text: str) -> None:
    assert match_events(letter(text)).event_ids == (MARCH.id,)


TALKS = tuple(event(f"reihe-{number}", month, f"Gut beraten {number}: {topic}", day) for number, month, day, topic in ((1, 1, 14, "Arbeit"), (2, 3, 14, "Wohnung"), (3, 6, 21, "Gesundheit")))
FIRST, SECOND, THIRD = (talk.id for talk in TALKS)


@pytest.mark.parametrize(("words", "meant"), [
    ("Wir kommen zu den drei Veranstaltungen.", (FIRST, SECOND, THIRD)),
    ("Für die restlichen beiden melde ich mich jetzt ordentlich an.", (SECOND, THIRD)),
    ("Anm. Gut beraten 1", (FIRST,)),
    ("1 und 3", (FIRST, THIRD)),
    ("Bitte ein Platz für Termin 2.", (SECOND,)),
    ("Wir kommen zum letzten Termin der Reihe.", (THIRD,)),
    ("Freitag passt mir.", (SECOND,)),
    ("Am 21. bin ich dabei.", (THIRD,)),
    ("Gut beraten: die Wohnung, bitte.", (SECOND,)),
    ("Guten Morgen, wir kommen gern.", ()),
    ("Für den 1. Abend melde ich mich an.", (FIRST,)),
    ("Zum 1. und 3. Termin kommen wir.", (FIRST, THIRD)),
    ("I would like to join the 2nd session.", (SECOND,)),
    ("Kurs zwei, per Zoom", (SECOND,)),
    ("Teil III bitte", (THIRD,)),
    ("Teil 1 und Teil 2, danke", (FIRST, SECOND)),
    ("Ich möchte Modul eins und Modul zwei besuchen.", (FIRST, SECOND)),
    ("Wir möchten zu allen Abenden außer dem 3. Abend kommen.", (FIRST, SECOND)),
    ("Am 15. Abends bin ich weg.", ()),
    ("Am 1. Abend kann ich nicht, nur am 3. Abend.", (THIRD,)),
    ("Teil 1 habe ich schon gemacht, jetzt bitte Teil 2.", (SECOND,)),
    ("Beim 1. Abend war ich krank, ich melde mich für den 2. Abend an.", (SECOND,)),
    ("Ich war im ersten Kurs und möchte jetzt etwas zur Wohnung hören.", (SECOND,)),
    ("Den 2. Termin schaffe ich doch nicht.", (SECOND,)),
    ("Kurs zwei habe ich verpasst.", ()),
    ("Für den Abend einen Platz bitte.", ()),
    ("Zapisuję się na spotkanie i, jeśli można, na obiad.", ()),
    ("Ich kann an keinem Abend außer dem 2. Abend.", ()),
    ("Wir kommen am 1. und am 3. Abend.", (FIRST, THIRD)),
    ("Wir kommen vom 1. bis 3. Abend.", ()),
    ("Ich kann am 1. oder 3. Abend.", ()),
    ("Ab dem 2. Abend sind wir dabei.", ()),
    ("Teil 1 bis Teil 3", ()),
    ("1. Abendessen vegetarisch, 2. Parkplatz", ()),
    ("Mein Platz: Kursraum 2", ()),
    ("Lea Adler, Workshop 2", ()),
    ("Statt Termin 1 möchte ich Termin 2.", ()),
    ("Ich kann am 1. Abend nicht aber am 3. Abend.", (THIRD,)),
    ("I want to register for the event I inquired about.", ()),
    ("Ich komme zum 2. Abend, außer ich werde krank.", (SECOND,)),
    ("1. Teilnehmer: Lea Adler, 2. Teilnehmer: Jo Stern", ()),
    ("Für den Abend zwei Plätze bitte.", ()),
    ("Termin Lindenau, zwei Personen", ()),
    ("我想参加3月14日的活动", (SECOND,)),
    ("Kurs 1: Lea Adler\nKurs 2: Jo Stern", ()),
    ("Alle drei Abende bitte.\n\nFür den 2. Abend brauche ich eine Rampe.", ()),
    ("Teil 2 und 3 für Lea Adler\nTeil 3 für Jo Stern", (SECOND, THIRD)),
    ("Guten Tag, wir haben Ihren Flyer gesehen und melden uns hiermit für den 14.\nMärz an.", (SECOND,)),
])
def test_the_place_in_the_series_tells_the_event(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=TALKS)).event_ids == meant


def test_a_subject_that_means_another_event_than_the_text_is_unclear() -> None:
    assert match_events(letter("Ich möchte doch lieber zu Termin 2.", "Anmeldung Termin 1", events=TALKS)) == EventMatch((), is_unclear=True)
    assert match_events(letter("Bitte zu Termin 2.", "Anmeldung Termin 2", events=TALKS)).event_ids == (SECOND,)


def test_roman_numbers_of_titles_are_those_of_the_events() -> None:
    parts = (event("teil-zwei", 3, "Förderwerkstatt II: Abrechnen", 14), event("teil-eins", 6, "Förderwerkstatt I: Beantragen", 20))
    said = ("Für die Werkstatt I, bitte.", "Teil 2", "Förderwerkstatt II und I")
    assert [match_events(letter(words, events=parts)).event_ids for words in said] == [("teil-eins",), ("teil-zwei",), ("teil-zwei", "teil-eins")]


def test_the_date_of_one_and_the_title_of_another_are_unclear() -> None:
    other = event("abend-6", 6, "Kochen und Tanzen im Sommer", 21)
    assert match_events(letter("Anmeldung zu Kochen und Tanzen am 14. März", events=(MARCH, other))) == EventMatch((), is_unclear=True)


@pytest.mark.parametrize(("words", "meant"), [
    ("Ich komme in den Kulturspeicher.", (SECOND,)),
    ("In den Kulturspeicher komme ich nicht.", ()),
    ("Der Kulturspeicher und das Rathaus sind mir gleich lieb.", ()),
])
def test_the_place_tells_one_event_unless_it_is_denied_or_several_are_named(words: str, meant: tuple[str, ...]) -> None:
    places = ("Rathaus", "Kulturspeicher, Wallstraße 2", "Bücherei")
    talks = tuple(replace(talk, venue=place) for talk, place in zip(TALKS, places, strict=True))
    assert match_events(letter(words, events=talks)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [
    ("Bitte für die ersten beiden Abende.", (FIRST, SECOND)),
    ("İlk iki akşama katılmak istiyorum.", (FIRST, SECOND)),
    ("Przyjdę na ostatnie dwa wieczory.", (SECOND, THIRD)),
    ("I come to the last two evenings.", (SECOND, THIRD)),
])
def test_several_at_the_beginning_or_the_end_of_a_series_are_understood(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=TALKS)).event_ids == meant


def test_the_last_years_are_no_events() -> None:
    assert match_events(letter("In den letzten zwei Jahren war ich krank, nun komme ich gern.", events=TALKS)).event_ids == ()


def test_a_title_in_the_answer_to_a_past_event_does_not_hide_the_day_that_is_meant() -> None:
    later = replace(letter("Schön war's! Für Freitag melde ich mich wieder an.", "Re: Frühlingstreffen", events=(MARCH, JUNE)), received_at=JUNE.starts_at - timedelta(days=2))
    assert match_events(later).event_ids == (JUNE.id,)


@pytest.mark.parametrize(("words", "meant"), [
    ("Trag mich bitte für die Torten ein.", ("backen-2",)),
    ("I'd love to come, put me down for the cake.", ("backen-2",)),
    ("Ich mag Torten, ich komme gern.", ("backen-2",)),
    ("Ich mag Torten und Brühe, ich komme gern.", ()),
    ("Nicht für die Torten, bitte.", ()),
    ("Ich mag Torten nicht so, ich komme aber gern.", ()),
    ("Alles außer Torten bitte.", ()),
    ("Torten oder was sonst noch frei ist.", ()),
    ("Wegen der Torten muss ich leider absagen.", ()),
])
def test_other_words_for_a_title_tell_the_event_where_the_mail_only_affirms(words: str, meant: tuple[str, ...]) -> None:
    evenings = (event("backen-1", 5, "Kochabend 1: Suppen", 15), event("backen-2", 5, "Kochabend 2: Kuchen", 22))
    assert match_events(letter(words, events=evenings)).event_ids == meant


@pytest.mark.parametrize("words", ["Ich komme am 14. mein Name ist Lea Adler.", "Prijavljujem se za 14. marta", "14. března přijdu", "14 მარტს მოვალ", "Ateisiu kovo 14 d.", "14ی ئازار"])
def test_months_are_known_in_more_languages_and_are_whole_words(words: str) -> None:
    assert ids(words) == (MARCH.id,)


@pytest.mark.parametrize(("words", "meant"), [
    ("Wir kommen zu allen drei Bällen.", 3), ("für alle drei Bälle bitte", 3), ("alle drei Kinder kommen", 0), ("alle zwei Bälle", 0),
    ("Schreibt mich für Mai auf.", 1), ("Zwei Plätze bitte.\nMai", 1), ("Nicht für Mai, da kann ich nicht.", 0), ("Im Mai bin ich verreist, sonst gern.", 0),
])
def test_all_of_a_kind_and_a_month_alone_tell_the_events(words: str, meant: int) -> None:
    balls = (event("ball-4", 4, "Frühlingsball", 18), event("ball-5", 5, "Maienball", 9), event("ball-6", 6, "Sommerball", 13))
    assert len(match_events(letter(words, events=balls)).event_ids) == meant


def test_an_hour_behind_a_date_is_no_year() -> None:
    assert ids("Wunschtermin: Fr 14.03. 17:30") == (MARCH.id,)
    assert ids("Wunschtermin: 14.03. 17 Uhr") == (MARCH.id,)


def test_a_telephone_number_is_no_date_and_no_year() -> None:
    assert ids("Lea Adler 14.03. 0170 5550123") == (MARCH.id,)
    assert ids("Wir kommen am 14. gern, Tel. 0211 555 11-0.") == (MARCH.id,)


def test_a_cake_still_to_come_is_meant_not_one_that_is_eaten() -> None:
    evenings = (event("backen-1", 5, "Kochabend 1: Suppen", 15), event("backen-2", 5, "Kochabend 2: Kuchen", 22))
    between = replace(letter("Die Suppe war köstlich, ich komme wieder.\nLea Adler", events=evenings), received_at=evenings[1].starts_at - timedelta(days=2))
    assert match_events(between).event_ids == ()


def test_the_name_of_a_day_that_begins_with_that_of_another_means_one_day() -> None:
    friday, saturday = event("fr", 3, day=14), event("sa", 3, day=15)
    assert match_events(letter("Cumartesi günü geliyorum.", events=(friday, saturday))).event_ids == ("sa",)


@pytest.mark.parametrize("words", ["Samstag passt mir.", "На събота сме свободни.", "Na shkruani për të shtunën.", "A szombati vezetésre jövünk."])
def test_the_days_of_the_week_are_known_in_many_languages(words: str) -> None:
    friday, saturday = event("fr", 3, day=14), event("sa", 3, day=15)
    assert match_events(letter(words, events=(friday, saturday))).event_ids == ("sa",)


EVENINGS = tuple(replace(event(name, 3, title, day), choices=None) for name, title, day in (("rente", "Rente und Arbeit", 6), ("pflege", "Pflege in Süd", 13), ("erbe", "Erben und Vererben", 20)))


@pytest.mark.parametrize(("words", "meant"), [
    ("Wir kommen am 6. und am 20. März.", ("rente", "erbe")),
    ("Ich komme am 6., 13. und 20.3.", ("rente", "pflege", "erbe")),
    ("Запишіть мене на 6 та 13 березня.", ("rente", "pflege")),
    ("Je m'inscris pour le 6 et le 20 mars.", ("rente", "erbe")),
    ("Bitte am 6. und 13. vormerken.", ("rente", "pflege")),
    ("Запишіть мене на 20-го.", ("erbe",)),
    ("Tôi muốn đăng ký ngày 20 tháng 3.", ("erbe",)),
    ("Ich komme am 6. März. Am 13. auch.", ("rente", "pflege")),
    ("Am 6. und am 13. März kann ich kommen.", ("rente", "pflege")),
    ("Der 6. März passt, der 13. März auch.", ("rente", "pflege")),
    ("sowohl am 6. als auch am 13. März", ("rente", "pflege")),
    ("Raum 12 und 6. März", ("rente",)),
])
def test_days_of_one_month_are_all_meant(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=EVENINGS)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [
    ("Abend: [ ] 6.3. [x] 13.3. [ ] 20.3.", ("pflege",)),
    ("(x) 20.03. Erben ( ) 06.03. Rente", ("erbe",)),
    ("Abend am 6.3.: nein\nAbend am 13.3.: nein\nAbend am 20.3.: ja", ("erbe",)),
    ("Teil 1: ja\nTeil 2: nein\nTeil 3: ja\nVegetarisch: ja", ("rente", "erbe")),
    ("06.03., zwei Personen, Kinderbetreuung: nein\n13.03., zwei Personen, Kinderbetreuung: ja", ("rente", "pflege")),
    ("Teilnahme am 13.03.: [x] ja [ ] nein", ("pflege",)),
    ("Am 6.3. komme ich gern [x] mit Essen [ ] ohne Essen. Am 13.3. auch.", ("rente", "pflege")),
    ("Wunsch: Teil 3\nErste Teilnahme: ja", ()),
])
def test_of_a_form_what_is_ticked_or_affirmed_is_meant(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=EVENINGS)).event_ids == meant


@pytest.mark.parametrize("words", [
    "Ich komme am 6. März, nicht am 13. März.",
    "Am 13. März habe ich keine Zeit. Am 20. März komme ich.",
    "Am 6. und 13. März kann ich nicht, am 20. März komme ich.",
    "Am 6. März komme ich nicht allein. Am 13. März komme ich allein.",
    "lieber am 13.03. statt am 06.03.",
    "Please register me for March 6th. I can't make March 13th.",
    "Je travaille le 6 mars. Le 6 mars je ne suis pas là, je viens le 13 mars.",
    "Alle Termine außer dem 13. März.",
    "Tisch 6 und 13. März",
    "Mein Sohn ist 6 und am 13. März möchten wir kommen.",
    "Termine: 06.03. nein, 13.03. ja, 20.03. ja",
])
def test_where_one_of_several_days_may_be_refused_or_no_day_it_is_asked_which_is_meant(words: str) -> None:
    assert match_events(letter(words, events=EVENINGS)) == EventMatch((), is_unclear=True)


def test_a_day_that_is_refused_alone_is_the_one_that_is_meant() -> None:
    assert match_events(letter("Am 6. März kann ich nicht.", events=EVENINGS)).event_ids == ("rente",)


@pytest.mark.parametrize(("words", "meant"), [
    ("Den ersten, bitte.", ("rente",)),
    ("Dann den zweiten und den letzten bitte.", ("pflege", "erbe")),
    ("Setzt mich auf die Liste für den dritten.", ("erbe",)),
    ("Alle außer dem zweiten Abend.", ("rente", "erbe")),
    ("Außer dem zweiten Abend passt es mir immer.", ()),
    ("Ich möchte zu allen Abenden außer dem zweiten.", ("rente", "erbe")),
    ("Zum ersten Mal komme ich gern.", ()),
    ("Der Erste Kreisrat kommt.", ()),
    ("Das ist nun das letzte Mal.", ()),
    ("Danke für den letzten! Ich melde mich wieder an.", ()),
    ("Ich bringe den ersten, Jonas, und den zweiten, Emil, mit.", ()),
    ("Ich bin die zweite Führungskraft im Team und melde mich an.", ()),
])
def test_an_ordinal_alone_is_the_place_in_the_series(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=EVENINGS)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [
    ("an beiden Donnerstagen", 2), ("beide Vorträge bitte", 2), ("I'd like to join both talks.", 2), ("Запишіть мене на обидва вечори.", 2),
    ("أود المشاركة في الجزأين", 2), ("Particip în ambele seri.", 2), ("wir kommen beide Donnerstag", 0), ("Wir beide kommen gern.", 0),
    ("Tragen Sie uns beide bitte ein.", 0), ("Мы оба вечером свободны.", 0),
])
def test_both_of_two_are_understood_in_many_languages(words: str, meant: int) -> None:
    assert len(match_events(letter(words, events=EVENINGS[:2])).event_ids) == meant


def test_all_of_a_day_of_the_week_are_the_whole_series() -> None:
    assert match_events(letter("an allen drei Donnerstagen", events=EVENINGS)).event_ids == ("rente", "pflege", "erbe")


@pytest.mark.parametrize(("words", "meant"), [
    ("Ich melde mich an. Ich bin Dienstag und Mittwoch erreichbar.", ()),
    ("Für Dienstag melde ich meinen Mann an und für Mittwoch mich.", ("di", "mi")),
    ("Am Dienstag oder Mittwoch komme ich gern.", ()),
    ("Mein Büro ist Dienstag und Mittwoch besetzt.", ()),
])
def test_several_days_of_the_week_are_meant_where_the_words_are_about_coming(words: str, meant: tuple[str, ...]) -> None:
    days = (event("di", 3, day=11), event("mi", 3, day=12), event("do", 3, day=13))
    assert match_events(letter(words, events=days)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [
    ("Wir kommen im Januar und im Juni.", (FIRST, THIRD)), ("Im Januar bin ich verreist.", ()), ("Chcemy przyjść w marcu.", (SECOND,)),
    ("Martha Junior und Juliane kommen gern.", ()),
])
def test_months_in_which_somebody_comes_tell_the_events(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=TALKS)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [("Ich komme zur Runde Süd.", ("pflege",)), ("Südermann kommt gern.", ()), ("Süd passt mir nicht.", ())])
def test_a_short_word_of_one_title_tells_the_event(words: str, meant: tuple[str, ...]) -> None:
    assert match_events(letter(words, events=EVENINGS)).event_ids == meant


def test_the_event_stands_in_a_field_below_what_looks_like_the_end() -> None:
    assert match_events(letter("Formular: Führung\n----------\nName: Dorothee Filser\nWunschtermin: Do 20.3., 10 Uhr", events=EVENINGS)).event_ids == ("erbe",)


@pytest.mark.parametrize(("subject", "words", "meant"), [
    ("Torten", "Ich komme gern.\nLea Adler", ("backen-2",)), ("cake", "Count me in!\nLea Adler", ("backen-2",)), ("Torten und Brühe", "Ich komme gern.\nLea Adler", ()),
    ("keine Torten", "Ich komme gern.\nLea Adler", ()), ("alles außer Torten", "Ich komme gern.\nLea Adler", ()),
    ("Torten", "Ich muss leider absagen.\nLea Adler", ()), ("Guten Abend", "Ich komme.\nLea Adler", ()),
])
def test_the_subject_tells_the_event_in_other_words_for_its_title(subject: str, words: str, meant: tuple[str, ...]) -> None:
    evenings = (event("backen-1", 5, "Kochabend 1: Suppen", 15), event("backen-2", 5, "Kochabend 2: Kuchen", 22))
    assert match_events(letter(words, subject, events=evenings)).event_ids == meant


@pytest.mark.parametrize(("words", "meant"), [
    ("Ich nehme die Behördenbriefe.\nLea Adler", ("runde-1",)), ("Ich nehme das Löten.\nLea Adler", ("runde-2",)), ("Ich komme gern.\nLea Adler", ()),
    ("Ich nehme die Behördenbriefe und das Löten.\nLea Adler", ()), ("Löten oder Radwerkstatt, was frei ist.\nLea Adler", ()), ("Ich nehme die Behördenbriefe nicht.\nLea Adler", ()),
    ("Letztes Mal war ich beim Löten, ich nehme gern wieder teil.\nLea Adler", ()), ("Ich sage das Löten ab.\nLea Adler", ()),
])
def test_whose_options_alone_are_picked_is_the_event_that_is_meant(words: str, meant: tuple[str, ...]) -> None:
    rounds = (event("runde-1", 5, "Runde", 15), replace(event("runde-2", 5, "Runde", 22), choices=Choices("Werkstatt", ("Löten lernen", "Radwerkstatt"))))
    assert match_events(letter(words, events=rounds)).event_ids == meant
