import pytest

from svodka.articles.language_check import foreign_language

RUSSIAN = [
    "Москва",
    "С-400",
    "Ту-160",
    "Учения начались.",
    "Президент прибыл в Минск.",
    "Rheinmetall и BAE Systems подписали Memorandum of Understanding",
    "Концерн Hyundai Rotem поставит K2 Black Panther, Hanwha Defense - K9 Thunder, KAI - FA-50PL, PGZ - Krab.",
    "Министр Ўткір Ғафуров встретился с послом России. Стороны обсудили поставки техники и учения в августе, "
    "сообщила пресс-служба ведомства. Ранее были подписаны два договора о поставке вертолетов и запасных частей.",
]
FOREIGN = [
    ("Russia has delivered the third regiment of air defence systems to India, the embassy said.", "English"),
    ("Die Bundeswehr liefert der Ukraine vierzehn Panzer aus ihren Beständen, sagte der Minister.", "German"),
    ("Україна отримала перший комплекс безпілотників, повідомила пресслужба Військово-морських сил.", "Ukrainian"),
    ("Міністр абароны Беларусі правёў сустрэчу з калегам і абмеркаваў сумесныя вучэнні войскаў.", "Belarusian"),
    ("България купува нови изтребители от САЩ, съобщи министърът на отбраната след заседанието.", "Bulgarian"),
    ("Србија је купила противваздушне ракете, изјавио је министар одбране после састанка у Београду.", "Serbian"),
    ("Қазақстан мен Ресей әскерилері бірлескен жаттығу өткізді деп хабарлады қорғаныс министрлігі.", "Kazakh"),
    ("La France a signé un contrat pour la livraison de quatre-vingts avions de combat aux Émirats.", "French"),
    ("Polska podpisała umowę na dostawę czołgów i haubic z Korei Południowej, poinformował minister.", "Polish"),
]


@pytest.mark.parametrize("text", RUSSIAN)
def test_russian_is_russian_however_short_or_mixed(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(("text", "language"), FOREIGN, ids=lambda value: value[:12])
def test_another_language_is_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


def test_a_few_latin_letters_are_not_guessed_at() -> None:
    assert foreign_language("NATO") == "a language in other letters"
