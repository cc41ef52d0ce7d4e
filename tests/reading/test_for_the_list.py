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


def struck_off(writer: str, text: str, *listed: str) -> list[str]:
    """Who is taken off the registration by a mail of its registrant."""
    sender = Address("kibler@post.example", writer)
    lines = tuple(Line(number, Zone.NEW, line) for number, line in enumerate(text.split("\n"), 1))
    mail = Mail(message_id="1", references=(), sender=sender, reply_to=None, recipients=(), cc=(), subject="", sent_at=None, received_at=RECEIVED_AT, lines=lines)
    request = reader.read(mail, (event(),), OFFICE, Thread(registered_names=tuple(name for name in listed if name)))
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
