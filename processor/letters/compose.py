"""Makes a message of a notice: subject, text, HTML, calendar entry, files, and the headers of an automatic answer."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.utils import format_datetime

from processor.domain.decision import Notice
from processor.domain.mail import Address, Attachment
from processor.domain.numbering import token
from processor.domain.office import Office
from processor.letters import environment
from processor.letters.calendar import write_entry
from processor.letters.facts import LetterFacts
from processor.letters.language import Language, without_isolates
from processor.letters.markdown import to_html, to_text
from processor.letters.values import values_of

GERMAN = "de"


class Undeliverable(Exception):
    """A letter cannot be addressed; the message is a sentence for staff."""


def compose(notice: Notice, facts: LetterFacts) -> EmailMessage:
    """The letter; raises Undeliverable where the address cannot be written to."""
    versions = _versions(notice, facts)
    subject = versions[0][1]
    if notice.registration and notice.registration.number:
        subject = f"{subject} {token(notice.registration.number)}"
    message = new_message(facts.office, notice.to, subject, facts.message_id, facts.now)
    message["Auto-Submitted"] = "auto-replied" if facts.reply_to else "auto-generated"
    if facts.reply_to and facts.reply_to.message_id:
        message["In-Reply-To"] = f"<{facts.reply_to.message_id}>"
        message["References"] = " ".join(f"<{identity}>" for identity in (*facts.reply_to.references[-10:], facts.reply_to.message_id))
    set_body(message, subject, [(language, markdown) for language, _, markdown in versions])
    _attach_entry(message, notice.to, facts)
    attach_files(message, facts.attachments)
    return message


def set_body(message: EmailMessage, subject: str, versions: Sequence[tuple[Language, str]]) -> None:
    """The same as plain text and as HTML; where there are several versions, below each other."""
    message.set_content("\n".join(to_text(markdown) for _, markdown in versions))
    message.add_alternative(to_html(versions, subject), subtype="html")


def split_subject(rendered: str) -> tuple[str, str]:
    """The subject of a template's first line ('Subject: …') and the rest; the subject is plain text in one line."""
    first, _, rest = rendered.strip().partition("\n")
    return " ".join(without_isolates(to_text(first.removeprefix("Subject:"))).split()), rest.strip()


def new_message(office: Office, to: Address, subject: str, message_id: str, now: datetime) -> EmailMessage:
    """A message with the headers that all our letters carry (RFC 3834, section 3)."""
    message = EmailMessage()
    message["From"] = _header_address(Address(office.address, office.name))
    message["To"] = _header_address(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{message_id}>"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Registration-Processor"] = office.address
    return message


def _versions(notice: Notice, facts: LetterFacts) -> list[tuple[Language, str, str]]:
    """Language, subject and Markdown: in the recipient's language and, where the office wants it, in German below."""
    template = f"{notice.kind.value}.md"
    code = environment.language_of(template, notice.language, facts.office.languages)
    codes = [code, GERMAN] if facts.office.german_below and code != GERMAN else [code]
    languages = [Language(code) for code in codes]
    return [(language, *split_subject(environment.render(template, language.code, values_of(notice, facts, language)))) for language in languages]


def _header_address(address: Address) -> HeaderAddress:
    local, _, domain = address.email.rpartition("@")
    try:
        return HeaderAddress(" ".join(address.name.split())[:75], local, domain.encode("idna").decode("ascii"))
    except (ValueError, UnicodeError, IndexError) as error:
        raise Undeliverable(f"An die Adresse {address.email} kann kein Brief geschickt werden.") from error


def _attach_entry(message: EmailMessage, to: Address, facts: LetterFacts) -> None:
    """As one form of the letter, which Outlook shows as an appointment (RFC 6047, section 2.4), and as a file for programs that don't."""
    if facts.entry is None:
        return
    content = write_entry(facts.entry, facts.office, to, facts.now)
    message.add_alternative(content, maintype="text", subtype="calendar", params={"method": facts.entry.entry.method, "charset": "utf-8"})
    message.add_attachment(content, maintype="application", subtype="ics", filename="termin.ics")


def attach_files(message: EmailMessage, attachments: Sequence[Attachment]) -> None:
    """Adds files; their names are safe already."""
    for attachment in attachments:
        maintype, _, subtype = attachment.content_type.partition("/")
        message.add_attachment(attachment.payload, maintype=maintype, subtype=subtype, filename=attachment.name)
