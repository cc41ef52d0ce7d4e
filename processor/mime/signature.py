"""Finds where the signature begins; what follows a postscript is text again."""

import re
from collections.abc import Sequence

CLOSING = re.compile(
    r"^\W*(?:(?:mit\s+)?(?:(?:den\s+|ganz\s+)?(?:besten|freundlichen|freundlichem|freundliche[rs]?|herzlichen|herzliche|herzlichste|liebe[nr]?|viele|"
    r"vielen|schöne[n]?|beste|kollegialen|kollegiale|sonnige|solidarische[n]?)\s+)+(?:gr[uü](?:ß|ss)\w{0,3}|gru(?:ß|ss)\w{0,2}|gruesse\w?|wünsche\w?)"
    r"|gr(?:uß|üße|uss|üsse|uesse)\b|mfg\b|lg\b|vg\b|bg\b|hg\b|hochachtungsvoll|(?:danke|vielen dank) und \w{0,10}\s?gr\w+"
    r"|(?:kind|best|warm|many)?\s*regards|best wishes|yours (?:sincerely|faithfully)|sincerely|cheers"
    r"|cordialement|bien à vous|bien cordialement|(?:meilleures |sincères )?salutations"
    r"|(?:en içten )?saygılar\w*|sevgiler\w*|iyi (?:günler|çalışmalar|akşamlar)|selamlar\w*|hürmetler\w*"
    r"|з повагою|з найкращими|щиро|с уважением|всего доброго|с наилучшими"
    r"|مع (?:أطيب |فائق )?(?:التحيات|التحية|الشكر|خالص|الاحترام)|تحياتي|با احترام|با تشکر"
    r"|pozdrawiam|z poważaniem|z wyrazami|bi silav\w*|silav û rêz\w*|cu (?:stimă|respect|drag)|saludos|un saludo|cordiali saluti|me respekt|s poštovanjem)",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"^\W*(?:von meine[mr].{0,40}gesendet|gesendet (?:von|mit|mithilfe|über)|diese nachricht wurde von mein|sent (?:from|with|via)|get outlook|outlook für|"
    r"outlook for|iphone.{0,3}umdan|android.{0,20}gönderildi|envoyé de(?:puis)?|надіслано з|отправлено с|отправлено из|أرسل(?:ت)? من|wysłano z|"
    r"trimis de pe|enviado desde|inviato da)", re.IGNORECASE)
POSTSCRIPT = re.compile(r"^\W{0,3}p\.?\s?s\.?\s?[:.,]?\s", re.IGNORECASE)
MAX_CLOSING = 80


def signature_start(lines: Sequence[str]) -> int:
    """The index of the first line of the signature, the closing ('Mit freundlichen Grüßen') included; len(lines) where there is none.

    A closing is almost the whole line, and prose does not follow it: 'Viele Grüße aus Bielefeld! Ich melde mich an.' is text.
    """
    for index, line in enumerate(lines):
        if line.rstrip() in {"--", "-- "} or line.startswith("-- "):
            return index
        if FOOTER.match(line):
            return index
        if _is_closing(line) and not _goes_on(lines, index):
            return index
    return len(lines)


def postscript_start(lines: Sequence[str], start: int) -> int | None:
    """Where a postscript below the signature begins, or None."""
    return next((index for index in range(start, len(lines)) if POSTSCRIPT.match(lines[index])), None)


def _is_closing(line: str) -> bool:
    found = CLOSING.match(line)
    if not found or len(line) > MAX_CLOSING:
        return False
    rest = line[found.end():].strip(" ,.!–-")
    return len(rest.split()) <= 4 and not re.search(r"[.!?]\s+\w+\s+\w+", rest)


def _goes_on(lines: Sequence[str], index: int) -> bool:
    """Whether sentences follow: two lines of more than seven words that end like a sentence, or one below a first line, which greets ("İyi akşamlar,")."""
    below = [line for line in lines[index + 1:] if line.strip()][:12]
    prose = [line for line in below if len(line.split()) > 7 and line.rstrip().endswith((".", "!", "?"))]
    if prose and not any(line.strip() for line in lines[:index]):
        return True
    return len(below) > 3 and len(prose) >= 2 and below[0] in prose
