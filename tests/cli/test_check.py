"""`processor check` against real servers with something wrong: one line each, what it is and what to do."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from processor.cli import main
from processor.demo.smtp_server import DemoSmtpServer
from processor.letters import environment
from tests.dovecot import PASSWORD, DovecotInbox, free_port
from tests.smtp_sink import SmtpSink
from tests.steps.processes import live_office


@dataclass(frozen=True)
class Checked:
    """A configuration that can be spoilt before it is checked."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def lines(self, *spoilt: tuple[str, str]) -> list[str]:
        """What is said, without what is well; ports are written as N."""
        text = self.path.read_text(encoding="utf-8")
        for old, new in spoilt:
            assert old in text
            text = text.replace(old, new)
        self.path.write_text(text, encoding="utf-8")
        exit_status = main(["check", "--config", str(self.path)])
        said = self.capsys.readouterr().out.splitlines()
        wrong = [re.sub(r":\d{4,5}\b", ":N", line) for line in said if not line.startswith("ok ")]
        assert (len(said), exit_status) == (5, 1 if wrong else 0)
        return wrong


@pytest.fixture
def checked(tmp_path: Path, dovecot: DovecotInbox, smtp_sink: SmtpSink, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Checked:
    """A configuration in which nothing is wrong."""
    monkeypatch.setenv("PROCESSOR_TEST_PASSWORD", PASSWORD)
    return Checked(live_office(tmp_path, dovecot, smtp_sink).config, capsys)


def imap(dovecot: DovecotInbox) -> str:
    return f'imap = {{ host = "127.0.0.1", port = {dovecot.server.port}, security = "none" }}'


def tls(host: str, port: int, more: str = "") -> str:
    return f'imap = {{ host = "{host}", port = {port}, security = "tls"{more} }}'


def test_nothing_is_said_where_nothing_is_wrong(checked: Checked) -> None:
    assert checked.lines() == []


def test_what_is_well_is_said_as_it_was_found(checked: Checked, dovecot: DovecotInbox) -> None:
    main(["check", "--config", str(checked.path)])
    assert checked.capsys.readouterr().out.splitlines() == [
        "ok    configuration: 1 event(s)",
        f"ok    database: the file {checked.path.parent}/registrations.db can be written",
        f"ok    mailbox: login as {dovecot.user} works; folders INBOX (0 mails), Anmeldung/Verarbeitet (0 mails), Anmeldung/Prüfen (0 mails)",
        "ok    sending: the server answers and asks for no login; at most 1000 letters a minute",
        "ok    letters: every letter can be written in every language",
    ]


@pytest.mark.parametrize(("password", "said"), [
    (PASSWORD, "ok    sending: login as {user} works; at most 1000 letters a minute"),
    ("ein anderes", "WRONG sending: 127.0.0.1 refuses user {user}: 535 5.7.8 wrong user or password. Check user and password."),
])
def test_the_login_for_sending_is_tried_where_the_server_asks_for_one(checked: Checked, dovecot: DovecotInbox, smtp_sink: SmtpSink, password: str, said: str) -> None:
    with DemoSmtpServer(users={dovecot.user: password}) as server:
        checked.lines((f"port = {smtp_sink.port}", f"port = {server.port}"))
        main(["check", "--config", str(checked.path)])
    assert checked.capsys.readouterr().out.splitlines()[3] == said.format(user=dovecot.user)


def test_a_wrong_password(checked: Checked, dovecot: DovecotInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCESSOR_TEST_PASSWORD", "falsch-und-geheim")
    assert checked.lines() == [f"WRONG mailbox: 127.0.0.1 refuses user {dovecot.user}: check user and password."]


def test_no_password(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROCESSOR_TEST_PASSWORD")
    assert checked.lines() == ["WRONG mailbox: mailbox.password: the environment variable PROCESSOR_TEST_PASSWORD is not set."]


def test_a_host_that_does_not_exist(checked: Checked, dovecot: DovecotInbox) -> None:
    assert checked.lines((imap(dovecot), tls("imap.stadt.invalid", 9930))) == [
        "WRONG mailbox: imap.stadt.invalid:N cannot be reached: there is no such host; check host, and the network."]


def test_ports_on_which_nobody_listens(checked: Checked, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    assert checked.lines((str(dovecot.server.port), str(free_port())), (str(smtp_sink.port), str(free_port()))) == [
        "WRONG mailbox: 127.0.0.1:N cannot be reached: nobody listens there; check host and port.",
        "WRONG sending: 127.0.0.1:N cannot be reached: nobody listens there; check host and port."]


def test_tls_where_none_is_spoken(checked: Checked, dovecot: DovecotInbox) -> None:
    assert checked.lines((imap(dovecot), tls("localhost", dovecot.server.port))) == [
        "WRONG mailbox: localhost:N cannot be reached: no TLS is spoken there (WRONG_VERSION_NUMBER); check port and security."]


def test_a_port_on_which_something_else_answers(checked: Checked, dovecot: DovecotInbox, smtp_sink: SmtpSink) -> None:
    imap_port, smtp_port = f"port = {dovecot.server.port}", f"port = {smtp_sink.port}"
    lines = checked.lines((imap_port, "port = 0"), (smtp_port, imap_port), ("port = 0", smtp_port))
    assert [re.sub(r"«.*»", "«…»", line) for line in lines] == [
        "WRONG mailbox: 127.0.0.1:N does not speak IMAP: it answers «…»; check port.",
        "WRONG sending: 127.0.0.1:N does not speak SMTP: it answers «…»; check port."]


def test_a_certificate_of_an_unknown_authority(checked: Checked, dovecot: DovecotInbox) -> None:
    assert checked.lines((imap(dovecot), tls("localhost", dovecot.server.tls_port))) == [
        "WRONG mailbox: The certificate of localhost:N is not trusted: unable to get local issuer certificate. Set ca_file, or the host's right name."]


def test_a_certificate_of_another_name(checked: Checked, dovecot: DovecotInbox) -> None:
    ca_file = f', ca_file = "{dovecot.server.ca_file}"'
    assert checked.lines((imap(dovecot), tls("127.0.0.1", dovecot.server.tls_port, ca_file))) == [
        "WRONG mailbox: The certificate of 127.0.0.1:N is not trusted: IP address mismatch, certificate is not valid for '127.0.0.1'."
        " Set ca_file, or the host's right name."]


def test_a_server_without_starttls(checked: Checked, smtp_sink: SmtpSink) -> None:
    assert checked.lines((f'{smtp_sink.port}, security = "none"', f'{smtp_sink.port}, security = "starttls"')) == [
        "WRONG sending: 127.0.0.1:N does not offer what is needed: STARTTLS extension not supported by server. With STARTTLS missing, use security = \"tls\"."]


def test_an_inbox_that_is_not_there(checked: Checked) -> None:
    assert checked.lines(("poll_seconds = 5", 'folders = { inbox = "Anmeldungen" }')) == [
        "WRONG mailbox: There is no folder Anmeldungen in the mailbox; check folders.inbox."]


def test_folders_that_may_not_be_made(checked: Checked, dovecot: DovecotInbox) -> None:
    dovecot.mails()
    maildir = dovecot.server.home / "mail" / dovecot.user / "Maildir"
    maildir.chmod(0o500)
    assert [re.sub(r" \[.*\)", "", line) for line in checked.lines()] == [
        'WRONG mailbox: Folder Anmeldung/Verarbeitet cannot be made: create failed:. Make it by hand, name another under folders, or write "none".']
    maildir.chmod(0o700)


def test_a_database_that_cannot_be_written(checked: Checked) -> None:
    assert checked.lines((f"sqlite:///{checked.path.parent}/registrations.db", "sqlite:////proc/registrations.db")) == [
        "WRONG database: The database sqlite:////proc/registrations.db cannot be used: unable to open database file;"
        " the folder must be there, and the file must be writable."]


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The templates as an office rewords them."""
    folder = shutil.copytree(environment.templates_folder(), tmp_path / "templates")
    monkeypatch.setattr(environment, "templates_folder", lambda: folder)
    environment._environment.cache_clear()
    yield folder
    environment._environment.cache_clear()


@pytest.mark.parametrize(("text", "reason"), [
    ("Subject: x\n\n{% if missing %}", "line 3: Unexpected end of template."),
    ("Subject: x\n\n\n{{ vorname }}", "line 4: 'vorname' is undefined"),
])
def test_a_template_that_is_wrong(checked: Checked, templates: Path, text: str, reason: str) -> None:
    (templates / "de" / "asked.md").write_text(text, encoding="utf-8")
    assert [line.startswith(f"WRONG letters: {templates}/de/asked.md, {reason}") for line in checked.lines()] == [True]


@pytest.mark.parametrize("name", ["confirmed.md", "staff/summary.md", "layout.html", "parts/greeting.md"])
def test_a_template_that_is_not_there(checked: Checked, templates: Path, name: str) -> None:
    next(path for path in (templates / "de" / name, templates / name) if path.exists()).unlink()
    assert checked.lines() == [f"WRONG letters: the template {name} is missing below {templates}; put the delivered file back."]


def test_a_letter_that_goes_out_in_german_for_want_of_a_translation(checked: Checked, templates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (templates / "en" / "reminder.md").unlink()
    checked.path.write_text(checked.path.read_text(encoding="utf-8").replace('languages = ["de"]', 'languages = ["de", "en"]'), encoding="utf-8")
    main(["check", "--config", str(checked.path)])
    assert capsys.readouterr().out.splitlines()[-1] == "ok    letters: every letter can be written; in German for want of en/reminder.md"
