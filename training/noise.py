"""What happens to texts on telephones: small letters, missing marks and umlauts, slips; and organisations and numbers to fill in."""

import random
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from training import people

if TYPE_CHECKING:
    from training.texts import Written

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
KINDS = ("Verein", "Haus", "Zentrum", "Forum", "Netzwerk", "Treff", "Initiative", "Elternverein", "Kulturverein", "Frauenverein", "Sportverein", "Kulturhaus", "Bildungswerk",
         "Jugendzentrum", "Familienzentrum", "Stadtteilbüro", "Mehrgenerationenhaus", "Begegnungsstätte", "Sprachschule", "Moscheegemeinde", "Kirchengemeinde", "Grundschule", "Gesamtschule", "Kita", "Stiftung")
NAMES = ("Regenbogen", "Brücke", "Horizont", "Am Park", "Nord", "Süd-West", "Lichtblick", "Anadolu", "Zukunft", "Miteinander", "Sonnenschein", "International", "St. Marien", "Altstadt", "Mosaik",
         "Vielfalt", "Wegweiser", "Hand in Hand", "Polonia", "Tamazight", "Al-Nour", "Perspektive", "Kompass", "Löwenzahn", "Bunte Erde", "Ostviertel", "Neue Heimat", "Dialog", "Afrika", "Ukraine")
BODIES = ("AWO Kreisverband Lippe", "Caritasverband Unna", "DRK Ortsverein Mitte", "Diakonie", "Jugendamt", "Stadt Herford", "Kreis Soest", "VHS Rheine", "Jobcenter Märkischer Kreis", "Universität Siegen",
          "Volkshochschule", "Agentur für Arbeit", "Paritätischer Wohlfahrtsverband", "IN VIA", "Integrationsrat der Stadt Marl", "Sozialamt", "FH Dortmund", "Landratsamt", "Stadtwerke", "Polizeipräsidium",
          "Internationaler Bund", "Arbeiter-Samariter-Bund", "Gesundheitsamt", "Bürgerbüro", "Stadtbibliothek", "Handwerkskammer", "Ver.di Jugend", "Pro Familia", "Tafel", "Quartiersmanagement")
FORMS = ("", "", "", " e.V.", " e. V.", " gGmbH", " GmbH", " eG")
FOREIGN = {
    "tr": ("Türk Eğitim Derneği", "Veliler Birliği", "Kadın Dayanışma Derneği", "Anadolu Kültür Merkezi"), "ar": ("جمعية النور", "مركز الأمل الثقافي", "رابطة الأسر السورية", "مدرسة السلام"),
    "uk": ("Спілка українців", "Школа «Веселка»", "Об'єднання «Разом»"), "ru": ("Общество «Мост»", "Школа «Радуга»", "Клуб «Родник»"), "fa": ("انجمن همبستگی", "مرکز فرهنگی نور"),
    "en": ("African Community Network", "Refugee Support Group", "Hope Church"), "fr": ("Association Espoir", "Union des Femmes", "Centre culturel"), "pl": ("Stowarzyszenie Most", "Polska Szkoła"),
    "ro": ("Asociația Punte", "Școala Românească"), "es": ("Asociación Puente", "Centro Latino"), "ku": ("Komeleya Jinan", "Navenda Çandê"), "sq": ("Shoqata Ura",), "bs": ("Udruženje Most",), "it": ("Associazione Ponte",),
}
STEMS = ("Nachbarschafts", "Jugend", "Kinder", "Eltern", "Frauen", "Mädchen", "Senioren", "Bürger", "Kultur", "Sprach", "Bildungs", "Stadtteil", "Begegnungs", "Migrations", "Flüchtlings", "Lern", "Sport", "Musik",
         "Theater", "Garten", "Gemeinde", "Familien", "Integrations", "Arbeits", "Gesundheits", "Selbsthilfe", "Lese", "Näh", "Kirchen", "Wald", "Berg", "Roma", "Tanz", "Fahrrad", "Box", "Schach")
ENDS = ("haus", "verein", "treff", "zentrum", "werkstatt", "kreis", "initiative", "gruppe", "forum", "bund", "büro", "café", "werk", "hilfe", "rat", "netz", "laden", "verband", "schule", "club", "projekt", "stube", "dienst", "beratung")
PLACES = ("Mitte", "Nord", "Süd", "Altstadt", "am See", "Lindenhof", "Heßheim", "Rotdorn", "Kalkum", "Oberfeld", "Weststadt", "Brunnental", "Eichholz", "Neustadt", "Hafen", "Marienfeld", "an der Aue", "Ried", "Unterbach", "Lohne", "Werl", "Halle", "Anhalt", "Bremen")
ADJECTIVES = ("Afghanischer", "Kurdischer", "Türkischer", "Polnischer", "Syrischer", "Vietnamesischer", "Evangelisches", "Katholische", "Städtisches", "Freie", "Deutsch-Ukrainischer", "Eritreischer", "Interkulturelles", "Iranischer", "Tamilischer", "Alevitischer", "Islamisches", "Russischsprachiger", "Ghanaischer", "Offene")
WORDS = ("Sankofa", "Newroz", "Hoffnung", "Lebenswert", "Karibu", "Ubuntu", "Shalom", "Femmes", "Espoir", "Living", "Water", "Amal", "Salam", "Colibri", "Aurora", "Merhaba", "Kaleidoskop", "Pangea", "Solidar", "Together", "Aufbruch", "Arche", "Oase", "Kreativ", "Planet", "Lotse", "Brotfabrik", "Wirbelwind", "Unity", "Sedra")
HANDLES = ("Sonnenblume77", "mimi", "info", "Büro", "Familie", "Handy", "der_kleine_prinz", "Kontakt", "Vorstand", "xX_star_Xx", "Post", "user4711", "mama3")
FOOTERS = ("Von meinem iPhone gesendet", "Gesendet mit der GMX Mail App", "Sent from my Samsung", "Outlook für Android beziehen")


def spoil(lines: Sequence["Written"], chance: random.Random) -> list["Written"]:
    """The lines as somebody in a hurry might have written them; marks stay where they belong."""
    found = list(lines)
    for odds, change in ((0.09, str.lower), (0.02, str.upper), (0.05, _without_umlauts), (0.05, _without_marks)):
        if chance.random() < odds:
            found = [_rewritten(line, change) for line in found]
    if chance.random() < 0.2:
        found = [_mistyped(line, chance) for line in found]
    if chance.random() < 0.06:
        found = [line for line in found if line.text.strip()]
    if chance.random() < 0.08:
        found = [*found, *_plain("", chance.choice(FOOTERS))]
    return found


def organisation(language: str, chance: random.Random) -> str:
    """The name of an organisation that may write: mostly one that nobody has heard of."""
    if language in FOREIGN and chance.random() < 0.5:
        return chance.choice(FOREIGN[language])
    luck = chance.random()
    if luck < 0.2:
        return chance.choice(BODIES)
    if luck < 0.45:
        return f"{chance.choice(KINDS)} {chance.choice(NAMES)}{chance.choice(FORMS)}"
    if luck < 0.6:
        return f"{chance.choice(STEMS)}{chance.choice(ENDS)}{chance.choice(('', '', ' ' + chance.choice(PLACES)))}{chance.choice(FORMS)}"
    person = people.draw("de", chance)
    if luck < 0.75:
        return chance.choice((f"{person.family}-{chance.choice(ENDS).capitalize()}", f"{person.given}-{person.family}-{chance.choice(('Schule', 'Haus', 'Stiftung', 'Gesamtschule', 'Realschule'))}",
                              f"Haus {person.given}", f"{chance.choice(KINDS)} {person.family}", f"{person.family} {chance.choice(('GmbH', 'KG', '& Partner', 'e.K.', 'Bau GmbH', 'Consulting'))}"))
    if luck < 0.88:
        return f"{chance.choice(ADJECTIVES)} {chance.choice(KINDS)} {chance.choice(PLACES)}{chance.choice(FORMS)}"
    return chance.choice((f"{chance.choice(STEMS)} {chance.choice(PLACES)}", f"{chance.choice(WORDS)} {chance.choice(WORDS)}{chance.choice(FORMS)}", f"{chance.choice(WORDS)} {chance.choice(PLACES)}",
                          "".join(chance.choice("ABDEFGIKLMSTVW") for _ in range(chance.randint(3, 4))) + f" {chance.choice(PLACES)}"))


def telephone(chance: random.Random) -> str:
    """A number in one of the ways in which people write them."""
    area, number = chance.choice(("0521", "0176", "02331", "0157", "0209", "0151", "0172", "030", "089", "04131")), str(chance.randint(100_000, 99_999_999))
    pairs = " ".join(number[at:at + 2] for at in range(0, len(number), 2))
    threes = " ".join(number[at:at + 3] for at in range(0, len(number), 3))
    return chance.choice((f"{area} {pairs}", f"{area} {threes}", f"+49 {area[1:]} {threes}", f"0049 {area[1:]} {number}", f"{area} / {pairs}", f"{area}-{number[:3]}-{number[3:]}", f"{area} {number}", f"{area}/{number}", f"{area}-{number}", f"{area}{number}", f"+49 {area[1:]} {number}", f"({area}) {number}"))


def handle(chance: random.Random) -> str:
    """A name that is none."""
    return chance.choice(HANDLES)


def _plain(*texts: str) -> list["Written"]:
    from training.texts import Written

    return [Written(text) for text in texts]


def _rewritten(line: "Written", change: Callable[[str], str]) -> "Written":
    """The line changed stretch by stretch, so that every mark keeps its words."""
    from training.texts import Written

    text, marked, position = "", [], 0
    for begin, end, tag, value in sorted(line.marked):
        if begin < position:
            continue
        text += change(line.text[position:begin])
        start = len(text)
        text += change(line.text[begin:end])
        marked.append((start, len(text), tag, value))
        position = end
    return Written(text + change(line.text[position:]), marked)


def _without_umlauts(text: str) -> str:
    return text.translate(UMLAUTS)


def _without_marks(text: str) -> str:
    return re.sub(r"[,.!](?=\s|$)", "", text)


def _mistyped(line: "Written", chance: random.Random) -> "Written":
    if not line.text or chance.random() < 0.5:
        return line
    return _rewritten_outside(line, chance)


def _rewritten_outside(line: "Written", chance: random.Random) -> "Written":
    """Slips in words that are no names."""
    from training.texts import Written

    text, marked, position = "", [], 0
    for begin, end, tag, value in sorted(line.marked):
        if begin < position:
            continue
        text += _slip(line.text[position:begin], chance)
        marked.append((len(text), len(text) + end - begin, tag, value))
        text += line.text[begin:end]
        position = end
    return Written(text + _slip(line.text[position:], chance), marked)


def _slip(text: str, chance: random.Random) -> str:
    places = [place for place in range(1, len(text) - 2) if text[place].isalpha() and text[place + 1].isalpha() and text[place - 1].isalpha()]
    if not places or chance.random() < 0.4:
        return text
    place = chance.choice(places)
    return chance.choice((
        text[:place] + text[place + 1] + text[place] + text[place + 2:], text[:place] + text[place + 1:], text[:place] + text[place] + text[place:],
    ))
