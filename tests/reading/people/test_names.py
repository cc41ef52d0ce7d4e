"""Names as their bearers write them, whatever a sentence makes of them."""

import pytest

from processor.reading.inflection import with_other_ending, without_case_ending
from processor.reading.people.likely_names import is_plausible
from processor.reading.people.name_cases import in_nominative, without_copula
from processor.reading.people.name_order import ordered
from processor.reading.people.written_names import cleaned, full_name


@pytest.mark.parametrize(("written", "name"), [
    ("Mustafa Kaya'nın", "Mustafa Kaya"), ("Ayşe’yle", "Ayşe"), ("Umut Derneği'nden", "Umut Derneği"), ("Anna D'Angelo", "Anna D'Angelo"), ("Лук'яненко", "Лук'яненко"),
])
def test_turkish_case_endings_behind_an_apostrophe_are_off(written: str, name: str) -> None:
    assert without_case_ending(written) == name


def test_an_ending_is_exchanged_only_behind_two_letters() -> None:
    assert list(with_other_ending("Олену", ["у=а", "ну=на", "ею=я"])) == ["Олена", "Олена"]
    assert list(with_other_ending("Ну", ["у=а", "ну=на"])) == []


@pytest.mark.parametrize(("written", "name"), [
    ("Дарину Скрипник", "Дарина Скрипник"),
    ("Эмилию Рот", "Эмилия Рот"),
    ("Наталкою Мороз", "Наталка Мороз"),
    ("Лидия Морозовы", "Лидия Морозова"),
    ("Виктор Морозовы", "Виктор Морозов"),
    ("Beata Malinowscy", "Beata Malinowska"),
    ("Kacpra Malinowskiego", "Kacper Malinowski"),
    ("Marka Babića", "Marko Babić"),
    ("Земфиру Николаевну Ильину", "Земфира Николаевна Ильина"),
    ("Артура Олеговича Балога", "Артур Олегович Балог"),
    ("Олександра Гончар", "Олександра Гончар"),
    ("Марію Коваленко", "Марія Коваленко"),
    ("Ірину Ковальську", "Ірина Ковальська"),
    ("Ольгою Ткаченко", "Ольга Ткаченко"),
    ("Анну Петрову", "Анна Петрова"),
    ("Андрія Мельника", "Андрій Мельник"),
    ("Івана Петренка", "Іван Петренко"), ("Сергею Петрову", "Сергей Петров"), ("Тимуру Полянскому", "Тимур Полянский"), ("Олегу Бойковському", "Олег Бойковський"), ("Ольге Петровой", "Ольга Петрова"),
    ("Сергея Иванова", "Сергей Иванов"),
    ("Annę Nowak", "Anna Nowak"),
    ("Zofię Malicką", "Zofia Malicka"),
    ("Piotra Nowaka", "Piotr Nowak"),
    ("Marka Wójcika", "Marek Wójcik"),
    ("Amiru Hadžić", "Amira Hadžić"),
    ("Adnanom Begovićem", "Adnan Begović"),
    ("Emira Hadžića", "Emir Hadžić"),
    ("Mirsada Salihovića", "Mirsad Salihović"),
    ("Adama Górskiego", "Adam Górski"),
    ("Данила Савчука", "Данило Савчук"),
    ("Michałem Sikorskim", "Michał Sikorski"),
    ("Łukaszem Piątkiem", "Łukasz Piątek"),
    ("Mateusza Pietrzaka", "Mateusz Pietrzak"),
    ("Ewy Lipskiej", "Ewa Lipska"),
    ("Janu Horákovou", "Jana Horáková"),
    ("Tomášem Horákem", "Tomáš Horák"),
    ("Jiřího Malého", "Jiří Malý"),
    ("Лесі Бондар", "Леся Бондар"),
    ("Annával Kiss", "Anna Kiss"),
    ("Zoltánnal Kiss", "Zoltán Kiss"),
    ("Aguša Babića", "Aguš Babić"),
    ("Nikola Babića", "Nikola Babić"),
    ("Хедиль Громову", "Хедиль Громова"),
    ("Хадильду Громову", "Хадильда Громова"),
    ("Ewą Wroną", "Ewa Wrona"),
    ("Larsem Ahlersem", "Lars Ahlers"),
])
def test_a_name_of_a_sentence_is_put_into_the_nominative(written: str, name: str) -> None:
    assert cleaned(written) == name


@pytest.mark.parametrize("name", [
    "Emira Hadžić", "Amira Saleh", "Sara Kaya", "Jana Becker", "Petra Nowak", "Andrea Kowalski", "Daria Kovalenko", "Marta Kafka", "Nikola Petrović", "Karima Saleh",
    "Suzana Markovska", "Stanisława Lipska", "Filipa Oliveira", "Filipa Rocha", "Hania Mucha", "Adama Traoré", "Mirsada Salihović", "Emanuela Ferrara", "Conny Lang",
    "Emmy Meier", "Emira Salem", "Anna Jiaqin", "Dany Malek", "Ростислава Петренко", "Цветана Ангелова",
    "Марина Ткаченко", "Іван Петренко", "Айше Бойко", "Данте Громов", "Олександра Шевчук", "Роман Ткачук", "Валентина Ковальчук", "Фатіма Захід", "Никита Сорока", "Олену", "هالة درويش",
])
def test_a_name_in_the_nominative_stays(name: str) -> None:
    assert cleaned(name) == name


def test_a_case_that_the_family_name_does_not_bear_out_stays_as_it_is_written() -> None:
    assert cleaned("Андрею Коваль") == "Андрею Коваль"


@pytest.mark.parametrize(("written", "name"), [
    ("PHKin Lea Adler", "Lea Adler"), ("Coach Cem Aydın", "Cem Aydın"), ("Señora Lea Adler", "Lea Adler"), ("McErin Adler", "McErin Adler"),
    ("Helferin Lea Adler", "Lea Adler"), ("Trainer Cem Aydın", "Cem Aydın"), ("Praktikantin Wanda Maria Ziegler", "Wanda Maria Ziegler"), ("Frau Schulleiterin Lea Adler", "Lea Adler"),
    ("ich Lea Adler", "Lea Adler"), ("Gemeindereferentin Lea Adler", "Lea Adler"), ("Lea Pfarrer", "Lea Pfarrer"), ("Lea Imam Adler", "Lea Imam Adler"),
    ("Vikar Cem Aydın", "Cem Aydın"), ("Oma Lea Adler", "Lea Adler"), ("lea von der", "lea"), ("Opa Cem", "Cem"), ("Peter Freund", "Peter Freund"),
])
def test_what_somebody_is_does_not_belong_to_the_name(written: str, name: str) -> None:
    assert cleaned(written) == name


@pytest.mark.parametrize(("written", "name"), [
    ("Шевчук Олена", "Олена Шевчук"), ("Олена Шевчук", "Олена Шевчук"), ("Kaya Aylin", "Aylin Kaya"), ("Шевчук Іванівна", "Шевчук Іванівна"),
    ("BEGOVIĆ Emir", "Emir Begović"), ("A. Begović", "A. Begović"), ("Zhang Yifan", "Yifan Zhang"), ("Nam Hoang", "Nam Hoang"), ("Kim Adler", "Kim Adler"), ("Nguyễn Thị Lan", "Thị Lan Nguyễn"),
    ("Шевчук Олена Іванівна", "Олена Іванівна Шевчук"), ("Олена Іванівна Шевчук", "Олена Іванівна Шевчук"),
    ("OUEDRAOGO Ibrahim Issa", "Ibrahim Issa Ouedraogo"), ("EL HADDAD Samira Nour", "Samira Nour El Haddad"), ("UI Lea Maria Adler", "UI Lea Maria Adler"),
    ("MOYO PRECIOUS THANDEKA", "Moyo Precious Thandeka"),
])
def test_the_given_name_comes_first(written: str, name: str) -> None:
    assert ordered(written).casefold() == name.casefold()


@pytest.mark.parametrize("name", ["Karim Khalil", "Ulla Zwanzig", "Montserrat Pujol", "K.-H. Schuster"])
def test_names_that_look_like_kin_numbers_functions_or_abbreviations_stay_whole(name: str) -> None:
    assert full_name(name) == name


@pytest.mark.parametrize(("written", "name"), [
    ("karım Fatma Yılmaz", "Fatma Yılmaz"), ("Yilmaz zwei", "Yilmaz"), ("Jamal's Amina Yusuf", "Amina Yusuf"), ("Jamal’s", "Jamal"), ("Mama von Lara Stern", "Lara Stern"),
])
def test_kin_and_numbers_beside_a_name_do_not_belong_to_it(written: str, name: str) -> None:
    assert full_name(written) == name


@pytest.mark.parametrize("name", ["Mehmet Ali Tunç", "Ute Freitag", "Selam Gebru"])
def test_a_given_name_makes_words_of_other_languages_a_name(name: str) -> None:
    assert is_plausible(name)


@pytest.mark.parametrize(("written", "name"), [
    ("Kiss Annát", "Anna Kiss"),
    ("Вольф Наталью", "Наталья Вольф"), ("Вагнер Ирину", "Ирина Вагнер"), ("Миколою Петренком", "Микола Петренко"), ("Олега Швеця", "Олег Швець"), ("Бах Виктора", "Виктор Бах"),
    ("Руслана Бах", "Руслана Бах"), ("Đỗ Minh Khoa", "Minh Khoa Đỗ"), ("Betreuungskraft Lea Adler", "Lea Adler"), ("StRin Lea Adler", "Lea Adler"), ("Kraft Lea", "Kraft Lea"),
    ("d'Lea Adler", "Lea Adler"), ("Carla D'Angelo", "Carla D'Angelo"), ("Kiss Zoltánnal", "Zoltán Kiss"), ("Мороз Дарину Іванівну", "Дарина Іванівна Мороз"),
    ("DI Lea Adler", "Lea Adler"), ("RiLG Cem Aydın", "Cem Aydın"), ("Cem Aydın, CIO", "Cem Aydın"), ("DI LORENZO LEA", "DI LORENZO LEA"), ("Uroma Lea Adler", "Lea Adler"),
])
def test_words_of_a_sentence_are_put_in_order_and_into_the_nominative(written: str, name: str) -> None:
    assert full_name(written) == name


@pytest.mark.parametrize(("written", "family", "name"), [
    ("Jana Wróbla", "Wróbel", "Jan Wróbel"), ("Ewy Wrony", "Wrona", "Ewa Wrona"), ("Agnieszki Wilk", "Wilk", "Agnieszka Wilk"), ("Adama Kurków", "Kurek", "Adam Kurek"),
    ("Ewy Kurków", "Kurek", "Ewa Kurek"),
    ("Aguša Kovača", "Kovač", "Aguš Kovač"), ("Jana Nováka", "Novák", "Jan Novák"), ("Миколою Бахом", "Бах", "Микола Бах"), ("Івана Лебедя", "Лебедь", "Іван Лебедь"),
])
def test_a_family_name_that_somebody_else_bears_in_the_nominative_shows_the_case(written: str, family: str, name: str) -> None:
    assert " ".join(in_nominative(written.split(), frozenset({family}))) == name


@pytest.mark.parametrize(("name", "family"), [
    ("Анна Сорокина", "Сорокин"), ("Anna Petrova", "Petrov"), ("Александра Петрова", "Петров"), ("Jana Nováková", "Novák"), ("Jana Kovač", "Kovač"), ("Mary Wilk", "Wilk"), ("Emmsy Wilk", "Wilk"),
    ("Ewa Lipska", "Lipski"),
])
def test_a_womans_form_of_the_family_name_is_no_case(name: str, family: str) -> None:
    assert " ".join(in_nominative(name.split(), frozenset({family}))) == name


def test_a_word_for_a_man_in_a_case_tells_that_the_name_is_in_it_as_well() -> None:
    assert (full_name("Александра Ильина", is_man=True), full_name("Александра Ильина")) == ("Александр Ильин", "Александра Ильина")


@pytest.mark.parametrize(("before", "name", "behind", "plain"), [
    ("سڵاو، من ", "ئاوین حەسەنم", "، دێم", "ئاوین حەسەن"), ("ناوم ", "ئاوین حەسەنە", ".", "ئاوین حەسەن"),
    ("لەگەڵ ", "ئاوین کەریم", ".", "ئاوین کەریم"), ("من ", "ئاوین کەریم", " دێم", "ئاوین کەریم"), ("من ", "مریم کریم", "، ۳۴ ساله هستم", "مریم کریم"),
])
def test_the_sorani_am_and_is_are_no_part_of_a_name(before: str, name: str, behind: str, plain: str) -> None:
    assert without_copula(name, before, behind) == plain
