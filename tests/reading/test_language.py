"""The language of a mail."""

import pytest

from processor.reading.language import find_language
from tests.reading.letters import letter


@pytest.mark.parametrize(("text", "language"), [
    ("Hiermit melde ich mich und meine Kollegin zum Treffen an.", "de"),
    ("I would like to register for the meeting, please.", "en"),
    ("Toplantıya katılmak istiyorum, eşim de gelecek.", "tr"),
    ("أود التسجيل في اللقاء مع زوجتي", "ar"),
    ("می‌خواهم در جلسه شرکت کنم", "fa"),
    ("Прошу зареєструвати мене на зустріч, дякую!", "uk"),
    ("Прошу записать меня, приду с мужем", "ru"),
    ("Chciałabym wziąć udział w spotkaniu, proszę o zapisanie mnie", "pl"),
    ("Ez dixwazim tevlî civînê bibim, spas", "ku"),
    ("Aș dori să particip la întâlnire, vă rog", "ro"),
    ("Me gustaría participar en la reunión, gracias", "es"),
    ("Vorrei partecipare all'incontro, grazie mille", "it"),
    ("Dua të marr pjesë në takim, ju lutem", "sq"),
    ("Želim se prijaviti za susret, hvala vam", "sr"),
    ("Искам да участвам в срещата, моля", "bg"),
    ("እፈልጋለሁ መሳተፍ እባክዎ", "am"),
    ("Salam alaikum, ana ismi Karim w urid tasjil", "ar"),
])
def test_the_small_words_tell_the_language(text: str, language: str) -> None:
    assert find_language(letter(text)) == language


def test_foreign_names_do_not_make_a_german_mail_foreign() -> None:
    assert find_language(letter("Ayşe Yıldız, Mehmet Kaya")) == "de"


def test_a_foreign_signature_does_not_decide() -> None:
    assert find_language(letter("Ich komme gern.\n\nViele Grüße\nChair of the board of the English Theatre")) == "de"
