"""An IMAP server within the process, for the demo and for tests that need a server to fail."""

import asyncio
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from processor.demo.imap_session import ConnectionDropped, ImapFaults, ImapSession
from processor.demo.imap_store import MailStore, StoredMail

Result = TypeVar("Result")
LONGEST_LINE = 1_000_000


class DemoImapServer:
    """Serves one mailbox on a free loopback port from a thread of its own; a context manager.

    The mails live in memory, reachable by every user of `users` (name → password). All methods may be called from any thread.
    """

    def __init__(self, users: dict[str, str], tls: ssl.SSLContext | None = None) -> None:
        """Does not listen yet."""
        self.faults = ImapFaults()
        self.port = 0
        self._users = users
        self._tls = tls
        self._store = MailStore()
        self._sessions: dict[ImapSession, asyncio.Task[None]] = {}
        self._loop = asyncio.new_event_loop()
        self._is_stopping = asyncio.Event()
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-imap", daemon=True)

    def __enter__(self) -> Self:
        """Listens; `port` is known afterwards."""
        self._thread.start()
        self._is_ready.wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends all connections and the thread."""
        self._loop.call_soon_threadsafe(self._is_stopping.set)
        self._thread.join()

    def deliver(self, raw: bytes, received_at: datetime, folder: str = "INBOX") -> int:
        """Puts a mail into a folder, byte for byte, and returns its UID; `received_at` is aware."""
        return self._on_loop(lambda: self._deliver(raw, received_at, folder))

    def mails(self, folder: str = "INBOX") -> tuple[StoredMail, ...]:
        """The mails of a folder, oldest first; empty where there is no such folder (its name in modified UTF-7)."""
        found = self._on_loop(lambda: self._store.find(folder))
        return tuple(found.mails.values()) if found else ()

    def folders(self) -> tuple[str, ...]:
        """The names of all folders."""
        return self._on_loop(lambda: tuple(self._store.folders))

    def expunge(self, uid: int, folder: str = "INBOX") -> None:
        """Erases a mail, as a colleague does with another program."""
        self._on_loop(lambda: self._expunge(uid, folder))

    def renew_uid_validity(self, folder: str = "INBOX") -> None:
        """Makes all UIDs known so far worthless."""
        self._on_loop(lambda: self._store.renew(folder))

    def drop_connections(self) -> None:
        """Ends every connection without a word; the server goes on."""
        self._on_loop(self._drop)

    def _on_loop(self, action: Callable[[], Result]) -> Result:
        """Runs `action` on the server's thread, which alone touches the mails."""

        async def act() -> Result:
            return action()

        return asyncio.run_coroutine_threadsafe(act(), self._loop).result()

    def _deliver(self, raw: bytes, received_at: datetime, folder: str) -> int:
        self._store.create(folder)
        found = self._store.find(folder)
        assert found is not None
        uid = found.add(raw, received_at)
        self._notify()
        return uid

    def _expunge(self, uid: int, folder: str) -> None:
        found = self._store.find(folder)
        if found is not None:
            found.mails.pop(uid, None)
        self._notify()

    def _notify(self) -> None:
        for session in self._sessions:
            session.changed.set()

    def _drop(self) -> None:
        for session in self._sessions:
            session.writer.transport.abort()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, limit=LONGEST_LINE, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._is_ready.set()
        await self._is_stopping.wait()
        server.close()
        tasks = list(self._sessions.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = ImapSession(self._store, self._users, self.faults, reader, writer)
        task = asyncio.current_task()
        assert task is not None
        self._sessions[session] = task
        try:
            with suppress(ConnectionDropped, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await session.run()
        finally:
            del self._sessions[session]
            writer.close()
