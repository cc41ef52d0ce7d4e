"""Turns of phrase that tell who is meant: the writer, somebody else, or somebody in whose place another comes."""

import re

FIRST_PERSON = re.compile(
    r"\b(?:wir|uns|mich)\b|\bich (?:komme|nehme|bin|werde|mochte|wurde|wollte|will|habe|sage|bringe|kann|freue|und)\b|\bund (?:ich|mich)\b|mit mir\b|meine wenigkeit|\b(?:komme|nehme|bin)\b.{0,30}\b(?:gern|dabei|teil)|"
    r"\bi\b|\bme\b|\bmyself\b|\bwe\b|\bus\b|\bben\b|\bbiz\b|\bbeni\b|\w+(?:iyorum|iyoruz|acagim|acagiz|ecegim|ecegiz|irim|iriz)\b|\bя\b|\bми\b|\bмы\b|\bмене\b|\bменя\b|\bje\b|\bnous\b|\bm'|"
    r"\bja\b|\bjestem\b|\bbede\b|\bez\b|\bem\b|\beu\b|\bvoi\b|انا|اريد|ارغب|اود|ساحضر|سنحضر|نحن|\bمن\b|\bхочу\b|\bприиду\b|\bприйду\b|\bприду\b|\bбуду\b|\bchcialabym\b|\bchcialbym\b")
REGISTERS_OTHERS = re.compile(
    r"\bbitte ich um\b|\bich bitte um\b(?!.{0,80}\bmich\b)|\bich (?:melde|mochte|wurde|schicke|entsende|darf)\b(?!.{0,120}\b(?:mich|uns|und mich|teilnehmen|kommen|dabei)\b)|"
    r"\b(?:nimmt|nehmen|kommt|kommen)\b(?!.{0,40}\b(?:wir|ich)\b)|bitte .{0,60}(?:eintragen|anmelden|vormerken)|\bmelde\b.{0,20}\b(?:hiermit\s+)?(?:frau|herrn|folgende|unsere|meine)\b")
NOT_MYSELF = re.compile(r"ich (?:selbst|selber|personlich)?\s*(?:kann|bin|werde|komme|schaffe)\b.{0,40}\b(?:nicht|leider|verhindert)|ich selbst .{0,30}nicht|selber nicht|myself (?:cannot|can't|won't)")
ASSISTANT = re.compile(r"^\W*(?:i\.?\s?a\.?|im auftrag|i\.?\s?v\.?|gez\.?)(?:\s+|$)", re.IGNORECASE)
REPLACED = re.compile(r"(?:statt|anstatt|anstelle(?:\s+von)?|fur|instead of|вместо|замість|zamiast|in place of|au lieu de)\s+(?:\w+\.?\s+){0,2}$")
INTRODUCED = re.compile(
    r"(?:mein name ist|ich bin die|ich bin der|ich bins?,?|ich heisse|hier ist|my name is|i am|this is|adim|ismim|ben |je m'appelle|je suis|мене звати|меня зовут|это|це|я,? |"
    r"اسمي|اسم من|من |nazywam sie|nave min|ma numesc|me llamo|mi chiamo|moje ime je|انا)\s*", re.IGNORECASE)
# An earlier registration is spoken of: without one there is nothing to change.
EARLIER = re.compile(r"anmeldung|angemeldet|gemeldet|bereits|schon|vorhin|gestern|doch|registered|registration|kayit|реестрац|inscription|stimmt nicht|korrektur|zgloszen|inscris")
