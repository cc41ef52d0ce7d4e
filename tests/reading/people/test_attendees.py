"""Who stands on the list in the end, with what the mail says of each, and how many seats are asked for."""

import pytest

from processor.domain.event import Mode
from processor.domain.request import Act, NamedAttendee, Request
from processor.reading.acts import find_clauses
from processor.reading.people.attendees import Cast, find_cast, with_cast
from processor.reading.people.persons import find_people
from processor.reading.people.role_case import COMES
from processor.reading.purpose import Purpose
from tests.reading.letters import CHOICES, letter, person, verdict

GARDEN, LETTERS, COOKING = CHOICES.options
TABLE = letter("siehe Liste", attached="Name\tTeilnahme\tWorkshop\nLea Adler\tvor Ort\t2\nAydın, Derya\tonline\tWS 3\nCem Aydın\t\tnoch offen")
LISTED = tuple(found for found in find_people(TABLE) if found.is_in("attached"))


def test_the_columns_of_a_table_tell_mode_and_options_of_each_person() -> None:
    request = with_cast(TABLE, Request(acts=(Act.REGISTER,)), Cast(LISTED))
    assert request.attendees == (
        NamedAttendee("Lea Adler", Mode.IN_PERSON, (LETTERS,)), NamedAttendee("Derya Aydın", Mode.ONLINE, (COOKING,)), NamedAttendee("Cem Aydın"))


def test_a_mode_that_holds_for_all_is_not_said_again_of_each() -> None:
    request = with_cast(TABLE, Request(acts=(Act.REGISTER,), mode=Mode.ONLINE), Cast(LISTED))
    assert [attendee.mode for attendee in request.attendees] == [Mode.IN_PERSON, None, None]


def test_a_line_about_one_person_tells_the_mode_of_that_person() -> None:
    text = letter("Lea Adler kommt vor Ort,\nCem Aydın ist online dabei.")
    request = with_cast(text, Request(acts=(Act.REGISTER,)), Cast((person(text, "Lea Adler", COMES), person(text, "Cem Aydın", COMES))))
    assert request.attendees == (NamedAttendee("Lea Adler", Mode.IN_PERSON), NamedAttendee("Cem Aydın", Mode.ONLINE))


@pytest.mark.parametrize(("act", "told", "seats"), [
    (Act.REGISTER, Cast(), 1),
    (Act.REGISTER, Cast(unnamed=2), 3),
    (Act.REGISTER, Cast(unnamed=2, total=5), 5),
    (Act.REGISTER, Cast(unnamed=2, total=5, as_a_whole=4), 4),
    (Act.REGISTER, Cast(unnamed=2, as_a_whole=0), 3),
    (Act.CHANGE, Cast(unnamed=2, as_a_whole=4), None),
    (Act.CHANGE, Cast(unnamed=2, total=5, as_a_whole=4), 5),
])
def test_the_mail_as_a_whole_tells_the_seats_of_a_new_registration_first(act: Act, told: Cast, seats: int | None) -> None:
    text = letter("Lea Adler kommt.")
    cast = Cast((person(text, "Lea Adler", COMES),), unnamed=told.unnamed, total=told.total, as_a_whole=told.as_a_whole)
    assert with_cast(text, Request(acts=(act,)), cast).count == seats


def test_fewer_seats_than_people_named_are_not_believed() -> None:
    assert with_cast(TABLE, Request(acts=(Act.REGISTER,)), Cast(LISTED, as_a_whole=2)).count == 3


@pytest.mark.parametrize(("subject", "in_subject", "in_body", "coming"), [
    ("19 Mart Polis Müdürlüğü", "Polis Müdürlüğü", "Wanda Ziegler", ["Wanda Ziegler"]),
    ("Derya Aydın kommt", "Derya Aydın", "Wanda Ziegler", ["Derya Aydın", "Wanda Ziegler"]),
    ("19 Mart Polis Müdürlüğü", "Polis Müdürlüğü", "", ["Polis Müdürlüğü"]),
])
def test_words_of_a_subject_are_nobody_where_the_mail_itself_names_people(subject: str, in_subject: str, in_body: str, coming: list[str]) -> None:
    text = letter(f"Anmeldung: {in_body}", subject=subject)
    people = [person(text, in_subject, COMES, "subject"), *([person(text, in_body, COMES)] if in_body else [])]
    found = find_cast(text, find_clauses(text), people, verdict(Purpose.REGISTER))
    assert [somebody.name for somebody in found.coming] == coming
