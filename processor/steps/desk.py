"""What every step has at hand: the configuration of one mailbox and the database."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from processor.config import Config, Mailbox
from processor.domain.event import Event
from processor.domain.office import Office
from processor.storage.database import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """One mailbox's place of work."""

    config: Config
    database: Database

    @property
    def office(self) -> Office:
        """Who signs the letters."""
        return self.config.office

    @property
    def mailbox(self) -> Mailbox:
        """The mailbox that is worked on."""
        return self.config.mailbox

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that the mailbox serves."""
        return self.config.events

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.config.office.timezone)

    @property
    def folder(self) -> Path:
        """Where the configuration and the files that it names lie."""
        return self.config.path.parent

    def event(self, event_id: str) -> Event | None:
        """The event of this id, or None where the configuration no longer has it."""
        return next((event for event in self.events if event.id == event_id), None)
