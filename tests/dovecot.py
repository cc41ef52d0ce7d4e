"""A Dovecot of Debian's package, without root's rights, on free high ports; `dovecot` gives each test an empty inbox."""

import grp
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from imapclient import IMAPClient

PASSWORD = "Grüße-vom-Amt"
# Debian's dovecot-imapd installs into /usr/sbin, which is not on every user's path.
SEARCH_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{home}/server.pem
ssl_key = <{home}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 0
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 100
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server: `port` speaks plain text and STARTTLS, `tls_port` TLS; any user exists, with PASSWORD."""

    home: Path
    port: int
    tls_port: int
    ca_file: Path


@dataclass(frozen=True)
class DovecotInbox:
    """The mailbox of one user."""

    server: Dovecot
    user: str

    @property
    def password(self) -> str:
        """The user's password."""
        return PASSWORD

    def deliver(self, raw: bytes, received_at: datetime, folder: str = "INBOX") -> int:
        """Puts a mail into a folder with this time of receipt and returns its UID."""
        return self.deliver_all([raw], received_at, folder)[0]

    def deliver_all(self, raws: list[bytes], received_at: datetime, folder: str = "INBOX") -> list[int]:
        """Puts many mails into a folder and returns their UIDs."""
        with self.client() as client:
            answers = [client.append(folder, raw, msg_time=received_at) for raw in raws]
        return [int(answer.decode().partition("APPENDUID")[2].partition("]")[0].split()[1]) for answer in answers]

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The mails of a folder, oldest first; empty where there is no such folder."""
        with self.client() as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            rows = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [rows[uid][b"BODY[]"] for uid in sorted(rows)]

    def client(self) -> IMAPClient:
        """A logged-in client beside the tested one, as a colleague uses it."""
        client = IMAPClient("127.0.0.1", self.server.port, ssl=False)
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.plain_login(self.user, PASSWORD)
        return client


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """One server for all tests, with "/" between levels."""
    with running("/", "") as server:
        yield server


@pytest.fixture(scope="session")
def dotted_dovecot_server() -> Iterator[Dovecot]:
    """A server that keeps all folders below "INBOX." as many providers do."""
    with running(".", "INBOX.") as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> DovecotInbox:
    """An empty mailbox."""
    return DovecotInbox(dovecot_server, f"user{secrets.token_hex(6)}")


@pytest.fixture
def dotted_dovecot(dotted_dovecot_server: Dovecot) -> DovecotInbox:
    """An empty mailbox on the server with "INBOX."."""
    return DovecotInbox(dotted_dovecot_server, f"user{secrets.token_hex(6)}")


@contextmanager
def running(separator: str, prefix: str) -> Iterator[Dovecot]:
    """A server with this sign between the levels of folders, and this prefix before each."""
    program = shutil.which("dovecot", path=SEARCH_PATH)
    if program is None:
        pytest.skip("Dovecot is not installed: apt-get install dovecot-imapd")
    # Dovecot refuses to serve mail as root; a directory of pytest's own is closed to other users.
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        server = _written(home, account, separator, prefix)
        process = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")], **_identity(account))
        try:
            _wait_for(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _written(home: Path, account: pwd.struct_passwd, separator: str, prefix: str) -> Dovecot:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(home / "ca.pem")
    certificate.private_key_pem.write_to_path(home / "server.key")
    for blob in certificate.cert_chain_pems:
        blob.write_to_path(home / "server.pem", append=True)
    server = Dovecot(home, free_port(), free_port(), home / "ca.pem")
    text = CONFIGURATION.format(
        home=home, user=account.pw_name, group=grp.getgrgid(account.pw_gid).gr_name, separator=separator, prefix=prefix,
        password=PASSWORD, port=server.port, tls_port=server.tls_port,
    )
    (home / "dovecot.conf").write_text(text, encoding="utf-8")
    for name in ("run", "state", "mail"):
        (home / name).mkdir()
    if os.geteuid() == 0:
        for path in (home, *home.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
    return server


def _identity(account: pwd.struct_passwd) -> dict[str, Any]:
    """As whom the server runs."""
    if os.geteuid() != 0:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as probe:
                if probe.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.02)
    log = server.home / "log"
    pytest.fail("Dovecot does not start: " + (log.read_text(encoding="utf-8") if log.exists() else "no log"))
