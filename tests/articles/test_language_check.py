import pickle

import pytest

from svodka.articles import OtherLanguage, check_text
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
QUOTING = (
    "Министр обороны {country} встретился с коллегой из Польши в Варшаве, сообщает пресс-служба ведомства. Стороны "
    "обсудили поставки гаубиц и обучение экипажей в учебных центрах. «{quotation}», - сказал министр. Ранее были "
    "переданы танки и бронетранспортеры, договор был подписан весной этого года."
)
MIXED = [
    QUOTING.format(country="Украины", quotation="Ми отримаємо ще двадцять гармат"),
    QUOTING.format(country="Белоруссии", quotation="Мы зробім усё самі"),
    QUOTING.format(country="Болгарии", quotation="Договорът ще бъде подписан"),
    QUOTING.format(country="Эстонии", quotation="We will receive twenty howitzers by the end of the year"),
    "Мини́стр оборо́ны встре́тился с колле́гой, и они́ подписа́ли догово́р о поста́вках вертолётов в тече́ние го́да.",
]
FOREIGN = [
    ("Russia has delivered the third regiment of air defence systems to India, the embassy said.", "English"),
    ("Die Bundeswehr liefert der Ukraine vierzehn Panzer aus ihren Beständen, sagte der Minister.", "German"),
    ("Україна отримала перший комплекс безпілотників, повідомила пресслужба Військово-морських сил.", "Ukrainian"),
    ("Міністр абароны Беларусі правёў сустрэчу з калегам і абмеркаваў сумесныя вучэнні войскаў.", "Belarusian"),
    ("България купува нови изтребители от САЩ, съобщи министърът на отбраната след заседанието.", "Bulgarian"),
    ("Србија је купила противваздушне ракете, изјавио је министар одбране после састанка у Београду.", "Serbian"),
    ("Қазақстан мен Ресей әскерилері бірлескен жаттығу өткізді деп хабарлады қорғаныс министрлігі.", "Kazakh"),
    ("Беларусь і Расія правядуць вучэнні.", "Belarusian"),
    ("Президентът Румен Радев се срещна с посланика на Франция. Двамата обсъдиха доставките на оръжие.", "Bulgarian"),
    ("Министерката за одбрана се сретна со амбасадорот на САД. Тие разговараа за новите хеликоптери што ќе "
     "пристигнат следната година во државата.", "Macedonian"),
    ("Кыргызстан менен Россия машыгууларды өткөрдү. Аларга миңдеген аскерлер катышты.", "Kyrgyz"),
    ("Томонлар ҳарбий ҳамкорлик масалаларини муҳокама қилдилар.", "Uzbek"),
    ("Ҷонибҳо ҳамкории ҳарбиро баррасӣ намуданд.", "Tajik"),
    ("Алар хезмәттәшлек турында сөйләштеләр һәм яңа килешү төзеделәр.", "Tatar"),
    ("Министръ отправился въ армію, гдѣ его встрѣтили генералы, и объявилъ рѣшеніе.", "Russian in the old spelling"),
    ("印度与俄罗斯签署了新的军事技术合作协议，涉及防空导弹系统的供应和维修服务，合同将执行到明年。", "Chinese"),
    ("La France a signé un contrat pour la livraison de quatre-vingts avions de combat aux Émirats.", "French"),
    ("Polska podpisała umowę na dostawę czołgów i haubic z Korei Południowej, poinformował minister.", "Polish"),
]  # fmt: skip


@pytest.mark.parametrize("text", RUSSIAN)
def test_russian_is_russian_however_short_or_mixed(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize("text", MIXED, ids=lambda text: text[16:28])
def test_a_quotation_in_a_neighbours_language_leaves_the_article_russian(text: str) -> None:
    assert foreign_language(text) is None


def test_an_article_that_is_half_another_language_is_not_russian() -> None:
    text = QUOTING.format(country="Украины", quotation="нет") + (
        " Міністр оборони України зустрівся з польським колегою у Варшаві, повідомляє пресслужба відомства. Сторони "
        "обговорили постачання гаубиць та навчання екіпажів. Раніше було передано танки, угоду було підписано навесні."
    )
    assert foreign_language(text) == "Ukrainian"


@pytest.mark.parametrize(("text", "language"), FOREIGN, ids=lambda value: value[:12])
def test_another_language_is_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


def test_a_few_latin_letters_are_not_guessed_at() -> None:
    assert foreign_language("NATO") == "a language in other letters"


def test_the_error_carries_the_language_through_processes() -> None:
    with pytest.raises(OtherLanguage, match=r"one\.txt: not Russian \(taken for Ukrainian\)") as told:
        check_text("Україна отримала перший комплекс безпілотників, повідомила пресслужба.", "one.txt")
    copy = pickle.loads(pickle.dumps(told.value))
    assert (copy.language, str(copy)) == ("Ukrainian", str(told.value))
