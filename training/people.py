"""Names for the texts: given and family names of many countries, by the language of the mail (Faker's lists, MIT licence)."""

import importlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from processor.reading.lexicon import tables

# Whose names people bear who write in a language; the first counts half.
COUNTRIES = {
    "de": ("de_DE", "tr_TR", "pl_PL", "ro_RO", "hr_HR", "it_IT", "en_GB", "es_ES", "fr_FR", "az_AZ", "lists", "lists", "lists", "vi_VN", "en_PK", "en_NG", "fr_DZ", "nl_NL", "cs_CZ", "pt_PT", "sl_SI", "lt_LT"),
    "en": ("lists", "en_GB", "en_IN", "en_PK", "en_NG", "en_KE", "de_DE"), "fr": ("fr_FR", "fr_DZ", "lists"), "es": ("es_ES", "es_CO"), "it": ("it_IT",),
    "pt": ("pt_PT", "pt_BR"), "pl": ("pl_PL",), "ro": ("ro_RO",), "hr": ("hr_HR",), "bs": ("hr_HR", "lists"), "sr": ("hr_HR", "lists"), "tr": ("tr_TR", "lists"),
    "az": ("az_AZ",), "ku": ("lists", "tr_TR"), "sq": ("lists",), "so": ("lists",), "vi": ("vi_VN",), "nl": ("nl_NL",), "hu": ("hu_HU",), "lt": ("lt_LT",), "cs": ("cs_CZ",),
    "uk": ("uk_UA",), "ru": ("ru_RU", "uk_UA"), "bg": ("bg_BG",), "mk": ("bg_BG",), "ar": ("ar_AA", "ar_PS", "ar_SA"), "fa": ("fa_IR",), "prs": ("fa_IR",), "ckb": ("ar_AA", "fa_IR"),
    "el": ("el_GR",), "hy": ("hy_AM",), "ka": ("ka_GE",), "he": ("he_IL",), "zh": ("zh_CN",), "th": ("th_TH",), "ti": ("lists",), "am": ("lists",), "ur": ("ar_AA",), "ps": ("fa_IR",),
}
PARTICLES = ("von {}", "van der {}", "de {}", "Al {}", "El {}", "al-{}", "Al-{}", "da {}", "Lo {}", "Freiherr von {}", "bin {}", "zu {}")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Given before family name."""
        return f"{self.given} {self.family}"


def draw(language: str, chance: random.Random) -> Name:
    """Somebody who may write in this language."""
    countries = COUNTRIES.get(language, COUNTRIES["en"])
    country = countries[0] if len(countries) == 1 or chance.random() < 0.4 else chance.choice(countries[1:])
    givens, families = _names(country)
    given, family = chance.choice(givens), chance.choice(families)
    if chance.random() < 0.1:
        given += chance.choice(("-", " ")) + chance.choice(givens)
    return Name(given, _varied(family, families, chance))


def _varied(family: str, families: tuple[str, ...], chance: random.Random) -> str:
    """Double names, names with particles, and now and then one that nobody bears."""
    is_latin = family[0] < "\u0250"
    luck = chance.random()
    if luck < 0.07:
        return family + ("-" if is_latin or luck < 0.03 else " ") + chance.choice(families)
    if luck < 0.11 and is_latin:
        return chance.choice(PARTICLES).format(family)
    if luck < 0.14 and is_latin:
        return f"{family} {chance.choice(families)}"
    if luck < 0.3 and len(family) > 4:
        other = chance.choice(families)
        return family[:len(family) // 2 + 1] + other[len(other) // 2:].lower()
    return family


def all_names() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Given and family names of every country."""
    yield from map(_names, sorted({country for countries in COUNTRIES.values() for country in countries}))


@cache
def _names(country: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and family names of a country; "lists" are those of the reader's own word lists."""
    if country == "lists":
        return _listed("first_names"), _listed("family_names")
    provider = importlib.import_module(f"faker.providers.person.{country}").Provider
    given = {name for kind in ("first_names_male", "first_names_female", "first_names") for name in _of(provider, kind)}
    family = {name for kind in ("last_names", "last_names_male", "last_names_female") for name in _of(provider, kind)}
    return tuple(sorted(filter(_is_plain, given))), tuple(sorted(filter(_is_plain, family)))


def _of(provider: type, kind: str) -> list[str]:
    found = getattr(provider, kind, ())
    return list(found) if isinstance(found, list | tuple | dict) else []


def _is_plain(name: str) -> bool:
    return bool(name.strip()) and len(name.split()) == 1 and not any(character.isdigit() or character == "." for character in name)


def _listed(name: str) -> tuple[str, ...]:
    found = {word for table in tables(name).values() for word in table["words"] if word[0] < "\u0250"}
    return tuple(sorted(word[0].upper() + word[1:] for word in found))
