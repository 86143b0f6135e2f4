"""The language of a text is told by its small words; one without rules is said to have none."""

# ruff: noqa: E501 - one sample a line

from __future__ import annotations

import pytest

from briefing.model.text import Document
from briefing.text.language import guess, tell

SAMPLES = {
    "en": "The council voted on Monday to close the oldest of its four piers, and the crews will be moved by the winter.",
    "es": "El consejo votó el lunes para cerrar el más viejo de sus muelles, y las tripulaciones se irán al norte en invierno.",
    "pt": "O conselho votou na segunda-feira para fechar o mais velho dos seus cais, e as equipas não ficam no porto.",
    "fr": "Le conseil a voté lundi pour fermer le plus vieux de ses quais, et les équipages seront dans le bassin du nord.",
    "de": "Der Rat hat am Montag beschlossen, den ältesten der vier Piers zu schließen, und die Fischer werden nach Norden ziehen.",
    "it": "Il consiglio ha votato lunedì per chiudere il più vecchio dei suoi moli, e gli equipaggi non sono contenti della scelta.",
    "nl": "De raad heeft op maandag besloten om de oudste van de vier pieren te sluiten, en het is niet de laatste keer dat dit wordt gedaan.",
    "sv": "Rådet röstade på måndagen för att stänga den äldsta av de fyra pirerna, och det är inte den sista som har stängts.",
    "pl": "Rada zagłosowała w poniedziałek za zamknięciem mola, które jest już stare, i nie ma na to rady, że się rozpada od lat.",
    "tr": "Meclis pazartesi günü eski iskeleyi kapatmak için oy verdi ve bu karar çok tartışıldı, ancak bir daha da açılmayacak gibi.",
    "ru": "Совет проголосовал в понедельник за закрытие старого причала, и это было последнее решение, которое мы услышали.",
    "uk": "Рада проголосувала в понеділок за закриття старого причалу, і це було останнє рішення, яке ми почули від її голови.",
    "ar": "صوت المجلس يوم الاثنين على إغلاق أقدم الأرصفة الأربعة، وسوف تنتقل الطواقم إلى الشمال قبل نهاية الشتاء في المدينة.",
    "zh": "市议会星期一投票决定关闭四个码头中最老的一个，渔民将在冬天之前搬到北边的码头。",
    "ja": "市議会は月曜日に四つの桟橋のうち最も古いものを閉鎖することを決めた。",
}


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_a_sentence_is_enough(code: str) -> None:
    assert guess(SAMPLES[code]) == code


@pytest.mark.parametrize("text", ["", "12 March 2026", "Quito Lima Bogotá", "ZZZ " * 500])
def test_where_it_is_in_doubt_nothing_is_guessed(text: str) -> None:
    assert guess(text) is None


def test_a_language_without_rules_is_told_and_one_with_rules_is_not() -> None:
    german = tell(Document("d", SAMPLES["de"]))
    assert german.language == "de"
    assert [n.code for n in german.notes] == ["no-rules"]
    assert "German" in german.notes[0].text
    english = Document("d", SAMPLES["en"])
    assert tell(english) == english


def test_a_language_with_rules_for_dates_alone_is_told() -> None:
    spanish = tell(Document("d", SAMPLES["es"], language="es"))
    assert [n.code for n in spanish.notes] == ["dates-only"]
    assert [n.code for n in tell(Document("d", SAMPLES["fr"])).notes] == ["dates-only"]
    assert "Spanish" in spanish.notes[0].text


def test_the_text_is_believed_before_the_page() -> None:
    assert tell(Document("d", SAMPLES["en"], language="de")).language == "en"
    assert tell(Document("d", "Quito, 2026.", language="de")).language == "de"
