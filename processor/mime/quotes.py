"""Splits a text into what was newly written and what was only quoted, line by line; nothing is thrown away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from processor.domain.mail import Zone

# Labels of the header block that mail programs put above a quotation, in the languages seen; one place for a new one.
LABELS = {
    "from": "von|from|de|kimden|gönderen|gonderen|від|від кого|от|от кого|من|od|da|van|از|ji|de la|nga",
    "date": "gesendet|gesendet am|datum|date|sent|envoyé|envoye|gönderildi|gönderilme tarihi|gönderme tarihi|tarih|дата|надіслано|отправлено|"
            "تم الإرسال|التاريخ|wysłano|wyslano|data|zeit|trimis|fecha|enviado|تاریخ",
    "to": "an|to|à|a|kime|alıcı|кому|إلى|do|para|به|către|catre",
    "cc": "cc|kopie|bilgi|копія|копия|نسخة|dw|udw|bcc",
    "subject": "betreff|subject|objet|konu|тема|الموضوع|temat|oggetto|asunto|onderwerp|subiect|موضوع",
}
SLOT_OF = {label: slot for slot, labels in LABELS.items() for label in labels.split("|")}

LABEL_LINE = re.compile(r"^[\s>*_|]*\*?([^\W\d_][\w .'’]{0,22}?)\s*\*?\s*[:：]\s*\*?\s*(.*)$")
SEPARATOR = re.compile(
    r"^\s*(?:[-_=*]{2,}\s*)?(?:ursprüngliche|original|orijinal|weitergeleitete|forwarded|message d'origine|message transf|исходное|початкове|"
    r"пересла|oryginalna|wiadomość|iletilen|yönlendirilen|الرسالة|anfang der weitergeleiteten|begin forwarded|ende der kundennachricht)"
    r"[\w\s'’-]{0,60}:?\s*[-_=*]*\s*$", re.IGNORECASE,
)
DASHED_SEPARATOR = re.compile(
    r"^\s*-{3,}\s*[\w\s-]{0,40}(?:nachricht|message|mail|mesaj|termin|wiadomo\w{0,3}|сообщение|повідомлення)\s*-{3,}\s*$", re.IGNORECASE)
RULE = re.compile(r"^\s*_{10,}\s*$")
FORWARD = re.compile(r"weitergeleitet|forwarded|iletilen|yönlendiril|transf[ée]r|переслан|przekazan|إعادة توجيه", re.IGNORECASE)
DIGIT = re.compile(r"\d")
DATE = re.compile(
    r"\d{1,2}[.\-/]\s?\d{1,2}[.\-/]\s?\d{2,4}|\d{4}-\d\d-\d\d|\b\d{1,2}\.?\s+[^\W\d]{3,10}\.?,?\s+\d{4}|[^\W\d]{3,9}\.?\s+\d{1,2},\s+\d{4}|"
    r"\d{1,2}\s+\S{1,20}\s+\d{4}")
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
# For lines in lower case.
WROTE = re.compile(
    r"schrieb\b|geschrieben|wrote|a écrit|yazd[ıi]|yazm[ıi]ş|пише|написав|написал|пишет|napisał|كتب|بواسطة|zitat von|escribió|ha scritto|schreef|nivîsî|"
    r"a scris|shkroi|نوشت")
AM_SCHRIEB = re.compile(r"^\s*am\b.{0,200}\bschrieb\b[^.:!?]{3,60}$", re.IGNORECASE)
DAY_START = re.compile(r"^(?:am|on|le|el|пн|вт|ср|чт|пт|сб|нд|вс|pon|wt|śr|czw|pt|sob|niedz|في|den|op)\b", re.IGNORECASE)
NOTES_BAR = re.compile(r"^\[?(?:cid:)?.{0,80}---\d\d\.\d\d\.\d{4} \d\d:\d\d")
BULLET_LINES = 6
MAX_ATTRIBUTION = 320


@dataclass(frozen=True, slots=True)
class Split:
    """A zone for each line, and whether the text below the first header block was forwarded."""

    zones: tuple[Zone, ...]
    is_forward: bool


def split(lines: Sequence[str], own_texts: Sequence[str] = ()) -> Split:
    """Tells new lines from quoted ones. `own_texts` are what we wrote ourselves (flyer, letters): theirs wherever they stand."""
    return _Splitter(list(lines), own_texts).run()


class _Splitter:
    """Goes through the lines once; below a header block all is old, below '>' lines what has no '>' is new again."""

    def __init__(self, lines: list[str], own_texts: Sequence[str]) -> None:
        self.lines = lines
        self.own = {folded for text in own_texts for line in text.split("\n") if len(folded := fold(line)) > 12}
        self.labels = {fold(line) for text in own_texts for line in text.split("\n") if line.rstrip().endswith(":") and len(line) < 60}
        self.is_quoted = [line.lstrip().startswith(">") and not line.lstrip().startswith(">>>") for line in lines]
        self.zones: list[Zone] = []
        self.is_forward = False
        self.mode = "new"

    def run(self) -> Split:
        while len(self.zones) < len(self.lines):
            {"new": self._new, "marked": self._marked, "old": self._old}[self.mode](len(self.zones))
        return Split(tuple(self.zones), self.is_forward)

    def _put(self, zone: Zone, end: int) -> None:
        self.zones += [zone] * (end - len(self.zones))

    def _new(self, at: int) -> None:
        if self._starts_old(at):
            return
        end = attribution_end(self.lines, at) if not self.is_quoted[at] else None
        if end is not None:
            following = next((index for index in range(end, min(end + 5, len(self.lines))) if self.lines[index].strip()), None)
            self.mode = "marked" if following is not None and self.is_quoted[following] else "old"
            self._put(Zone.QUOTE_HEADER, end)
        elif self.is_quoted[at]:
            self._quoted_line(at)
        else:
            self._put(Zone.QUOTE if fold(self.lines[at]) in self.own else Zone.NEW, at + 1)

    def _starts_old(self, at: int) -> bool:
        """A separator or a header block: from here on all is old."""
        line = self.lines[at]
        is_separator = bool(SEPARATOR.match(line) or DASHED_SEPARATOR.match(line))
        if is_separator or RULE.match(line):
            below = next((index for index in range(at + 1, len(self.lines)) if self.lines[index].strip()), len(self.lines))
            end = header_block_end(self.lines, below) or attribution_end(self.lines, below)
            if end is not None or is_separator:
                self.is_forward = self.is_forward or bool(FORWARD.search(line))
                self._put(Zone.QUOTE_HEADER, end or at + 1)
                self.mode = "old"
                return True
        end = header_block_end(self.lines, at) if slot_of(line) else None
        if end is None:
            return False
        self._put(Zone.QUOTE_HEADER, end)
        self.mode = "old"
        return True

    def _quoted_line(self, at: int) -> None:
        """'>' lines without attribution below a line that ends with ':' are somebody's bullets."""
        end = at
        while end < len(self.lines) and (self.is_quoted[end] or not self.lines[end].strip()):
            end += 1
        are_bullets = (
            sum(self.is_quoted) <= BULLET_LINES
            and Zone.QUOTE_HEADER not in self.zones
            and all(len(line) < 60 for line in self.lines[at:end])
            and end < len(self.lines)
            and at > 0
            and self.lines[at - 1].rstrip().endswith(":")
        )
        self._put(Zone.NEW if are_bullets else Zone.QUOTE, end if are_bullets else at + 1)

    def _marked(self, at: int) -> None:
        line = self.lines[at]
        if self.is_quoted[at] or not line.strip() or fold(line) in self.own:
            is_filled_in = self.is_quoted[at] and self._is_filled_in(line)
            self._put(Zone.NEW if is_filled_in else Zone.QUOTE, at + 1)
            return
        end = header_block_end(self.lines, at)
        if end is not None:
            self._put(Zone.QUOTE_HEADER, end)
            self.mode = "old"
            return
        self._put(Zone.NEW, at + 1)
        self.mode = "new"

    def _old(self, at: int) -> None:
        self._put(Zone.NEW if self._is_filled_in(self.lines[at]) else Zone.QUOTE, at + 1)

    def _is_filled_in(self, line: str) -> bool:
        """A line of a form of ours ('Telefon: ') with something behind the colon that we did not write."""
        label, colon, value = line.lstrip("> ").partition(":")
        return bool(colon and value.strip(" _.…")) and fold(label) in self.labels and fold(line) not in self.own


def header_block_end(lines: Sequence[str], start: int) -> int | None:
    """Where a block such as 'Von: … Gesendet: … An: …' that starts at `start` ends; None where there is none.

    'Von: AWO Bielefeld' alone is somebody's form: it takes a sender with a date, or with subject and receiver.
    """
    slots: dict[str, str] = {}
    at, blanks = start, 0
    while at < min(len(lines), start + 12):
        line = lines[at]
        found = slot_of(line)
        if found:
            slots.setdefault(*found)
            blanks = 0
        elif not line.strip():
            if len(slots) >= 2 and at + 1 < len(lines) and not slot_of(lines[at + 1]):
                break
            blanks += 1
            if blanks > 1:
                break
        elif not (slots and len(slots) < 4 and (line[:1].isspace() or (":" not in line[:60] and line.rstrip().endswith((">", ";"))))):
            break
        at += 1
    return at if _is_header_block(slots) else None


def _is_header_block(slots: dict[str, str]) -> bool:
    if "from" not in slots:
        return False
    has_date = "date" in slots and (_has_date(slots["date"]) or bool(TIME.search(slots["date"])))
    has_address = _has_address(slots["from"])
    if has_date and ("subject" in slots or "to" in slots or has_address):
        return True
    return "subject" in slots and ("to" in slots or has_address)


def slot_of(line: str) -> tuple[str, str] | None:
    """Which label of a header block a line carries, and its value."""
    found = LABEL_LINE.match(line)
    if not found:
        return None
    slot = SLOT_OF.get(found[1].strip().lower())
    return (slot, found[2]) if slot else None


def attribution_end(lines: Sequence[str], start: int) -> int | None:
    """Where a line (or up to three wrapped ones) such as 'Am … schrieb …:' that starts at `start` ends."""
    for count in (1, 2, 3):
        joined = " ".join(line.strip(" >") for line in lines[start:start + count]).strip()
        if not joined or len(joined) > MAX_ATTRIBUTION or start + count > len(lines):
            return None
        if _has_address(joined) or _has_date(joined) or _has_verb(joined):
            following = next((line for line in lines[start + count:start + count + 4] if line.strip()), "")
            if _is_attribution(joined, lines[start], count, is_quoted_below=following.lstrip().startswith((">", "|"))):
                return start + count
        elif not DAY_START.match(joined):
            return None
    return None


def _is_attribution(joined: str, first: str, count: int, *, is_quoted_below: bool) -> bool:
    has_address, has_date, has_time, has_verb = _has_address(joined), _has_date(joined), bool(TIME.search(joined)), _has_verb(joined)
    ends = joined.rstrip().endswith((":", "：", ">>>"))
    if count == 1 and first.strip().startswith(">>>") and first.strip().endswith(">>>"):
        return has_address or has_date
    if has_verb and ends and (has_address or is_quoted_below or (has_date and has_time)):
        return True
    if has_verb and has_date and has_time and not ends and (has_address or count > 1):
        return True
    if has_date and has_time and AM_SCHRIEB.match(joined):
        return True
    if has_date and has_time and has_address and (ends or is_quoted_below):
        return True
    if has_verb and has_date and joined.rstrip().endswith("):"):
        return True
    return count == 1 and bool(NOTES_BAR.match(joined))


def _has_address(text: str) -> bool:
    return "@" in text and ADDRESS.search(text) is not None


def _has_date(text: str) -> bool:
    return DIGIT.search(text) is not None and DATE.search(text) is not None


def _has_verb(text: str) -> bool:
    return WROTE.search(text.lower()) is not None


def fold(line: str) -> str:
    """A line without case, marks and signs, to compare what was wrapped or quoted differently."""
    return re.sub(r"\W+", " ", line.lower()).strip()
