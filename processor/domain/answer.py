"""Plain answers to the questions that our letters ask."""

from enum import StrEnum


class Answer(StrEnum):
    """What a short mail says to an offered seat, or to 'Are you still coming?'.

    `PART`, `WAIT` and `ONLINE` answer an offer of a part: take these seats, keep waiting together, the others take part online.
    """

    YES = "yes"
    NO = "no"
    PART = "part"
    WAIT = "wait"
    ONLINE = "online"
