"""When several places of a mail name one and the same person."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from processor.domain.naming import may_be, words_of
from processor.reading.lexicon import fold, words
from processor.reading.people.names import is_given_name, is_same_script
from processor.reading.people.person import Mention

# Cyrillic letters in the spelling of passports and in that of German ears; the comparison forgives the difference.
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e", "ж": "z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}
ALIKE = 0.6
PET_NAME = 3
# What stands between a name and the same name in another script.
GLOSS = frozenset({"(", "/", "-", "–", "=", "[", ""})


def gather(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each person together; whole names are told apart before lone ones are added to them."""
    clusters: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda mention: -len(words_of(mention.name))):
        _join(clusters, mention)
    return _without_other_sender(_with_second_writing(_with_pet_name(_with_halves_joined(clusters))))


def _join(clusters: list[list[Mention]], mention: Mention) -> None:
    """Adds a mention to the one person whom it can mean; a lone name that can mean several of them is nobody new."""
    fitting = [cluster for cluster in clusters if any(_may_be(mention.name, known.name) for known in cluster)]
    if len(fitting) > 1:
        same_family = [cluster for cluster in fitting if any(fold(mention.name.split()[-1]) == fold(known.name.split()[-1]) for known in cluster)]
        fitting = same_family or fitting
    if len(fitting) > 1 and len(mention.name.split()) == 1:
        by_given = [cluster for cluster in fitting if any(words_of(mention.name) & words_of(known.name.split()[0]) for known in cluster)]
        fitting = by_given or fitting
    fitting = fitting or [cluster for cluster in clusters if any(_is_inflected(mention.name, known.name) for known in cluster)]
    if fitting:
        fitting[0].append(mention)
    else:
        clusters.append([mention])


def _may_be(one: str, other: str) -> bool:
    return may_be(one, other) or _letters(one) == _letters(other) or is_shortened(one, other) or is_shortened(other, one)


def _letters(name: str) -> str:
    """'rasha alomari' and 'Rasha Al-Omari' are the same letters."""
    return "".join(character for character in fold(name) if character.isalnum())


def is_shortened(short: str, whole: str) -> bool:
    """'Dilnoza K.' and 'D. Karimova' for 'Dilnoza Karimova', 'phuong n.' for 'Thị Phương Nguyễn'."""
    one, other = [fold(word).strip(".") for word in short.split()], [fold(word) for word in whole.split()]
    if len(one) != 2 or len(other) < 2 or min(map(len, one)) != 1:
        return False
    initial, word = sorted(one, key=len)
    return len(word) > 1 and word in other and any(known.startswith(initial) for known in other if known != word)


def _is_inflected(lone: str, whole: str) -> bool:
    """'Frau Samadis' for 'Frau Samadi', 'Ольгу' for 'Ольга Ткаченко': a lone name in another case than in the nominative; 'Jonas' is not Jona's."""
    if lone.endswith("s") and not is_given_name(lone) and words_of(lone[:-1]) and words_of(lone[:-1]) <= words_of(whole):
        return True
    given = whole.split()[0].lower()
    stem = min(len(lone), len(given)) - 1
    return len(whole.split()) > 1 and len(lone.split()) == 1 and "\u0400" <= lone[0] <= "\u04ff" and stem >= PET_NAME and abs(len(lone) - len(given)) <= 1 and lone.lower()[:stem] == given[:stem]


def _with_halves_joined(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """'Maricarmen Quispe' sends the mail and 'Quispe Huamán' signs it: one person, whose name ends where the other begins.

    'Kasia Wójcik' sends and 'Katarzyna Wójcik' signs, or 'Inge Roth' writes where Ingeborg Roth sends: the mail program has another form of the name.
    """
    for first in clusters:
        for second in clusters:
            one, other = first[0].name.split(), second[0].name.split()
            is_same_family = first is not second and len(one) > 1 and len(other) > 1 and words_of(one[-1]) == words_of(other[-1])
            if is_same_family and _are_at("sender", first) and (_are_at("signature", second) or _is_short_form(one[0], other[0])):
                joined = [replace(mention, name=second[0].name) for mention in [*first, *second]]
                return [joined, *(cluster for cluster in clusters if cluster is not first and cluster is not second)]
            if first is not second and len(one) > 1 and len(other) > 1 and words_of(one[-1]) == words_of(other[0]) and fold(other[-1]) in words("family_names") and not is_given_name(other[-1]):
                whole = " ".join([*one, *other[1:]])
                joined = [replace(mention, name=whole) for mention in [*first, *second]]
                return [joined, *(cluster for cluster in clusters if cluster is not first and cluster is not second)]
    return clusters


def _is_short_form(one: str, other: str) -> bool:
    """'Inge' is Ingeborg, where both bear one family name."""
    short, whole = sorted((fold(one), fold(other)), key=len)
    return len(short) >= PET_NAME and short != whole and whole.startswith(short)


def _are_at(place: str, cluster: Sequence[Mention]) -> bool:
    return all(mention.place == place for mention in cluster)


def _with_pet_name(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """'Katharina Blömker' sends the mail, and a lone 'Kathi' ends it."""
    sender = next((cluster for cluster in clusters if any(mention.place == "sender" for mention in cluster) and len(cluster[0].name.split()) > 1), None)
    short = next((cluster for cluster in clusters if cluster is not sender and len(cluster[0].name.split()) == 1 and all(_is_alone(mention) for mention in cluster)), None)
    if sender is None or short is None or short[0].name[:PET_NAME].lower() != sender[0].name[:PET_NAME].lower():
        return clusters
    joined = [replace(mention, name=sender[0].name) for mention in [*sender, *short]]
    return [joined, *(cluster for cluster in clusters if cluster is not sender and cluster is not short)]


def _is_alone(mention: Mention) -> bool:
    """Whether the line holds little more than the name, as at the end of a letter."""
    return mention.place == "signature" or len(mention.part.text.split()) <= 2


def _with_second_writing(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """'Марія Коваленко (Mariia Kovalenko)' is one person, named in Latin letters where the text does so itself."""
    for first in clusters:
        for second in clusters:
            if first is not second and (sounds_like(first[0].name, second[0].name) or _is_glossed(first, second)):
                name = second[0].name if _are_at("sender", first) else first[0].name
                joined = [replace(mention, name=name) for mention in [*first, *second]]
                return _with_second_writing([joined, *(cluster for cluster in clusters if cluster is not first and cluster is not second)])
    return clusters


def _is_glossed(latin: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """'Hala Darwish (هالة درويش)': one line names somebody in two scripts, the one beside the other."""
    if is_same_script(latin[0].name, other[0].name) or not is_same_script(latin[0].name, "Latin"):
        return False
    return any(one.part is two.part and min(one.start, two.start) >= 0 and _between(*sorted((one, two), key=lambda mention: mention.start)) in GLOSS for one in latin for two in other)


def _between(before: Mention, behind: Mention) -> str:
    return before.part.text[before.end:behind.start].strip()


def sounds_like(latin: str, other: str) -> bool:
    """Whether a name in Latin letters may be this one in Cyrillic letters, word by word in either order."""
    if not latin[0].isascii() or not "\u0400" <= other[0] <= "\u04ff" or len(latin.split()) != len(other.split()):
        return False
    spelled = ["".join(LATIN.get(letter, letter) for letter in word) for word in other.lower().split()]
    words = latin.lower().split()
    return any(all(SequenceMatcher(None, one, two).ratio() > ALIKE for one, two in zip(words, order, strict=True)) for order in (spelled, spelled[::-1]))


def _without_other_sender(clusters: list[list[Mention]]) -> list[list[Mention]]:
    """A sender whom only the mail program names in Latin letters, while all the people of the text are written in others, is one of these."""
    of_text = [cluster for cluster in clusters if any(mention.place != "sender" for mention in cluster)]
    if not of_text or all(is_same_script(cluster[0].name, "Latin") for cluster in of_text):
        return clusters
    return [cluster for cluster in clusters if any(mention.place != "sender" for mention in cluster) or not is_same_script(cluster[0].name, "Latin")]
