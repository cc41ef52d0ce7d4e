"""Cancellations for somebody whom the mail does not name: what the reader leaves to the list, and what becomes of it."""

import pytest

from processor.domain.case import Case
from processor.domain.mail import Address, Line, Mail, Zone
from processor.domain.registrar import decide
from processor.domain.registration import Attendee, Registration, Status
from processor.domain.request import Thread
from processor.reading import reader
from tests.reading.letters import OFFICE, RECEIVED_AT, event

DAUGHTER = "Guten Tag,\nmeine Tochter hat leider Training und kann nicht kommen. Ich komme also allein."


def struck_off(writer: str, text: str, *listed: str, is_answer: bool = True) -> list[str]:
    """Who is taken off the registration by a mail of its registrant, an answer to our letter or not."""
    sender = Address("kibler@post.example", writer)
    lines = tuple(Line(number, Zone.NEW, line) for number, line in enumerate(text.split("\n"), 1))
    mail = Mail(message_id="1", references=(), sender=sender, reply_to=None, recipients=(), cc=(), subject="", sent_at=None, received_at=RECEIVED_AT, lines=lines)
    request = reader.read(mail, (event(),), OFFICE, Thread(registered_names=tuple(name for name in listed if name and is_answer)))
    registration = Registration(1001, event().id, sender, Status.CONFIRMED, tuple(Attendee(name, RECEIVED_AT) for name in listed), RECEIVED_AT)
    decision = decide(Case(mail, request, OFFICE, (event(),), RECEIVED_AT, (registration,)))
    return [attendee.name for change in decision.changes for attendee in change.after.attendees if attendee.is_cancelled]  # type: ignore[union-attr]


@pytest.mark.parametrize(("writer", "signed"), [("Alois Kibler", ""), ("Alois Kibler", "\nAlois Kibler"), ("Familie Kibler", "\nAlois Kibler")])
def test_my_daughter_is_the_only_one_who_stands_there_beside_the_writer(writer: str, signed: str) -> None:
    assert struck_off(writer, DAUGHTER + signed, "Alois Kibler", "Hanna Kibler") == ["Hanna Kibler"]


@pytest.mark.parametrize(("writer", "listed"), [("Uli Brand", "Ulrike Brand"), ("Ulrike Brand", "Jonte Brand")])
def test_of_a_registration_with_one_name_that_one_is_meant_whatever_the_mail_program_calls_the_writer(writer: str, listed: str) -> None:
    assert struck_off(writer, f"Guten Tag,\nleider müssen wir absagen.\n{writer}", listed) == [listed]


def test_of_three_the_one_is_meant_whom_the_mail_does_not_name() -> None:
    text = "Guten Tag,\nmeine Frau ist krank und kann leider nicht kommen. Veit und ich kommen wie geplant."
    assert struck_off("Alois Kibler", text, "Alois Kibler", "Lisbeth Kibler", "Veit Kibler") == ["Lisbeth Kibler"]


@pytest.mark.parametrize(("writer", "text", "listed"), [
    ("sonnenblume77", f"{DAUGHTER}\nLisbeth Kibler", ("Lisbeth Kibler",)),
    ("Natalia Koval", DAUGHTER, ("Nataliia Koval",)),
    ("Oksana Kravets", DAUGHTER, ("Оксана Кравець",)),
    ("Оксана Кравець", DAUGHTER, ("Oksana Kravets",)),
    ("Alois Kibler", f"{DAUGHTER}\nLisbeth Kibler", ("Lisbeth Kibler", "Alois Kibler")),
    ("Alois Kibler", "meine Frau ist krank und kann leider nicht kommen. Frau Krug und ich bleiben angemeldet.", ("Alois Kibler", "Hanna Krug")),
    ("Alois Kibler", "Meine beiden Kinder sind krank und können nicht kommen, ich komme allein.", ("Alois Kibler", "Hanna Krug")),
    ("Alois Kibler", DAUGHTER, ("Alois Kibler", "Hanna Kibler", "Veit Kibler")),
    ("Alois Kibler", "Leider müssen wir absagen, wir haben alle Grippe.", ("Hanna Kibler", "Veit Kibler")),
])
def test_where_it_is_not_plain_who_writes_and_who_is_meant_nobody_is_struck_off(writer: str, text: str, listed: tuple[str, ...]) -> None:
    assert struck_off(writer, text, *listed) == []


@pytest.mark.parametrize("is_answer", [True, False])
@pytest.mark.parametrize("text", [
    "unser Sohn kann leider nicht kommen, Abena und ich kommen wie geplant.",
    "mein Kollege muss leider absagen, Abena und ich kommen trotzdem.",
    "unsere Tochter kann leider nicht kommen. Yaw, Abena und ich kommen wie geplant.",
    "mein Bruder kann leider nicht kommen. Abena Darko kommt wie geplant, ich auch.",
    "mein Mann kann leider nicht kommen, ich komme. Viele Grüße\nAbena Darko",
])
def test_nobody_is_struck_off_of_whom_the_mail_says_that_he_or_she_comes(text: str, *, is_answer: bool) -> None:
    assert struck_off("Kofi Darko", f"Guten Tag,\n{text}", "Kofi Darko", "Abena Darko", is_answer=is_answer) == []


@pytest.mark.parametrize("is_answer", [True, False])
def test_a_seat_without_a_name_is_the_daughters(*, is_answer: bool) -> None:
    assert struck_off("Alois Kibler", DAUGHTER, "Alois Kibler", "", is_answer=is_answer) == [""]


def test_which_of_two_days_is_cancelled_is_for_a_human() -> None:
    days = (event("rente", 3, "Rente", 6), event("pflege", 3, "Pflege", 13))
    text = "Guten Tag,\nleider muss ich absagen: Am 13. März kann ich nicht kommen. Am 6. März bin ich wie geplant dabei.\nAlois Kibler"
    mail = Mail(
        message_id="1", references=(), sender=Address("kibler@post.example", "Alois Kibler"), reply_to=None, recipients=(), cc=(), subject="", sent_at=None,
        received_at=RECEIVED_AT, lines=tuple(Line(number, Zone.NEW, line) for number, line in enumerate(text.split("\n"), 1)),
    )
    assert reader.read(mail, days, OFFICE).event_ids == ()
