"""The options that a clause names."""

import pytest

from processor.domain.event import Choices
from processor.reading.options.wording import choices_in, options_named_by
from tests.reading.letters import CHOICES

GARDEN, LETTERS, COOKING = CHOICES.options
CARE = Choices("Kinderbetreuung", ("mit Kinderbetreuung", "ohne Kinderbetreuung"))
WITH, WITHOUT = CARE.options
INTERPRETING = Choices("Sprache", ("Dolmetschen Arabisch", "Dolmetschen Türkisch", "ohne Dolmetschen"))
ARABIC, TURKISH, NO_INTERPRETING = INTERPRETING.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("Ich nehme Workshop 2.", (LETTERS,)),
    ("Workshop Nr. 3 bitte", (COOKING,)),
    ("gern in den ersten Workshop", (GARDEN,)),
    ("am liebsten Behördenbriefe verstehn", (LETTERS,)),
    ("il secondo workshop", (LETTERS,)),
    ("tavolina e parë", (GARDEN,)),
    ("masa a doua", (LETTERS,)),
    ("الطاولة الثانية", (LETTERS,)),
    ("Workshop Erste Hilfe", ()),
    ("Workshop 1 oder 2", ()),
    ("Workshop 1 oder Workshop 2", ()),
    ("Workshop 3, falls voll Workshop 1", (COOKING,)),
    ("1 numara yerine 3 numaralı workshop", (COOKING,)),
    ("statt Workshop 1", ()),
    ("Ich komme zu 2 Personen", ()),
])
def test_a_clause_picks_what_it_names(clause: str, picked: tuple[str, ...]) -> None:
    if clause == "Workshop 1 oder 2":
        assert len(choices_in(clause, CHOICES)) <= 1
    else:
        assert choices_in(clause, CHOICES) == picked


@pytest.mark.parametrize("clause", ["ws2", "WS 2 bitte", "Workshop ٢", "ورشة ٢", "کارگاه ۲", "Workshop Nr.2", "Workshop-Nr. 2"])
def test_a_number_counts_however_it_is_written(clause: str) -> None:
    assert choices_in(clause, CHOICES) == (LETTERS,)


@pytest.mark.parametrize(("value", "picked"), [("2", LETTERS), ("٣", COOKING), ("B", LETTERS), ("ws1", GARDEN)])
def test_a_bare_sign_counts_as_the_value_of_a_field_only(value: str, picked: str) -> None:
    assert choices_in(value, CHOICES, is_value=True) == (picked,)
    assert value == "ws1" or choices_in(value, CHOICES) == ()


@pytest.mark.parametrize("value", ["l'atelier d'histoire", "I'd rather not", "a new one", "tutto e niente"])
def test_a_letter_that_is_a_word_or_the_beginning_of_one_is_no_sign(value: str) -> None:
    assert choices_in(value, CHOICES, is_value=True) == ()


@pytest.mark.parametrize("clause", [
    "Der Garten interessiert mich.", "Ich wünsche mir den Garten.", "Am liebsten in den Garten!", "Wir haben uns für den Garten entschieden", "Thema: Garten", "I would prefer the garden",
])
def test_one_word_of_an_option_is_enough_beside_a_wish(clause: str) -> None:
    assert choices_in(clause, CHOICES) == (GARDEN,)


@pytest.mark.parametrize("clause", ["Unser Garten ist noch kahl.", "Ich koche gern.", "Auf der Agenda steht Garten", "Danke für die vielen Behördenbriefe"])
def test_one_word_of_an_option_is_too_little_without_a_wish(clause: str) -> None:
    assert choices_in(clause, CHOICES) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("[x] Spielend lernen im Garten  [ ] Behördenbriefe verstehen  [ ] Kochen ohne Grenzen", (GARDEN,)),
    ("☐ Spielend lernen im Garten ☒ Behördenbriefe verstehen ☒ Kochen ohne Grenzen", (LETTERS, COOKING)),
    ("( ) Workshop 1 (x) Workshop 2", (LETTERS,)),
    ("[ ] Spielend lernen im Garten", ()),
])
def test_among_boxes_only_what_is_ticked_is_picked(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, CHOICES) == picked


@pytest.mark.parametrize(("clause", "picked"), [
    ("I would prefer the garden", GARDEN),
    ("Mutfak atölyesini seçiyorum", COOKING),
    ("Bahçe ile ilgileniyorum", GARDEN),
    ("أرغب في ورشة الطبخ", COOKING),
    ("نرغب في الحديقة", GARDEN),
    ("Мене цікавить кулінарія", COOKING),
    ("Меня интересует огород", GARDEN),
    ("Nous souhaitons le jardin", GARDEN),
    ("Preferimos la cocina", COOKING),
    ("Interesuje mnie gotowanie", COOKING),
    ("Želim radionicu kuvanja", COOKING),
    ("Желим радионицу кувања", COOKING),
])
def test_an_option_is_known_in_other_languages(clause: str, picked: str) -> None:
    assert choices_in(clause, CHOICES) == (picked,)


@pytest.mark.parametrize(("clause", "picked"), [
    ("I would prefer first aid", "Erste Hilfe am Kind"), ("Je préfère les premiers secours", "Erste Hilfe am Kind"), ("I would prefer easy language", "Leichte Sprache schreiben"),
])
def test_a_notion_may_be_of_several_words(clause: str, picked: str) -> None:
    assert choices_in(clause, Choices("Workshop", ("Erste Hilfe am Kind", "Leichte Sprache schreiben"))) == (picked,)


@pytest.mark.parametrize(("clause", "picked"), [
    ("I would prefer the CV", 1), ("Wir wünschen uns das mit dem Rad", 0), ("I would prefer the CVJM", None), ("Wir wünschen uns das mit der Radwanderung", None),
])
def test_a_short_word_of_the_glossary_counts_only_as_a_whole(clause: str, picked: int | None) -> None:
    choices = Choices("Workshop", ("Fahrrad reparieren", "Lebenslauf schreiben"))
    assert choices_in(clause, choices) == (() if picked is None else (choices.options[picked],))


def test_a_notion_that_two_options_share_tells_neither() -> None:
    both = Choices("Workshop", ("Kochen mit Kindern", "Küche aus aller Welt"))
    assert choices_in("I would prefer cooking", both) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("Kinderbetreuung brauchen wir.", WITH),
    ("Kinderbetreuung brauchen wir nicht.", WITHOUT),
    ("Wir wünschen Betreuung für zwei Kinder, eine Kinderbetreuung also.", WITH),
    ("Wir kommen mit den Kindern, brauchen aber keine Betreuung.", WITHOUT),
    ("Was die Kinderbetreuung angeht, die brauchen wir nicht", WITHOUT),
    ("Ich brauche Kinderbetreuung, mein Mann kann nicht.", WITH),
    ("Ohne Kinderbetreuung kann ich nicht kommen.", WITH),
    ("bitte ohne Kinderbetreuung", WITHOUT),
    ("We need childcare", WITH),
    ("no childcare needed, we come without childcare", WITHOUT),
    ("Çocuk bakımına ihtiyacımız var", WITH),
    ("Çocuk bakımı gerek yok", WITHOUT),
    ("Потрібен догляд за дітьми", WITH),
    ("Догляд за дітьми не потрібен", WITHOUT),
    ("نحتاج رعاية الأطفال", WITH),
    ("بدون رعاية الأطفال", WITHOUT),
    ("Nous avons besoin d'une garde d'enfants", WITH),
    ("sans garde d'enfants", WITHOUT),
])
def test_a_thing_is_wanted_or_not(clause: str, picked: str) -> None:
    assert choices_in(clause, CARE) == (picked,)


def test_a_thing_that_is_only_named_is_neither_wanted_nor_not() -> None:
    assert choices_in("Die Kinderbetreuung war beim letzten Mal schön.", CARE) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("Dolmetschen ist nicht nötig", (NO_INTERPRETING,)),
    ("Übersetzung brauche ich keine", (NO_INTERPRETING,)),
    ("Wir brauchen Dolmetschen, Arabisch bitte", (ARABIC,)),
    ("Wir brauchen eine Übersetzung ins Türkische, weil meine Mutter kein Deutsch spricht", (TURKISH,)),
    ("Türkçe çeviri rica ediyoruz", (TURKISH,)),
    ("نحتاج إلى ترجمة عربية", (ARABIC,)),
    ("Wir brauchen Dolmetschen", ()),
])
def test_one_option_may_be_that_of_doing_without(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, INTERPRETING) == picked


@pytest.mark.parametrize(("word", "named"), [("vormittag", ("Vormittagsgruppe",)), ("nachmittags", ("Nachmittagsgruppe",)), ("gruppe", ())])
def test_the_head_of_a_long_word_names_the_option(word: str, named: tuple[str, ...]) -> None:
    assert options_named_by(word, Choices("Gruppe", ("Vormittagsgruppe", "Nachmittagsgruppe"))) == named


@pytest.mark.parametrize(("clause", "picked"), [
    ("Wir nehmen Workshop A und C", (0, 2)),
    ("Wir sind noch unsicher, ob wir Workshop A oder C nehmen", ()),
    ("Workshop 1 & 3", (0, 2)),
    ("Workshop B und 2 Stühle", (1,)),
])
def test_a_letter_or_number_joined_to_another_picks_as_well(clause: str, picked: tuple[int, ...]) -> None:
    assert choices_in(clause, CHOICES) == tuple(CHOICES.options[index] for index in picked)


MODULES = Choices("Modul", ("V1 Dach", "V2 Keller", "N1 Garten", "N2 Hof"))
ROOF, CELLAR, LAWN, YARD = MODULES.options
FORUMS = Choices("Forum", ("Forum A: Wasser", "Forum B: Boden", "Forum C: Luft"))
WATER, SOIL, _ = FORUMS.options


@pytest.mark.parametrize(("clause", "picked"), [
    ("V1 und N1.", (ROOF, LAWN)), ("Jo Stern – V1/N2", (ROOF, YARD)), ("v 2 bitte", (CELLAR,)), ("nicht V1, lieber V2", (CELLAR,)), ("V8 Motor", ()), ("für unsere V2-Gruppe", (CELLAR,)),
])
def test_a_code_of_an_option_picks_wherever_it_stands(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, MODULES) == picked


@pytest.mark.parametrize(("clause", "picked"), [
    ("ins B-Forum, danke", (SOIL,)), ("B forumu", (SOIL,)), ("запишіть мене на форум А", (WATER,)), ("Forum zwei", (SOIL,)), ("a forum is fine", ()), ("Forum drei Personen", ()),
])
def test_a_sign_may_stand_before_be_spelled_out_or_come_in_another_script(clause: str, picked: tuple[str, ...]) -> None:
    assert choices_in(clause, FORUMS) == picked


@pytest.mark.parametrize(("value", "picked"), [("Garten", GARDEN), ("kochen!", COOKING), ("die mit den Briefen der Behörden, Behördenbriefe", LETTERS)])
def test_one_word_of_an_option_is_enough_as_the_value_of_a_field(value: str, picked: str) -> None:
    assert choices_in(value, CHOICES, is_value=True) == (picked,)


@pytest.mark.parametrize("clause", ["Workshop 2, nachrangig Workshop 3", "Workshop 2, hilfsweise 1", "Workshop 2, als Ersatz Workshop 1"])
def test_the_second_choice_is_none(clause: str) -> None:
    assert choices_in(clause, CHOICES) == (LETTERS,)


ROUNDS = Choices("Runde", ("Runde I: Miete", "Runde II: Arbeit", "Runde III: Familie", "Runde IV: Schule"))
COURSES = Choices("Kurs", ("Deutsch für Anfänger A1", "Deutsch im Alltag A2", "Deutsch im Beruf B1/B2"))
TABLES = Choices("Tisch", ("A: Filzen", "B: Weben", "C: Drucken"))


@pytest.mark.parametrize(("clause", "choices", "places"), [
    ("Runde IV bitte", ROUNDS, (3,)), ("Runde II und III", ROUNDS, (1, 2)), ("Runde 2", ROUNDS, (1,)), ("für mich nur IV", ROUNDS, (3,)),
    ("Ich lerne Deutsch A2.", COURSES, (1,)), ("стіл B1", COURSES, (2,)),
    ("A und C bitte", TABLES, (0, 2)), ("lieber in B", TABLES, (1,)), ("nicht A, sondern B", TABLES, (1,)), ("Dr. h. c. A. Brandt", TABLES, ()), ("a table for two", TABLES, ()),
])
def test_roman_numbers_codes_and_bare_letters_pick_where_the_options_bear_them(clause: str, choices: Choices, places: tuple[int, ...]) -> None:
    assert choices_in(clause, choices) == tuple(choices.options[place] for place in places)


@pytest.mark.parametrize(("value", "place"), [("II", 1), ("zwei", 1), ("drei", 2)])
def test_a_roman_number_and_a_number_word_are_values_of_a_field(value: str, place: int) -> None:
    assert choices_in(value, ROUNDS, is_value=True) == (ROUNDS.options[place],)


@pytest.mark.parametrize("clause", ["Weben statt Drucken, das interessiert uns", "am liebsten Weben, nicht zum Drucken", "erst wollten wir Drucken, lieber zum Weben"])
def test_what_is_not_or_no_longer_wished_for_is_not_picked(clause: str) -> None:
    assert choices_in(clause, TABLES) == (TABLES.options[1],)


def test_a_phrase_of_the_glossary_counts_as_two_words() -> None:
    times = Choices("Gruppe", ("Vormittagsgruppe", "Nachmittagsgruppe"))
    assert choices_in("öğleden sonra geliyoruz", times) == ("Nachmittagsgruppe",)


def test_a_word_of_the_events_title_picks_nothing_unless_an_option_has_it_as_its_own() -> None:
    crafts = Choices("Werkstatt", ("Teppichknüpfen", "Filz"))
    assert choices_in("Ich interessiere mich für den Teppich-Abend.", crafts, about="Teppich-Abend") == ()
    assert choices_in("Ich interessiere mich für Filz.", crafts, about="Filz-Abend") == ("Filz",)


def test_options_in_two_groups_are_picked_apart() -> None:
    day = Choices("Angebot", ("Yoga", "Boxen", "Vormittag (9-12 Uhr)", "Abend (18-20 Uhr)"))
    assert choices_in("am liebsten vormittags Yoga", day) == ("Vormittag (9-12 Uhr)", "Yoga")


@pytest.mark.parametrize("clause", ["rote Gruppe bitte", "хочу в красную группу", "kırmızı grup"])
def test_a_colour_without_its_ending_is_told_in_all_languages(clause: str) -> None:
    assert choices_in(clause, Choices("Gruppe", ("Rot: Kleidung", "Blau: Bücher"))) == ("Rot: Kleidung",)


def test_a_short_word_is_no_beginning_of_a_verb() -> None:
    assert choices_in("Ich dachte am liebsten an Sie.", Choices("Thema", ("Dach", "Fassade"))) == ()


NUMBERED = Choices("Angebot", ("1: Filzen", "2: Weben", "3: Drucken"))
MANY = Choices("Workshop", tuple(f"Thema {word}" for word in ("Apfel", "Birne", "Dattel", "Erle", "Feige", "Gerste", "Hafer", "Linde", "Nuss")))


@pytest.mark.parametrize(("clause", "choices"), [
    ("Wir kommen zu 3.", NUMBERED), ("Anmeldung für 2 bitte.", NUMBERED), ("Ich komme gern, also 1.", NUMBERED), ("The workshop I would like to join", MANY),
    ("Leistungen nach SGB II beziehe ich.", ROUNDS), ("Firma A & B Bau GmbH", TABLES), ("Gartenstr. 4 a, b", TABLES),
])
def test_counts_words_and_names_with_letters_pick_nothing(clause: str, choices: Choices) -> None:
    assert choices_in(clause, choices) == ()


@pytest.mark.parametrize(("clause", "choices", "place"), [
    ("Group II and I bring my son", ROUNDS, 1), ("Ich möchte zur Dachterrasse, am liebsten.", Choices("Ort", ("Dach", "Keller")), 0), ("Kurs für Damen bitte", Choices("Kurs", ("Damen", "Herren")), 0),
    ("Eigentlich wollte ich zum Drucken aber jetzt lieber zum Weben", TABLES, 1),
])
def test_what_looks_like_another_sign_a_verb_or_a_dropped_wish_hides_no_option(clause: str, choices: Choices, place: int) -> None:
    assert choices_in(clause, choices) == (choices.options[place],)


def test_both_is_not_the_second() -> None:
    assert choices_in("beide", NUMBERED, is_value=True) == ()


@pytest.mark.parametrize(("clause", "picked"), [
    ("Blöcke I und III", (0, 2)), ("Lea Adler: I + III", (0, 2)), ("Block I für Lea, III für Jo", (0, 2)), ("II (ja/nein): ja", (1,)), ("Block 1 (Lea) und 3 (Jo)", (0, 2)),
])
def test_several_signs_pick_several_options(clause: str, picked: tuple[int, ...]) -> None:
    blocks = Choices("Block", ("Block I: Recht", "Block II: Geld", "Block III: Kunst"))
    assert choices_in(clause, blocks) == tuple(blocks.options[place] for place in picked)


def test_who_speaks_of_a_thing_does_not_pick_to_do_without_it() -> None:
    assert choices_in("Wir brauchen bitte die Übersetzung auf Türkisch", INTERPRETING) == (TURKISH,)


def test_a_word_that_an_option_has_as_it_is_means_no_other() -> None:
    funds = Choices("Runde", ("Stadtstipendium", "Stipendien im Ausland"))
    assert options_named_by("stadtstipendium", funds) == ("Stadtstipendium",)
