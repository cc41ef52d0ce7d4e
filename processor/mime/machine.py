"""Tells mails of people from those of machines (RFC 3834), and says by what."""

import re
from email.message import Message
from email.utils import parseaddr

from processor.domain.mail import MailKind
from processor.mime.headers import header

AUTO_SUBJECT = re.compile(
    r"^\s*(?:(?:aw|re|wg|fwd?)\s*:\s*)*\W{0,3}(?:automatische (?:antwort|abwesenheitsnotiz|rückmeldung)|abwesenheit|abwesend|out of (?:the )?office|"
    r"automatic reply|auto(?:matic)?[- ]?(?:reply|response)|ich bin (?:derzeit |zurzeit )?(?:nicht|abwesend)|otomatik yanıt|ofis dışında|"
    r"réponse automatique|absence du bureau|автоматична відповідь|автоответ|автовідповідь|رد تلقائي|automatyczna odpowiedź|risposta automatica|"
    r"respuesta automática|eingangsbestätigung|ihre anfrage .{0,40}ticket|\[?ticket[ #:-])", re.IGNORECASE)
ABSENCE = re.compile(
    r"(?:bin|befinde mich|sind wir) .{0,60}(?:nicht im (?:büro|haus|dienst)|abwesend|außer haus|im urlaub|in elternzeit)"
    r"|(?:wird|werden) nicht (?:weitergeleitet|gelesen)|out of (?:the )?office|annual leave|ab dem .{0,40}wieder (?:erreichbar|im büro|für sie da)"
    r"|ofis dışında|izindeyim|у відпустці|в отпуске|en congé|je (?:suis|serai) absent|absent(?:e|\(e\))? du bureau|ceci est une réponse automatique", re.IGNORECASE)
REGISTERS = re.compile(
    r"\b(?:an|teil|dabei|zu)\b.{0,3}$|\b(?:teil|dabei)[,.;!]|\bnimmt\b|vormerk|\bmerken sie (?:mich|uns)\b|reservier|\bnotier|\bpl[aä]tze?\b|\bpersonen\b|\bmelde\b|anmeld|teilnehm|komme|"
    r"\bmöchten?\b|\bgehen\b|\bfahren\b|\bmacht\b|\bwould (?:like|love)\b|katıl|register|attend|inscri|прийд|участ|зареєстр|سجل|حضور", re.IGNORECASE | re.MULTILINE)
FORWARD = re.compile(r"\s*(?:wg|fwd?|tr|i)\s*:", re.IGNORECASE)
DAEMON = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|double-bounce)$", re.IGNORECASE)
NO_REPLY = re.compile(r"^(?:no-?_?reply|do-?not-?reply|noreply|nicht-?antworten|keine-?antwort|bounces?|news(?:letter)?|mailing|owner-.*|.*-request)\b", re.IGNORECASE)
BOUNCE_SUBJECT = re.compile(
    r"undeliver|unzustellbar|delivery (?:status|failure|has failed|incomplete)|returned mail|mail delivery|failure notice|nicht zugestellt|"
    r"konnte nicht zugestellt|zustellung fehlgeschlagen|non remis|undelivered|не доставлен", re.IGNORECASE)
NEWS = re.compile(r"newsletter|abbestell|abmelden|unsubscribe|verteiler|rundbrief|newsroom", re.IGNORECASE)
READ_SUBJECT = re.compile(r"\s*(?:gelesen|read|lu|okundu|прочитано)\s*:", re.IGNORECASE)
# Outlook's own words, which some servers send as plain text.
READ_TEXT = re.compile(r"\b(?:wurde|was|has been)\b.{0,80}\b(?:gelesen|read)\b|a été lu|okundu|прочитан", re.IGNORECASE | re.DOTALL)
LONGEST_RECEIPT = 40  # words
LONGEST_GREETING = 12  # words: "Sehr geehrte Damen und Herren, vielen Dank für Ihre Nachricht. Ich …"
LONGEST_BARE_NOTE = 6  # words: "Hallo, ich bin im Urlaub."
YOUR_MESSAGE = re.compile(
    r"\b(?:ihre|deine|eure)\s+(?:\w+\s+)?(?:nachricht|e-?mail|mail|anfrage|zuschrift)\b|automatische (?:antwort|nachricht)|abwesenheitsnotiz|\byour (?:e-?mail|message)\b|"
    r"\bvotre (?:message|courriel|e-?mail|mail)\b|\b(?:mesaj|e-?posta|mail)\w* için\b|\bваш\w* (?:лист|письмо|сообщение|повідомлення)", re.IGNORECASE)
BACK_AGAIN = re.compile(
    r"\bbis (?:zum |einschließlich )?\w*\d|\bab (?:dem )?\d|\bwieder\b|rückkehr|dringende[nr]? f|abwesenheitsnotiz|weitergeleitet|\buntil\b|\breturn|\bback\b|\burgent|"
    r"\bjusqu|\bretour\b|\btarih|\bacil\b|\bс \d+ по \d|\bз \d+ (?:до|по) \d|\bдо \d", re.IGNORECASE)
CALENDAR_SUBJECT = re.compile(r"^\s*(?:akzeptiert|zugesagt|angenommen|abgelehnt|mit vorbehalt|vorläufig|accepted|declined|tentative|kabul edildi|reddedildi|accepté|refusé|"
                              r"принято|отклонено)\s*:", re.IGNORECASE)
SPAM_HEADERS = (("X-Spam-Flag", "yes"), ("X-Spam", "yes"))
SPAM_TEXT = re.compile(
    r"\bseo\b|backlink|ranking bei google|casino|viagra|kryptowährung|crypto investment|bitcoin|kredit ohne schufa|gewinnspiel|lottery|inheritance|"
    r"(?:our|unsere[nr]?) (?:web ?design|seo) (?:services|angebot)|price ?list|\bmillion (?:dollars|usd|euro)\b", re.IGNORECASE)


def kind_of(message: Message, sender: str, subject: str, text: str) -> tuple[MailKind, tuple[str, ...]]:
    """Who wrote the mail, and what shows it. `sender` is the From address, `text` the newly written text."""
    for judge in (_report, _calendar, _automatic, _bulk, _spam):
        found = judge(message, sender, subject, text)
        if found is not None:
            return found[0], (found[1],)
    return MailKind.PERSON, ()


def may_be_answered(message: Message, sender: str) -> bool:
    """Whether an answer is safe: a person's mail that came over a list, or from an address nobody reads, gets none."""
    if header(message, "Return-Path") == "<>":
        return False
    if any(name.lower().startswith("list-") for name in message):
        return False
    if _first_word(header(message, "Precedence")) in {"bulk", "junk", "list", "auto_reply"}:
        return False
    return not (DAEMON.match(sender.partition("@")[0]) or NO_REPLY.match(sender.partition("@")[0]))


Judgement = tuple[MailKind, str] | None


def _report(message: Message, sender: str, subject: str, text: str) -> Judgement:
    """Delivery reports, read receipts and complaints all come as multipart/report (RFC 6522)."""
    if message.get_content_type() == "multipart/report":
        report = str(message.get_param("report-type", "")).lower()
        inner = {part.get_content_type() for part in message.walk()}
        if report == "disposition-notification" or "message/disposition-notification" in inner:
            return MailKind.RECEIPT, "a read receipt (multipart/report; disposition-notification)"
        if report == "feedback-report" or "message/feedback-report" in inner:
            return MailKind.BULK, "a complaint report (feedback-report)"
        return MailKind.BOUNCE, "a delivery report (multipart/report)"
    if message.get_content_type() == "message/disposition-notification":
        return MailKind.RECEIPT, "a read receipt"
    if DAEMON.match(sender.partition("@")[0]):
        return MailKind.BOUNCE, f"the sender {sender}"
    if "X-Failed-Recipients" in message or (header(message, "Return-Path") == "<>" and BOUNCE_SUBJECT.search(subject)):
        return MailKind.BOUNCE, "the sender is empty and the subject speaks of a delivery"
    if READ_SUBJECT.match(subject) and (not text.strip() or (READ_TEXT.search(text) and len(text.split()) <= LONGEST_RECEIPT)):
        return MailKind.RECEIPT, "the subject of a read receipt"
    return None


def _calendar(message: Message, _sender: str, subject: str, text: str) -> Judgement:
    if CALENDAR_SUBJECT.match(subject) and len(text.split()) < 12:
        return MailKind.CALENDAR_REPLY, "the subject of a calendar program's answer"
    if "$noticetype" in header(message, "X-Notes-Item").lower():
        return MailKind.CALENDAR_REPLY, "an answer of HCL Notes' calendar (X-Notes-Item)"
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            method = str(part.get_param("method", "")).upper() or _method_inside(part)
            if method in {"REPLY", "COUNTER"}:
                return MailKind.CALENDAR_REPLY, f"a calendar program's answer (METHOD:{method})"
    return None


def _method_inside(part: Message) -> str:
    payload = part.get_payload(decode=True)
    found = re.search(rb"(?im)^METHOD:([A-Z]{1,20})", payload[:5000] if isinstance(payload, bytes) else b"")
    return found[1].decode().upper() if found else ""


def _automatic(message: Message, _sender: str, subject: str, text: str) -> Judgement:
    submitted = _first_word(header(message, "Auto-Submitted"))
    if submitted and submitted != "no":
        return MailKind.AUTO_REPLY, f"Auto-Submitted: {submitted}"
    for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"):
        if name in message and header(message, name).lower() not in {"no", "false"}:
            return MailKind.AUTO_REPLY, f"{name}: {header(message, name)[:40]}"
    if "auto_reply" in _first_word(header(message, "Precedence")) or "auto_reply" in _first_word(header(message, "X-Precedence")):
        return MailKind.AUTO_REPLY, "Precedence: auto_reply"
    if _first_word(header(message, "Return-Path")) == "<>" and (AUTO_SUBJECT.match(subject) or ABSENCE.search(text)):
        return MailKind.AUTO_REPLY, "an empty sender and the words of an absence note"
    if AUTO_SUBJECT.match(subject) and not REGISTERS.search(text.split("\n")[0]):
        return MailKind.AUTO_REPLY, f"the subject «{subject[:60]}»"
    if _is_absence_note(text) and not REGISTERS.search(text) and not FORWARD.match(subject):
        return MailKind.AUTO_REPLY, "the words of an absence note, and nothing else"
    return None


def _is_absence_note(text: str) -> bool:
    """Whether a text is an absence note by its words: it tells until when, and nothing stands before but a greeting, or thanks for a message that anybody may have sent.

    Whoever registers a colleague may add "ich bin im Urlaub".
    """
    absence = ABSENCE.search(text)
    if absence is None:
        return False
    before = text[:absence.end()]
    is_for_all = len(text[:absence.start()].split()) <= LONGEST_GREETING or YOUR_MESSAGE.search(before) is not None
    return len(text.split()) <= LONGEST_BARE_NOTE or (is_for_all and BACK_AGAIN.search(text) is not None)


def _bulk(message: Message, sender: str, _subject: str, text: str) -> Judgement:
    names = {name.lower() for name in message}
    if {"list-unsubscribe", "list-id"} & names or any(name in names for name in ("x-mailgun-sid", "feedback-id", "x-campaign")):
        return MailKind.BULK, "List-Unsubscribe or List-Id"
    if _first_word(header(message, "Precedence")) in {"bulk", "junk", "list"}:
        return MailKind.BULK, f"Precedence: {_first_word(header(message, 'Precedence'))}"
    reply_to = parseaddr(header(message, "Reply-To"))[1]
    is_passed_on = bool(reply_to) and not NO_REPLY.match(reply_to)  # a form on a web page
    if NO_REPLY.match(sender.partition("@")[0]) and NEWS.search(f"{sender}\n{text}") and not is_passed_on:
        return MailKind.BULK, f"the sender {sender} and the words of a newsletter"
    if re.search(r"newsletter (?:abbestellen|abmelden)|aus dem verteiler austragen|unsubscribe (?:here|from)", text, re.IGNORECASE):
        return MailKind.BULK, "the footer of a newsletter"
    return None


def _spam(message: Message, _sender: str, subject: str, text: str) -> Judgement:
    for name, value in SPAM_HEADERS:
        if _first_word(header(message, name)) == value:
            return MailKind.SPAM, f"{name}: {value}"
    hits = {found[0].lower() for found in SPAM_TEXT.finditer(f"{subject}\n{text}")}
    if len(hits) >= 2:
        return MailKind.SPAM, "words of advertising: " + ", ".join(sorted(hits))
    return None


def _first_word(value: str) -> str:
    """The value without comment and parameters, in lower case: 'Auto-Submitted:  No (von Hand)' means no."""
    return re.split(r"[\s;(]", value.strip().lower(), maxsplit=1)[0]
