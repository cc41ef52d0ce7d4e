"""Reads a configuration file; every mistake in it is reported at once, with its key."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from processor.config import spans
from processor.config.checking import Table
from processor.config.days_off import days_off
from processor.config.events import read_events, read_on_decline
from processor.config.secrets import Secret
from processor.config.settings import Config, ConfigError, Folders, Mailbox, OAuth2, Privacy, Security, Server, SmtpServer, Staff
from processor.domain.event import Event, OnDecline
from processor.domain.office import Contact, Office

LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "fr")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DATABASES = ("sqlite:///", "postgresql+psycopg://")


def load(path: Path) -> Config:
    """The settings of the file `path`; raises ConfigError with one sentence a mistake."""
    root = Table("", _parse(path), [])
    office = _office(root)
    mailbox = _mailbox(root.table("mailbox", required=True), path.parent)
    staff = _staff(root.table("staff", required=True))
    config = Config(
        path=path,
        office=Office(
            office["name"], mailbox.address, office["timezone"], office["languages"], office["contact"],
            frozenset(address.lower() for address in staff.addresses), office["german_below"],
        ),
        mailbox=mailbox,
        staff=staff,
        database_url=_database(root.table("database", required=True), path.parent),
        events=tuple(
            replace(event, days_off=_days_off(root, office["holidays"], event))
            for event in read_events(root, ZoneInfo(office["timezone"]), path.parent, office["on_decline"])
        ),
        privacy=_privacy(root.table("privacy")),
    )
    root.close()
    if root.errors:
        raise ConfigError(tuple(f"{path.name}: {error}" for error in root.errors))
    return config


def example() -> Path:
    """The file that administrators copy: in a clone beside the package, in an installed wheel inside it."""
    inside = Path(__file__).parents[1] / "config.example.toml"
    return inside if inside.is_file() else Path(__file__).parents[2] / "config.example.toml"


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError((f"{path} cannot be read ({error.strerror}); copy {example()} and fill it in, or name another file with --config.",)) from error
    except UnicodeDecodeError as error:
        raise ConfigError((f"{path} is not UTF-8; save it as UTF-8 in your editor.",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((f"{path} is not valid TOML: {error}",)) from error


def _office(root: Table) -> dict[str, Any]:
    table = root.table("office", required=True)
    zone = table.text("timezone", "Europe/Berlin")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        table.error("timezone", f"is not a time zone: {zone!r}; 'Europe/Berlin' is one")
        zone = "Europe/Berlin"
    languages = table.texts("languages") or ("de",)
    for index, language in enumerate(languages):
        if language not in LANGUAGES:
            table.error(f"languages[{index}]", f"is {language!r}; there are letters in {', '.join(LANGUAGES)}")
    contact = table.table("contact", required=True)
    person = Contact(contact.text("name", required=True), contact.text("email"), contact.text("phone"))
    contact.close()
    found = {
        "name": table.text("name", required=True), "timezone": zone, "languages": languages, "contact": person,
        "german_below": table.take("german_below", bool, False), "on_decline": read_on_decline(table, OnDecline.ASK),
        "holidays": table.text("holidays"),
    }
    table.close()
    return found


def _days_off(root: Table, region: str, event: Event) -> frozenset[date]:
    """Those of the event's year and the year before, in which people register for it."""
    try:
        return days_off(region, range(event.starts_at.year - 1, event.starts_at.year + 1)) if region else frozenset()
    except ValueError as error:
        if not any(known.startswith("office.holidays") for known in root.errors):
            root.error("office.holidays", str(error))
        return frozenset()


def _mailbox(table: Table, folder: Path) -> Mailbox:
    imap = _server(table, "imap", 993, folder)
    smtp = _server(table, "smtp", 465, folder)
    smtp_table = table.table("smtp")
    oauth2 = _oauth2(table, folder) if "oauth2" in table.values else None
    table.seen.add("oauth2")
    if oauth2 is None and "password" not in table.values:
        table.error("password", "is missing; it must be { file = … }, { env = … } or { credential = … }, or set oauth2")
    mailbox = Mailbox(
        address=_address(table, "address"),
        imap=imap,
        smtp=SmtpServer(smtp.host, smtp.port, smtp.security, smtp.ca_file, smtp_table.number("per_minute", 30) or 30),
        user=table.text("user", required=True),
        password=_secret(table, "password", folder) if "password" in table.values else None,
        oauth2=oauth2,
        folders=_folders(table),
        authserv_id=table.text("authserv_id"),
        max_mail_bytes=(table.number("max_mail_mb", 25) or 25) * 1_000_000,
        poll_every=timedelta(seconds=table.number("poll_seconds", 60, least=5) or 60),
    )
    table.seen.add("password")
    table.close()
    return mailbox


def _server(table: Table, key: str, port: int, folder: Path) -> Server:
    server = table.table(key, required=True)
    host = server.text("host", required=bool(server.values))
    security = server.one_of("security", ("tls", "starttls", "none"), "tls")
    if security == "none" and host not in LOOPBACK:
        server.error("security", "may be none for this very machine only (127.0.0.1); passwords would travel readable")
    ca_file = server.text("ca_file")
    server.seen.add("per_minute" if key == "smtp" else "host")
    found = Server(host, server.number("port", port, most=65_535) or port, cast("Security", security), folder / ca_file if ca_file else None)
    server.close()
    return found


def _oauth2(table: Table, folder: Path) -> OAuth2:
    oauth2 = table.table("oauth2")
    found = OAuth2(
        oauth2.text("token_url", required=True), oauth2.text("client_id", required=True), _secret(oauth2, "client_secret", folder),
        oauth2.text("scope", "https://outlook.office365.com/.default"),
    )
    oauth2.close()
    return found


def _secret(table: Table, key: str, folder: Path) -> Secret:
    if key in table.values and not isinstance(table.values[key], dict):
        table.seen.add(key)
        table.error(key, "must not stand in this file; write { file = … }, { env = … } or { credential = … }")
        return Secret(table.full(key), "env", "")
    source = table.table(key, required=True)
    known = [name for name in ("file", "env", "credential") if name in source.values]
    if len(known) != 1:
        table.error(key, "must be one of { file = … }, { env = … }, { credential = … }")
        return Secret(table.full(key), "env", "")
    name = source.text(known[0], required=True)
    source.close()
    return Secret(table.full(key), known[0], str(folder / name) if known[0] == "file" else name)


def _folders(table: Table) -> Folders:
    if table.values.get("folders") == "none":
        table.seen.add("folders")
        return Folders(done="", review="")
    folders = table.table("folders")
    names = Folders()
    found = Folders(*(folders.text(key, default) for key, default in (("inbox", names.inbox), ("done", names.done), ("review", names.review))))
    folders.close()
    return Folders(found.inbox, "" if found.done == "none" else found.done, "" if found.review == "none" else found.review)


def _address(table: Table, key: str) -> str:
    address = table.text(key, required=True)
    if address and (address.count("@") != 1 or " " in address or address.startswith("@") or address.endswith("@")):
        table.error(key, f"is not a mail address: {address!r}")
    return address


def _staff(table: Table) -> Staff:
    addresses = table.texts("addresses", required=True)
    summary_to = table.texts("summary_to")
    for key, values in (("addresses", addresses), ("summary_to", summary_to)):
        for index, value in enumerate(values):
            if "@" not in value:
                table.error(f"{key}[{index}]", f"is not a mail address: {value!r}")
    at = spans.clock("07:00")
    try:
        at = spans.clock(table.text("summary_at", "07:00"))
    except ValueError as error:
        table.error("summary_at", str(error))
    table.close()
    return Staff(addresses, summary_to or addresses, at)


def _database(table: Table, folder: Path) -> str:
    url = table.text("url", required=True)
    table.close()
    if url and not url.startswith(DATABASES):
        table.error("url", f"must start with one of {', '.join(DATABASES)}, not {url.partition(':')[0]!r}")
    if re.match(r"[^/]+://[^/@]*:[^/@]*@", url):
        table.error("url", "must not hold the password; PostgreSQL's own file ~/.pgpass (or the one that PGPASSFILE names) is the place for it")
    if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
        # beside the configuration file, whatever folder the worker is started in
        return f"sqlite:///{(folder / url.removeprefix('sqlite:///')).resolve()}"
    return url


def _privacy(table: Table) -> Privacy:
    try:
        erase_after = spans.span(table.text("erase_after", "30 days"))
    except ValueError as error:
        table.error("erase_after", str(error))
        erase_after = timedelta(days=30)
    table.close()
    return Privacy(erase_after)
