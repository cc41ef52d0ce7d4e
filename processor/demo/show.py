"""The demo: the real worker on a mail server in the process, through the weeks to the event, with a fast clock."""

import os
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import partial
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from processor import worker
from processor.config import Config, Server, SmtpServer, load
from processor.demo.imap_server import DemoImapServer
from processor.demo.smtp_server import DemoSmtpServer, SentLetter
from processor.domain.decision import NoticeKind
from processor.letters import lists
from processor.steps import rounds
from processor.steps.desk import Desk
from processor.steps.handling import Handled
from processor.steps.journal import write_journal
from processor.storage import outbox, queries, schedule
from processor.storage.database import open_database

WORDS = {
    "confirm": "[green]confirmed[/]", "ask": "[yellow]asked back[/]", "change": "[green]changed[/]", "cancel": "[green]cancelled[/]",
    "staff": "[cyan]for staff[/]", "late": "[red]too late[/]", "ignore": "not answered",
}
# Number, name, organisation, telephone and standing.
SHOWN = (0, 1, 2, 3, 7)
WAITING = "[yellow]on the waiting list[/]"


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail of the demo inbox; `answers` counts mails from 1, 0 for none."""

    received_at: datetime
    sender: str
    subject: str
    text: str
    answers: int
    headers: dict[str, str]


def show_demo(out: Path) -> int:
    """Runs the demo and leaves letters and `index.html` in `out`; what an earlier demo left there is replaced."""
    if out.exists() and not (out / "demo.db").exists() and any(out.iterdir()):
        print(f"{out} holds other files; name another folder with --out.")
        return 2
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    console = Console()
    os.environ["PROCESSOR_DEMO_PASSWORD"] = "demo"
    with DemoImapServer({"office": "demo"}) as imap, DemoSmtpServer() as smtp:
        config = _config(out, imap.port, smtp.port)
        desk = Desk(config, open_database(config.database_url))
        _play(console, desk, imap, smtp)
        _show_list(console, desk)
        _write_letters(out, [letter.message for letter in smtp.letters])
        write_journal(desk, out)
    console.print(f"\n{len(smtp.letters)} letters were sent; look at them: [bold]{out / 'index.html'}[/]")
    _print(console, f"The books are open too: list, status, show 1003, show m7 or show b1, each with --config {out / 'config.toml'}")
    return 0


def _config(out: Path, imap_port: int, smtp_port: int) -> Config:
    path = out / "config.toml"
    path.write_text(files("processor.demo").joinpath("config.toml").read_text(encoding="utf-8"), encoding="utf-8")
    config = load(path)
    mailbox = replace(
        config.mailbox, imap=Server("127.0.0.1", imap_port, "none"),
        smtp=SmtpServer("127.0.0.1", smtp_port, "none", None, config.mailbox.smtp.per_minute),
    )
    return replace(config, mailbox=mailbox)


def _play(console: Console, desk: Desk, imap: DemoImapServer, smtp: DemoSmtpServer) -> None:
    inbox = _inbox(desk)
    waiting = list(enumerate(inbox, 1))
    ids: dict[int, str] = {}
    rounds.open_desk(desk, inbox[0].received_at)
    console.print(f"[bold]{desk.config.events[0].title}[/]\n{desk.mailbox.address}\n")
    for moment in _moments(desk, inbox):
        while waiting and waiting[0][1].received_at <= moment:
            number, mail = waiting.pop(0)
            imap.deliver(_message(mail, desk, smtp, ids, number), mail.received_at)
        before = len(smtp.letters)
        worker.tick(desk, partial(_show_mail, console, desk, moment), partial(_same, moment))
        for letter in smtp.letters[before:]:
            _show_letter(console, desk, moment, letter)


def _same(moment: datetime) -> datetime:
    """The fast clock stands still during a round."""
    return moment


def _inbox(desk: Desk) -> list[DemoMail]:
    data = tomllib.loads(files("processor.demo").joinpath("inbox.toml").read_text(encoding="utf-8"))
    return [
        DemoMail(mail["received"].replace(tzinfo=desk.zone), mail["from"], mail["subject"], mail["text"].strip() + "\n", mail.get("answers", 0), mail.get("headers", {}))
        for mail in data["mails"]
    ]


def _moments(desk: Desk, inbox: Sequence[DemoMail]) -> Iterator[datetime]:
    """Arrivals, due dates and summaries in their order, until the event is over."""
    end = desk.config.events[0].ends_at
    now = inbox[0].received_at - timedelta(seconds=1)
    while True:
        with desk.database.transaction() as session:
            due = schedule.next_due_at(session, desk.mailbox.address, now)
        coming = [moment for moment in (*(mail.received_at for mail in inbox), due, rounds.next_summary_at(desk, now)) if moment and now < moment <= end]
        if not coming:
            return
        now = min(coming)
        yield now


def _message(mail: DemoMail, desk: Desk, smtp: DemoSmtpServer, ids: dict[int, str], number: int) -> bytes:
    """The mail as a mail program would send it; an answer refers to the letter that we really sent."""
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = desk.mailbox.address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.received_at)
    ids[number] = f"<demo-{number}@{parseaddr(mail.sender)[1].rpartition('@')[2]}>"
    message["Message-ID"] = ids[number]
    for name, value in mail.headers.items():
        message[name] = value
    text = mail.text
    if mail.answers:
        letter = _our_letter(smtp, ids[mail.answers])
        if letter is not None:
            message["In-Reply-To"] = str(letter["Message-ID"])
            body = letter.get_body(("plain",))
            quoted = "".join(f"> {line}\n" for line in str(body.get_content() if body else "").splitlines())
            text += f"\nAm {mail.received_at:%d.%m.%Y} um {mail.received_at:%H:%M} schrieb {desk.office.name} <{desk.mailbox.address}>:\n{quoted}"
    message.set_content(text)
    return message.as_bytes(policy=policy.SMTP)


def _our_letter(smtp: DemoSmtpServer, answered: str) -> EmailMessage | None:
    for letter in smtp.letters:
        message = message_from_bytes(letter.message, policy=policy.default)
        if answered == message["In-Reply-To"]:
            return message
    return None


def _show_mail(console: Console, desk: Desk, at: datetime, handled: Handled) -> None:
    word = WORDS.get(handled.outcome.value if handled.outcome else "", "[red]failed[/]")
    with desk.database.transaction() as session:
        if any(letter.kind == NoticeKind.WAITLISTED for letter in outbox.letters_about(session, inbound_id=handled.inbound_id)):
            word = WAITING
    _print(console, f"[bold]{_clock(desk, at)}  {escape(handled.sender)}: «{escape(handled.subject)}»[/] {word}")
    if handled.why:
        _print(console, f"              [cyan]{escape(handled.why)}[/]")


def _show_letter(console: Console, desk: Desk, at: datetime, letter: SentLetter) -> None:
    subject = str(message_from_bytes(letter.message, policy=policy.default)["Subject"])
    _print(console, f"[dim]{_clock(desk, at)}    → {letter.recipients[0]}: {escape(subject)}[/]")


def _print(console: Console, line: str) -> None:
    """One line, however narrow the terminal, so that it can be searched in a log."""
    console.print(line, highlight=False, soft_wrap=True)


def _clock(desk: Desk, at: datetime) -> str:
    return f"{at.astimezone(desk.zone):%d.%m. %H:%M}"


def _show_list(console: Console, desk: Desk) -> None:
    event = desk.config.events[0]
    with desk.database.transaction() as session:
        registrations = queries.all_registrations(session, event.id)
    table = Table(*(lists.ENGLISH.head[column] for column in SHOWN), title="\nThe list on the day of the event", min_width=min(console.width, 80))
    for row in lists.rows(event, registrations, lists.ENGLISH):
        table.add_row(*(row[column] for column in SHOWN))
    console.print(table)


def _write_letters(out: Path, letters: Sequence[bytes]) -> None:
    (out / "sent").mkdir()
    for number, raw in enumerate(letters, 1):
        (out / "sent" / f"{number:04d}.eml").write_bytes(raw)
