"""Odd messages, and what must never happen with any."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from processor.domain.mail import MailKind, SenderVerdict, Zone
from processor.mime.parser import UnreadableMail, parse, received_at

ODD = Path(__file__).parent / "odd"
EXPECTED = json.loads((ODD / "expected.json").read_text(encoding="utf-8"))
NOW = datetime(2024, 12, 1, 9, tzinfo=UTC)
# Hundreds of nested parts are refused before any parser sees them, and an empty mail is no mail; both are left to staff.
REFUSED = {"49-empty-mail", "52-nesting-1000", "53-nesting-rfc822-x500"}


@pytest.mark.parametrize("path", sorted(ODD.glob("*.eml")), ids=lambda path: path.stem)
def test_an_odd_message_keeps_its_text_or_is_refused_with_a_reason(path: Path) -> None:
    if path.stem in REFUSED:
        with pytest.raises(UnreadableMail, match=r"Teilen|leer"):
            parse(path.read_bytes(), NOW)
        return
    mail = parse(path.read_bytes(), NOW)
    assert (EXPECTED[path.stem]["text"] or "") in f"{mail.new_text}\n{mail.quoted_text}"


def too_large_to_keep() -> dict[str, bytes]:
    """The odd messages of more than 200 kB, made anew."""
    head, text = b"From: Aylin Kaya <kaya@verein.example>\r\nMIME-Version: 1.0\r\n", "Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n".encode()
    mixed = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return {
        "46 header of 1 MB": head + b"X-Long: " + b"a" * 1_000_000 + b"\r\n" + text,
        "47 20,000 headers": head + b"X-A: b\r\n" * 20_000 + text,
        "48 10,000 recipients": head + b"To: " + b",\r\n ".join(b"a%d@stadt.example" % number for number in range(10_000)) + b"\r\n" + text,
        "54 10,000 tiny parts": head + mixed + b"--b\r\n" + text + b"--b\r\nContent-Type: text/plain\r\n\r\na\r\n" * 10_000 + b"--b--\r\n",
        "55 attachment of 20 MB": head + mixed + b"--b\r\n" + text + b"--b\r\nContent-Type: application/pdf\r\n\r\n" + b"a" * 20_000_000 + b"\r\n--b--\r\n",
        "59 50,000 encoded words begun": head + b"Subject: " + b"=?" * 50_000 + b"\r\n" + text,
    }


LARGE = {
    "46 header of 1 MB": "Der Kopf der Mail ist ungewöhnlich groß.",
    "47 20,000 headers": "Der Kopf der Mail ist ungewöhnlich groß.",
    "48 10,000 recipients": "Der Kopf der Mail ist ungewöhnlich groß.",
    "54 10,000 tiny parts": "Die Mail besteht aus ungewöhnlich vielen Teilen.",
    "55 attachment of 20 MB": "Grüße",
    "59 50,000 encoded words begun": "Der Kopf der Mail enthält ungewöhnlich viele kodierte Wörter.",
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_odd_message_keeps_its_text_or_is_refused_with_a_reason_at_once(name: str) -> None:
    start = time.perf_counter()
    try:
        found = parse(too_large_to_keep()[name], NOW).new_text.strip()
    except UnreadableMail as reason:
        found = str(reason)
    assert (found, time.perf_counter() - start < 10) == (LARGE[name], True)


def test_an_answer_of_a_notes_calendar_is_told_by_its_header() -> None:
    assert parse(message("X-Notes-Item: Accept; name=$NoticeType\r\n"), NOW).kind is MailKind.CALENDAR_REPLY


def test_a_french_absence_note_is_automatic() -> None:
    assert parse(message("", "Je serai absent du bureau jusqu'au 14 juillet."), NOW).kind is MailKind.AUTO_REPLY


def message(headers: str, body: str = "Ich komme gern.") -> bytes:
    return f"From: Aylin Kaya <kaya@verein.example>\r\nSubject: Anmeldung\r\n{headers}\r\n{body}\r\n".encode()


@pytest.mark.parametrize("value", ["no", "  No  ", "no (von Hand)"])
def test_auto_submitted_no_is_a_person(value: str) -> None:
    assert parse(message(f"Auto-Submitted: {value}\r\n"), NOW).kind is MailKind.PERSON


def test_auto_submitted_with_a_parameter_is_automatic() -> None:
    assert parse(message('Auto-Submitted: auto-replied; owner-email="x@y.example"\r\n'), NOW).kind is MailKind.AUTO_REPLY


def test_header_names_and_values_count_in_any_case() -> None:
    assert parse(message("PRECEDENCE: Bulk\r\n"), NOW).may_be_answered is False


def test_exchange_adds_a_suppress_header_to_mails_of_people() -> None:
    mail = parse(message("X-Auto-Response-Suppress: All\r\n"), NOW)
    assert (mail.kind, mail.may_be_answered) == (MailKind.PERSON, True)


def test_only_the_verdict_of_our_own_server_counts() -> None:
    headers = "Authentication-Results: mx.stadt.example; dmarc=fail\r\nAuthentication-Results: mx.boese.example; dmarc=pass\r\n"
    assert parse(message(headers), NOW, authserv_id="mx.stadt.example").verdict is SenderVerdict.FAIL


def test_text_of_an_attached_mail_is_not_the_writers() -> None:
    raw = (ODD / "25-message-rfc822-attached.eml").read_bytes()
    assert "99 Personen" not in parse(raw, NOW).new_text


def test_an_unquoted_comma_does_not_cut_a_name() -> None:
    raw = b"From: M\xc3\xbcller, Anna <anna@verein.example>\r\nSubject: x\r\n\r\nHallo\r\n"
    sender = parse(raw, NOW).sender
    assert sender is not None
    assert (sender.name, sender.email) == ("Müller, Anna", "anna@verein.example")


def test_the_topmost_received_header_says_when_we_received_it() -> None:
    raw = message("Received: from a by b; Mon, 02 Dec 2024 10:00:00 +0100\r\nReceived: from c by a; Sun, 01 Dec 2024 10:00:00 +0100\r\n")
    assert received_at(raw) == datetime(2024, 12, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "body", ["On " * 20_000, "Am " * 20_000, "a" * 100_000, "Von: x\r\n" * 20_000, "> a\r\n" * 20_000, "<!--" * 50_000], ids=["on", "am", "a", "von", "gt", "comment"])
def test_no_text_can_stall_the_parser(body: str) -> None:
    start = time.perf_counter()
    parse(message("", body), NOW)
    parse(message("Content-Type: text/html\r\n", body), NOW)
    assert time.perf_counter() - start < 5


def test_a_first_line_that_closes_elsewhere_greets() -> None:
    text = "İyi akşamlar,\r\nben ve eşim Jo Stern ile birlikte toplantıya katılmak istiyoruz.\r\nSaygılar\r\nLea Adler"
    mail = parse(f"From: Lea Adler <lea.adler@post.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode(), NOW)
    assert [line.zone for line in mail.lines] == [Zone.NEW, Zone.NEW, Zone.SIGNATURE, Zone.SIGNATURE]


def test_tabs_between_the_words_of_an_html_line_part_columns_and_those_that_indent_it_do_not() -> None:
    mail = parse(message("Content-Type: text/html\r\n", "<div>Name\tVorname</div><div>\n\t\tAdler \t Lea\n\t</div><div>\tbis\n\tbald</div>"), NOW)
    assert [line.text for line in mail.lines if line.text] == ["Name\tVorname", "Adler\tLea", "bis bald"]
