"""What an assistant says around its answer goes, in every language; what people write like it stays."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.model.text import plain
from convert.options import ReadOptions
from convert.parts import LANGUAGES
from convert.source import Source

ANSWER = """# Harbor budget passes

The harbor council met for nine hours on Monday and agreed on a budget for the coming year, after weeks of protest.

Work on the two piers begins in April, with crews on site around the clock until the summer."""

SAID = {
    "ar": ("بالتأكيد! إليك المقال:", "هل تريد أن أضيف اقتباسات؟"),
    "cs": ("Samozřejmě! Zde je návrh článku:", "Chcete, abych text zkrátil?"),
    "da": ("Selvfølgelig! Her er artiklen:", "Vil du have mig til at gøre den kortere?"),
    "de": ("Gerne! Hier ist ein Entwurf für den Artikel:", "Möchtest du, dass ich den Text kürze?"),
    "el": ("Φυσικά! Ορίστε το άρθρο:", "Αν θέλετε, μπορώ να το συντομεύσω."),
    "en": (
        "Certainly! Here's the article you asked for:",
        "I hope this helps! Let me know if you'd like me to add quotes.",
    ),
    "es": ("¡Claro! Aquí tienes el artículo:", "¿Quieres que añada citas?"),
    "fa": ("البته! در ادامه متن مقاله آمده است:", "آیا می‌خواهید آن را کوتاه‌تر کنم؟"),
    "fi": ("Totta kai! Tässä on artikkeli:", "Haluatko, että lyhennän sitä?"),
    "fr": ("Bien sûr ! Voici l’article :", "Souhaitez-vous que je le raccourcisse ?"),
    "he": ("בהחלט! הנה המאמר:", "האם תרצה שאקצר אותו?"),
    "hi": ("ज़रूर! यहाँ लेख है:", "क्या आप चाहते हैं कि मैं इसे छोटा करूँ?"),
    "id": ("Tentu! Berikut artikelnya:", "Apakah Anda ingin saya menambahkan kutipan?"),
    "it": ("Certo! Ecco l’articolo:", "Vuoi che lo accorci?"),
    "ja": ("承知しました。以下が記事です。", "ご希望であれば、短くまとめ直します。"),
    "ko": ("물론입니다! 아래는 기사 초안입니다:", "더 짧게 줄여 드릴까요?"),
    "nl": ("Natuurlijk! Hier is het artikel:", "Wil je dat ik het inkort?"),
    "no": ("Selvfølgelig! Her er artikkelen:", "Vil du at jeg skal forkorte den?"),
    "pl": ("Oczywiście! Oto artykuł:", "Czy chcesz, abym go skrócił?"),
    "pt": ("Claro! Aqui está o artigo:", "Quer que eu adicione citações?"),
    "ru": ("Конечно! Вот текст статьи:", "Хотите, чтобы я сократил текст?"),
    "sv": ("Självklart! Här är artikeln:", "Vill du att jag kortar den?"),
    "tr": ("Elbette! İşte haber metni:", "Metni kısaltmamı ister misiniz?"),
    "uk": ("Звичайно! Ось текст статті:", "Хочете, щоб я скоротив текст?"),
    "vi": ("Chắc chắn rồi! Dưới đây là bài viết:", "Bạn có muốn tôi rút gọn không?"),
    "zh": ("当然可以！以下是文章：", "需要我把它缩短一些吗？"),
}


def _gone(text: str, language: str = "en") -> list[str]:
    """Return the lines of a text that are taken for an assistant's."""
    report = pipeline.examine(Source("case.txt", text.encode()), ReadOptions(language=language)).report
    return [span.text for span in report.spans if span.rule == "assistant" and span.text != "---"]


def test_all_languages_are_tried() -> None:
    assert sorted(SAID) == sorted(LANGUAGES.names())


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("rule", ["", "\n\n---"])
def test_what_is_said_around_an_answer_goes(language: str, rule: str) -> None:
    opening, offer = SAID[language]
    text = f"{opening}{rule}\n\n{ANSWER}{rule}\n\n{offer}\n"
    reading = pipeline.examine(Source("case.txt", text.encode()), ReadOptions(language=language))
    assert _gone(text, language) == [opening, offer]
    assert reading.article.meta.headline == "Harbor budget passes"
    assert [type(node).__name__ for node in reading.article.children] == ["Paragraph", "Paragraph"]


OFFER = "Would you like me to add quotes?"


@pytest.mark.parametrize(
    ("opening", "offer", "gone"),
    [
        ("Of course!\n\nBelow is a rewritten version:", "", 2),
        ("Sure, here's the piece you asked for.", "", 1),
        ("**Absolutely! Here’s a polished draft** 👇:", "", 1),
        ("Great question! I looked at several papers. Here’s an overview:", "", 1),
        ("Got it, Anna! 🎉 Here’s a fresh take on your story:", "", 1),
        ("Thought for 12 seconds\n\nHere's a concise version:", "", 2),
        ("ChatGPT said:\n\nSure!\n\nHere's the article:", "", 3),
        ("You said:\nwrite about the piers\n\nChatGPT said:\n\nHere is the article:", "", 4),
        ("Vous avez dit :\nécris sur le port\n\nChatGPT a dit :", "", 3),
        ("**User:** write about the piers\n\n**Assistant:** Sure! Here's the article:", "", 2),
        ("Assistant: Sure! Here's the article:", "", 1),
        # An assistant that does not assent offers more.
        ("Here is the press release:", OFFER, 2),
        ("Here is the press release:", "", 0),
        ("I'll write a feature article about the harbor budget for you.", OFFER, 2),
        ("Certainly! Here's the article:", "Would you like me to:\n\n- add quotes\n- make it shorter?", 4),
        (
            "Certainly! Here's the article:",
            "If you’d like, I can also:\n- shorten it\n\nJust say the word!",
            4,
        ),
        ("Certainly! Here's the article:", f"---\n\n*It is made up. {OFFER}*", 2),
        ("Certainly! Here's the article:", "I’ve kept it short. I can adjust the length.", 2),
        # One that nothing has presented stays.
        ("", "---\n\nIf you’d like, I can also turn it into a newsletter.", 0),
        ("", f"---\n\n{OFFER}", 0),
        ("", "If you’d like, I can also turn it into a newsletter.", 0),
        ("", "ChatGPT can make mistakes. Check important info.", 1),
        ("Sicher! Hier ist der Artikel:", "", 0),  # not the language of the text, nor English
    ],
)
def test_ways_to_say_it(opening: str, offer: str, gone: int) -> None:
    assert len(_gone(f"{opening}\n\n{ANSWER}\n\n{offer}\n".strip())) == gone


@pytest.mark.parametrize(
    "text",
    [
        "Here's what the council decided\n\n{}",
        "Here is the letter of the mayor in full:\n\n{}",
        "Below is the text of a press release issued today:\n\nPORT REOPENS\n\n{}",
        "Here is the story of the greatest storm in the valley.\n\n---\n\n{}",
        "Sure, the piers are old.\n\n{}",
        "Sure, fares have fallen. Here's what the latest report means for you.\n\nFares rose by four percent.\n\n{}",
        "Of course, history repeats itself. Here are five lessons from the winter.\n\nThe ice came.\n\n{}",
        "Of course. Here is the story of how my father lost his farm:\n\nHe had sown in April.\n\n{}",
        "Okay\n\nHere's the story behind my new book, which comes out in June.\n\nI began in May.\n\n{}",
        "I'll write the article when the harbor is still.\n\nThe lamps went out.\n\n{}",
        "Certainly\n\n{}",
        "“Certainly! Here's the article:” she wrote.\n\n{}",
        "## Here is the article:\n\n{}",
        "AI: The Next Frontier\n\n{}",
        "# AI: The Next Frontier\n\n{}",
        "Claude: A Life of the Painter of Giverny\n\n{}",
        "You: Are you conscious?\n\nChatGPT: I have no feelings, but I can talk about it.\n\n{}",
        "Me: A Memoir in Three Dogs\n\nThe first was a spaniel.\n\nClaude: that was the second.\n\n{}",
        "User: what does it cost?\n\nAI: much.\n\nUser: how much?\n\nAI: twelve million.\n\n{}",
        "Searched the Web\n\n{}",
        "{}\n\n“Would you like me to sing?” she asked.",
        "{}\n\nThe keeper smiled. Would you like me to show you the lamp?",
        "{}\n\nDo you want me to call the city inspector?",
        "{}\n\nDo you want me to:\n\n- close the school?\n- sell the park?",
        "{}\n\nLet me know if you'd like this newsletter twice a week: dana@ellery.example.",
        "{}\n\n---\n\nLet me know if you'd like this newsletter twice a week: dana@ellery.example.",
        "{}\n\nWould you like me to expand on it?\n\n1. Port of Ellery, statement\n2. Ellery Courier",
        "{}\n\n---\n\nWould you like to support this newsletter? Tell a friend.",
        "Here is the text of the release:\n\n# PORT REOPENS\n\n{}\n\nLet me know if you saw the boats.",
        "{}\n\nI can also recommend the fish.",
        "{}\n\nClaude can make mistakes, its maker says in small print, and so can you.",
        "{}\n\nWant me to\n\nThe harbor council went home after a long day of work, and the lamps went out.",
        "Certainly! Here's the article you asked for:",
        "ChatGPT said:",
        "Would you like me to add quotes?",
        "The piers.\n\nCertainly! Here's the article you asked for:\n\n{}",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert _gone(text.format(ANSWER)) == []


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("es", "¿Quiere que sigamos pagando, señor ministro, por un servicio que no existe?"),
        ("tr", "Dilerseniz, kitabı bütün kitapçılarda bulabilirsiniz."),
        ("ar", "هل تريد أن تعرف سر السعادة؟ إنها في القهوة."),
        ("de", "Wenn Sie wünschen, kann ich Ihnen Fotos schicken. Mit freundlichen Grüßen, Karl Weber"),
        ("fr", "Si tu veux, je peux rester encore"),
        ("ja", "帰り際、田中さんは笑顔でこう言った。もう一杯お作りいたしましょうか"),
        ("ko", "떠나는 나에게 김씨는 웃으며 물었다. 한 잔 더 드릴까요?"),
    ],
)
def test_a_last_line_of_people_stays_in_any_language(language: str, last: str) -> None:
    assert _gone(f"{ANSWER}\n\n{last}", language) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Sure! Here's the article:\n\n---\n\n{}\n\n---\n\nWould you like me to:\n\n* add quotes?",
            "The harbor",
        ),
        ("Assistant: Sure! Here's the article:\n\n{}", "The harbor"),
        ("---\ntitle: Piers\n---\n\nSure! Here's the article:\n\n{}", "Sure!"),
        ("* Sure! Here's the article:\n\n{}", "Sure!"),
    ],
)
def test_a_document_in_markdown_is_an_answer_unless_it_has_front_matter(text: str, first: str) -> None:
    article = pipeline.read(Source("case.md", text.format(ANSWER).encode())).article
    said = plain(article.children[0])
    assert said.startswith(first)
    if first == "The harbor":
        assert (article.meta.headline, len(article.children)) == ("Harbor budget passes", 2)
