"""Mails that have broken other inbox processors, each through the whole route."""

from datetime import datetime, timedelta

import pytest
from imapclient import IMAPClient
from sqlmodel import select

from processor.storage import queries
from processor.storage.tables import InboundMailRow
from tests.steps.conftest import NOW, FaultyOffice

KAYA = "Aylin Kaya <kaya@verein.example>"
SIGN_UP = "Guten Tag,\n\nhiermit melde ich mich zum Fachtag am 12. März 2027 an.\n\nMit freundlichen Grüßen\nAylin Kaya\nKulturverein Brücke e.V.\n"
CONFIRMED = ("handled", "confirm")


def mail(text: str = SIGN_UP, sender: str = KAYA, headers: str = "", subject: str = "Anmeldung") -> bytes:
    head = f"From: {sender}\nTo: anmeldung@stadt.example\nSubject: {subject}\n{headers}"
    if "Content-Type" not in headers:
        head += "Content-Type: text/plain; charset=utf-8\n"
    return f"{head}\n{text}".replace("\n", "\r\n").encode()


def received(office: FaultyOffice, *mails: bytes, at: datetime = NOW) -> list[tuple[str, str]]:
    """Hands them in, works, and returns what became of each."""
    for raw in mails:
        office.imap.deliver(raw, at)
        office.tick(at)
    return office.mails()


def names(office: FaultyOffice) -> list[str]:
    """Who is confirmed."""
    with office.desk.database.transaction() as session:
        found = queries.all_registrations(session, office.desk.events[0].id)
    return [attendee.name for registration in found if registration.status.value == "confirmed" for attendee in registration.present]


def to_people(office: FaultyOffice) -> list[str]:
    """Addresses outside the office that got letters."""
    return [recipient for recipient, _ in office.sent() if recipient != "erika.muster@stadt.example"]


def our_message_id(office: FaultyOffice) -> str:
    return office.smtp.letters[0].message.decode().partition("Message-ID: ")[2].partition("\r\n")[0]


def test_a_message_id_that_is_used_again_hides_no_mail(faulty: FaultyOffice) -> None:
    other = SIGN_UP.replace("Aylin Kaya", "Murat Demir")
    outcomes = received(faulty, mail(headers="Message-ID: <1@x.example>\n"), mail(other, "Murat Demir <demir@verein.example>", "Message-ID: <1@x.example>\n"))
    assert (len(outcomes), "pending" in dict(outcomes), outcomes[1][1] in {"confirm", "staff"}) == (2, False, True)


def test_mails_without_message_id_are_told_apart_by_their_content(faulty: FaultyOffice) -> None:
    people = [("Aylin Kaya", "kaya"), ("Murat Demir", "demir"), ("Olena Kowal", "kowal")]
    mails = [mail(SIGN_UP.replace("Aylin Kaya", name), f"{name} <{address}@{address}.example>") for name, address in people]
    assert received(faulty, mails[0], *mails) == [CONFIRMED] * 3
    assert (names(faulty), len(to_people(faulty)), b"In-Reply-To" in faulty.smtp.letters[0].message) == ([name for name, _ in people], 3, False)


def test_a_mail_that_staff_have_opened_first_is_handled_like_any_other(faulty: FaultyOffice) -> None:
    faulty.imap.deliver(mail(), NOW)
    with IMAPClient("127.0.0.1", faulty.imap.port, ssl=False) as colleague:
        colleague.plain_login("office", "Grüße")
        colleague.select_folder("INBOX")
        colleague.add_flags([1], [rb"\Seen"])
    faulty.tick()
    assert faulty.mails() == [CONFIRMED]


def test_after_three_weeks_every_mail_is_handled_by_its_time_of_receipt(faulty: FaultyOffice) -> None:
    closes_at = faulty.desk.events[0].closes_at
    faulty.imap.deliver(mail(), closes_at - timedelta(seconds=1))
    faulty.imap.deliver(mail(SIGN_UP.replace("Aylin Kaya", "Murat Demir"), "Murat Demir <demir@verein.example>"), closes_at)
    faulty.tick(closes_at + timedelta(days=3))
    assert (faulty.mails(), names(faulty)) == ([CONFIRMED, ("handled", "late")], ["Aylin Kaya"])


def test_a_mail_of_thousands_of_parts_goes_to_staff_and_the_next_is_handled(faulty: FaultyOffice) -> None:
    deadly = "From: a@b.example\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(3000))
    assert received(faulty, deadly.encode(), mail()) == [("handled", "staff"), CONFIRMED]


@pytest.mark.parametrize("charset", ["", "; charset=us-ascii", "; charset=utf-8", "; charset=x-unknown", "; charset=ansi_x3.110-1983"])
def test_umlauts_survive_a_wrong_or_missing_charset(faulty: FaultyOffice, charset: str) -> None:
    text = SIGN_UP.replace("Aylin Kaya", "Jürgen Müller").replace("\n", "\r\n").encode("windows-1252")
    head = f"From: juergen@verein.example\r\nSubject: Anmeldung\r\nContent-Type: text/plain{charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    assert (received(faulty, head + text), names(faulty)) == ([CONFIRMED], ["Jürgen Müller"])


def test_an_autoresponder_that_changes_its_address_gets_a_few_answers_at_most(faulty: FaultyOffice) -> None:
    for turn in range(50):
        faulty.imap.deliver(mail("Vielen Dank für Ihre Nachricht, wir melden uns zum Fachtag.\n", f"crm+{turn}@firma.example", subject=f"Vorgang {turn}"), NOW)
    faulty.tick()
    assert (len(faulty.mails()), len(to_people(faulty)) <= 30) == (50, True)


@pytest.mark.parametrize("headers", ["Auto-Submitted: auto-replied\n", "Auto-Submitted: auto-replied; owner-email=x\n", "PRECEDENCE: auto_reply\n", "X-Autoreply: yes\n"])
def test_an_absence_note_of_a_deputy_changes_nothing(faulty: FaultyOffice, headers: str) -> None:
    received(faulty, mail())
    headers += f"References: {our_message_id(faulty)}\n"
    note = mail("Ich bin nicht im Haus. Bitte melden Sie sich ab Montag an meine Vertretung.\n", "vertretung@verein.example", headers, "AW: Ihre Anmeldung ist bestätigt [Anmeldung 1001]")
    assert (received(faulty, note)[1], to_people(faulty), names(faulty)) == (("handled", "ignore"), ["kaya@verein.example"], ["Aylin Kaya"])


def report(inner: str, kind: str = "delivery-status", status: str = "") -> bytes:
    headers = f'Return-Path: <>\nContent-Type: multipart/report; report-type={kind}; boundary="b"\n'
    parts = f"--b\nContent-Type: text/plain\n\nDelivery report\n--b\nContent-Type: message/{kind}\n\n{status}\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    return mail(parts, "MAILER-DAEMON@mx.verein.example", headers, "Undelivered Mail Returned to Sender")


def test_a_report_that_returns_our_letter_registers_nobody_and_is_shown_to_staff(faulty: FaultyOffice) -> None:
    received(faulty, mail())
    letter = faulty.smtp.letters[0].message.decode().replace("\r\n", "\n")
    status = "Reporting-MTA: dns; mx.verein.example\n\nFinal-Recipient: rfc822; kaya@verein.example\nAction: failed\nStatus: 5.1.1\n"
    received(faulty, report(letter, status=status))
    assert (names(faulty), to_people(faulty), faulty.letters()[0][0]) == (["Aylin Kaya"], ["kaya@verein.example"], "failed")


@pytest.mark.parametrize(("kind", "status"), [
    ("delivery-status", "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; kaya@verein.example\nAction: delayed\nStatus: 4.2.2\n"),
    ("disposition-notification", "Final-Recipient: rfc822; kaya@verein.example\nDisposition: automatic-action/MDN-sent-automatically; displayed\n"),
    ("feedback-report", "Feedback-Type: abuse\nUser-Agent: x\n"),
])
def test_a_delay_a_receipt_and_a_complaint_are_no_bounces(faulty: FaultyOffice, kind: str, status: str) -> None:
    received(faulty, mail())
    received(faulty, report(faulty.smtp.letters[0].message.decode().replace("\r\n", "\n"), kind, status))
    assert (faulty.letters()[0][0], to_people(faulty), names(faulty)) == ("sent", ["kaya@verein.example"], ["Aylin Kaya"])


def test_a_forged_report_about_a_letter_that_was_never_ours_blocks_nobody(faulty: FaultyOffice) -> None:
    status = "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; kaya@verein.example\nAction: failed\nStatus: 5.1.1\n"
    received(faulty, report("Message-ID: <forged@boese.example>\nTo: kaya@verein.example\n\nx\n", status=status), mail())
    assert (faulty.mails()[1], to_people(faulty)) == (CONFIRMED, ["kaya@verein.example"])


def test_text_around_a_picture_is_read_as_one(faulty: FaultyOffice) -> None:
    picture = "--b\nContent-Type: image/png\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    first = "--b\nContent-Type: text/plain; charset=utf-8\n\nGuten Tag,\n\nhiermit melde ich mich zum Fachtag an.\n"
    last = "--b\nContent-Type: text/plain; charset=utf-8\n\nMit freundlichen Grüßen\nAylin Kaya\nKulturverein Brücke e.V.\n--b--\n"
    assert (received(faulty, mail(first + picture + last, headers='Content-Type: multipart/mixed; boundary="b"\n')), names(faulty)) == ([CONFIRMED], ["Aylin Kaya"])


def test_whoever_stands_in_an_attached_mail_is_not_registered(faulty: FaultyOffice) -> None:
    attached = "--b\nContent-Type: message/rfc822\n\nFrom: fremd@x.example\nSubject: x\n\nIch melde mich an.\n\nHasan Fremd\n--b--\n"
    first = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{SIGN_UP}"
    received(faulty, mail(first + attached, headers='Content-Type: multipart/mixed; boundary="b"\n'))
    assert names(faulty) == ["Aylin Kaya"]


@pytest.mark.parametrize(("sender", "headers"), [
    (KAYA, "Authentication-Results: mx.stadt.example; dmarc=fail\nAuthentication-Results: mx.boese.example; dmarc=pass\n"),
    ("Somebody <somebody@boese.example>", "Authentication-Results: mx.stadt.example; dmarc=pass\n"),
])
def test_nobody_else_cancels_a_registration_even_with_its_number(faulty: FaultyOffice, sender: str, headers: str) -> None:
    received(faulty, mail())
    headers += f"In-Reply-To: {our_message_id(faulty)}\n"
    cancelling = mail("Guten Tag,\n\nleider muss ich absagen.\n\nAylin Kaya\n", sender, headers, "Re: Ihre Anmeldung ist bestätigt [Anmeldung 1001]")
    assert (received(faulty, cancelling)[1], names(faulty)) == (("handled", "staff"), ["Aylin Kaya"])


@pytest.mark.parametrize(("headers", "body"), [
    ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n", "MIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\n"),
    ("Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n", "eJ8+IgAQAQaQCAAEAAAAAAABAAEAAQ==\n"),
    ("Content-Type: image/jpeg; name=flyer.jpg\nContent-Disposition: attachment; filename=flyer.jpg\nContent-Transfer-Encoding: base64\n", "/9j/4AAQSkZJRgABAQ==\n"),
    ('Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"\n',
     "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n"),
])
def test_what_cannot_be_looked_into_goes_to_staff(faulty: FaultyOffice, headers: str, body: str) -> None:
    assert (received(faulty, mail(body, headers=headers)), names(faulty)) == ([("handled", "staff")], [])


def test_our_own_letter_that_comes_back_is_not_answered(faulty: FaultyOffice) -> None:
    received(faulty, mail())
    received(faulty, faulty.smtp.letters[0].message)
    assert (to_people(faulty), names(faulty)) == (["kaya@verein.example"], ["Aylin Kaya"])


def test_twenty_thousand_references_hold_nothing_up(faulty: FaultyOffice) -> None:
    references = "References: " + "\n ".join(f"<{number}@x.example>" for number in range(20_000)) + "\n"
    outcomes = received(faulty, mail(headers=references), mail(SIGN_UP.replace("Aylin Kaya", "Murat Demir"), "Murat Demir <demir@verein.example>"))
    assert (outcomes[0][0], outcomes[1]) == ("handled", CONFIRMED)


@pytest.mark.parametrize("headers", ["Date: Mo, 2. Dez 2024 10:00 MEZ\n", "Date: Fri, 31 Dec 9999 23:59:59 +0000\n", "Date: gestern\n", "To: undisclosed-recipients:;\n"])
def test_headers_that_nobody_can_read_do_not_matter(faulty: FaultyOffice, headers: str) -> None:
    assert received(faulty, mail(headers=headers)) == [CONFIRMED]


def test_two_senders_are_never_registered_by_themselves(faulty: FaultyOffice) -> None:
    assert received(faulty, mail(headers="From: Other <other@x.example>\n")) == [("handled", "staff")]


def test_no_sign_that_a_database_or_a_log_refuses_stops_a_mail(faulty: FaultyOffice) -> None:
    raw = mail(SIGN_UP + "\x00\x1b[31m", subject="Anmeldung\x00 \udcb5".encode("utf-8", "surrogateescape").decode("latin-1"))
    received(faulty, raw)
    with faulty.desk.database.transaction() as session:
        row = session.exec(select(InboundMailRow)).one()
    assert (row.status, "\x00" in row.subject, row.raw == raw) == ("handled", False, True)
