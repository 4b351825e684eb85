"""`[citation needed]`, `[by whom?]`: what editors of encyclopedias ask of each other; neither source nor prose."""

import re

from convert.citations.families._shapes import GLUED, WITHIN_A_LINE, linked
from convert.parts import MarkerFamily, Reading

_ASK = r" ?[?;？؟]"  # Greek asks with a semicolon
# What is said of a statement, and no writer would say in brackets of his own text.
_STATED = (
    # English
    r"(?:full |page |better |additional |non-primary |medical |unreliable |third-party ){0,4}"
    r"(?:citation|source|reference|page|chapter|attribution|clarification|verification|quotation|update)s? needed"
    r"|needs update|needs copy edit|failed verification|not verified in (?:body|source)"
    r"|not in citations? given|improper synthesis\??|original research\??|unreliable (?:medical )?source\??"
    r"|self-published source\??|dubious(?: [–—-] discuss)?|disputed(?: [–—-] discuss)?|neutrality is disputed"
    r"|(?:permanent )?dead (?:youtube )?link|broken anchor|weasel words?|peacock (?:prose|term)|undue weight\??"
    r"|importance\?|relevant\?|citation not found"
    # German, French, Spanish, Portuguese, Italian, Dutch
    r"|beleg(?:e)? (?:fehlt|fehlen|erforderlich)|quelle (?:fehlt|erforderlich)|einzelnachweis (?:fehlt|erforderlich)"
    r"|réf\. (?:nécessaire|souhaitée|incomplète|à confirmer|insuffisante|obsolète)|référence nécessaire|pas clair"
    r"|source (?:insuffisante|détournée|non fiable|secondaire nécessaire)|précision nécessaire|non neutre"
    r"|style à revoir"
    r"|pertinence contestée|passage (?:non neutre|contradictoire|problématique)|interprétation personnelle"
    r"|cita requerida|aclaración requerida|sin referencias|fuente no fiable|¿fuente no fiable\?|no está en la fuente"
    r"|carece de fontes?\??|necessário esclarecer|fonte (?:confiável\?|não confiável)|sem fonte"
    r"|senza fonte|non chiaro|citazione necessaria|fonte non attendibile|bron ?\?"
    r"|bron(?:vermelding)? (?:gewenst|nodig|ontbreekt)"
    # Polish, Russian, Ukrainian, Czech
    r"|potrzebny przypis|potrzebne źródło|niewiarygodne źródło\?|styl do poprawy"
    r"|источники? не указаны?(?: [\d ]{1,6}(?:дней|день|дня))?|неавторитетный источник\??"
    r"|значимость факта\?|нет в источнике|джерело(?: не вказане(?: [\d ]{1,6}(?:днів|день|дні))?|\?)"
    r"|zdroj\?|doplňte zdroj|neověřeno"
    # Swedish, Danish, Norwegian, Finnish
    r"|källa behövs|kilde mangler|(?:trenger|mangler) (?:referanse|kilde)|kildehenvisning mangler"
    r"|lähde ?\?|tarvitaan lähde"
    # Turkish, Greek, Indonesian, Vietnamese
    r"|kaynak belirtilmeli|εκκρεμεί παραπομπή|ασαφές|butuh rujukan|rujukan\?|perlu dijelaskan"
    r"|cần (?:dẫn nguồn|giải thích)"
    # Japanese, Chinese, Korean
    r"|要出典(?:範囲)?|要検証(?: [–-] ノート)?|要ページ番号|独自研究\??|要説明|[來来]源[請请]求|查[證证][請请]求"
    r"|需要解[釋释]|失效[連链][接結]|출처 필요|모호한 표현"
    # Arabic, Persian, Hebrew, Hindi
    r"|بحاجة ل(?:مصدر|توضيح)|بحاجة إلى مصدر|محل شك|نیازمند (?:منبع|یادکرد|شفاف‌سازی)|مدرک\u200cبده"
    r"|דרוש מקור|דרושה הבהרה|उद्धरण चाहिए|संदर्भ चाहिए|कृपया उद्धरण जोड़ें"
)
# Bare questions, which a writer may put, too: only glued to the word that they ask about.
_ASKED = (
    r"(?:by |according to |to |for |of )?who(?:m|se)?|when|where|why|how(?: many| much)?|which|what|compared to what"
    r"|qui|quand|où|pourquoi|comment|par qui|selon qui|lequel|laquelle|lesquels|combien"
    r"|¿(?:quién(?:es)?|cuándo|dónde|cuál(?:es)?|cómo|por quién|según quién|por qué|cuánto)"
    r"|quem|quando|onde|qual|por quem|segundo quem|por quê|chi|da chi|dove|quale|perché|secondo chi"
    r"|wer|wann|wo|von wem|welche[rs]?|wie|wanneer|waar|door wie|volgens wie"
    r"|kto|kiedy|gdzie|przez kogo|jaki|który|według kogo|кто|кем|когда|где|какой|какие|почему|сколько"
    r"|хто|ким|коли|де|який|які|чому|kdo|kým|kdy|kde|který|jaký|podle koho"
    r"|vem|när|var|av vem|vilka|vilken|hvem|hvornår|hvor|af hvem|når|av hvem|hvilke[nt]?"
    r"|kuka|milloin|missä|kenen mukaan|ketkä|mikä|kim|ne zaman|nerede|kime göre|ποιος|πότε|πού|από ποιον|ποιοι"
    r"|siapa|kapan|di mana|oleh siapa|yang mana|khi nào|ở đâu|theo ai"
    r"|いつ|誰|だれ|誰によって|どこ|なぜ|どの|何|何时|何時|谁|何人|何地|哪裡|哪里|為何|为何|誰說的|언제|누가|누구|어디|왜"
    r"|متى|من|أين|من قبل من|وفقًا لمن|چه کسی|چه زمانی|کجا|כי מי|מי|מתי|היכן|לפי מי|कौन|कब|कहाँ|किसके द्वारा"
)
# What a writer may say as well, but not glued to a word.
_GLUED = r"clarify|specify|vague|verify|ambiguous|уточнить|прояснить|уточнити|прояснити|ujasnit|klargjør|förtydliga"
# Parted by a space in text pulled from tags, each part of the bracket as well.
_PATTERN = (
    rf"(?i:{WITHIN_A_LINE}\\?\[ ?{linked(_STATED)} ?\\?\]"
    rf"|{GLUED}\\?\[{linked(rf'(?:{_ASKED}){_ASK}|{_GLUED}')}\\?\]"
    rf"|{WITHIN_A_LINE}\[ (?:{_ASKED}){_ASK} \])(?![(:])"
)


def _read(_match: re.Match[str]) -> Reading:
    return Reading()


part = MarkerFamily(
    name="cleanup-tag",
    description="what an encyclopedia's editors ask for: a source, a time, a name",
    hooks=("[", "\\["),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={"It is the oldest.[citation needed]": ()},
    leaves={
        "It is the oldest.[citation needed] Many[who?] say so.": "It is the oldest. Many say so.",
        "It is said[by whom?] that it fell recently[when?] there[where?].": "It is said that it fell recently there.",
        "Better[better source needed] and worse[failed verification].": "Better and worse.",
        "Doubtful[dubious – discuss] and gone.[permanent dead link]": "Doubtful and gone.",
        "So[according to whom?] it[clarification needed] is.[original research?]": "So it is.",
        "It is the oldest [ citation needed ] and many [ who? ] say so.": "It is the oldest and many say so.",
        r"It is the oldest.\[citation needed\] Then.": "It is the oldest. Then.",
        'Oldest[[citation needed](/wiki/WP:CN)] of *all*\\[*[who?](/wiki/Who "By whom")*\\].': "Oldest of *all*.",
        "Twelve (some)[page needed] of them": "Twelve (some) of them",
        "Der älteste[Beleg fehlt] seit kurzem[wann?].": "Der älteste seit kurzem.",
        "Le plus vieux[réf. nécessaire] récemment[Quand ?].": "Le plus vieux récemment.",
        "El más viejo[cita requerida] según algunos[¿quién?].": "El más viejo según algunos.",
        "O mais velho[carece de fontes?] segundo alguns[quem?].": "O mais velho segundo alguns.",
        "Il più vecchio[senza fonte] secondo molti[chi?].": "Il più vecchio secondo molti.",
        "De oudste[bron?] sinds kort[wanneer?].": "De oudste sinds kort.",
        "Najstarszy[potrzebny przypis] niedawno[kiedy?].": "Najstarszy niedawno.",
        "Старейший[источник не указан 812 дней] недавно[когда?].": "Старейший недавно.",
        "Найстаріший[джерело?] нещодавно[коли?].": "Найстаріший нещодавно.",
        "Nejstarší[zdroj?] podle mnohých[kdo?].": "Nejstarší podle mnohých.",
        "Äldst[källa behövs] nyligen[när?].": "Äldst nyligen.",
        "Ældst[kilde mangler] for nylig[hvornår?].": "Ældst for nylig.",
        "Eldst[trenger referanse] nylig[når?].": "Eldst nylig.",
        "Vanhin[lähde?] hiljattain[milloin?].": "Vanhin hiljattain.",
        "En eski[kaynak belirtilmeli] yakında[ne zaman?].": "En eski yakında.",
        "Το παλαιότερο[εκκρεμεί παραπομπή] πρόσφατα[πότε;].": "Το παλαιότερο πρόσφατα.",
        "最古である[要出典]。近年[いつ?]、": "最古である。近年、",
        "最古老[來源請求]。近年[何时？]，": "最古老。近年，",
        "가장 오래된[출처 필요] 최근[언제?]": "가장 오래된 최근",
        "الأقدم[بحاجة لمصدر] حديثا[متى؟].": "الأقدم حديثا.",
        "قدیمی‌ترین[نیازمند منبع] است.": "قدیمی‌ترین است.",
        "העתיק[דרוש מקור] ביותר.": "העתיק ביותר.",
        "सबसे पुराना[उद्धरण चाहिए] है।": "सबसे पुराना है।",
        "Tertua[butuh rujukan] baru-baru ini[kapan?].": "Tertua baru-baru ini.",
        "Cổ nhất[cần dẫn nguồn] gần đây[khi nào?].": "Cổ nhất gần đây.",
    },
    near_misses=(
        "“He [who?] said so [when?]”, the reader asked.",
        "[citation needed] alone at a line's start may be a title.",
        "No citation needed, and (citation needed) too.",
        "Some [sic], [laughs], [inaudible], [applause], [emphasis added], [his] words[…].",
        "A link [citation needed](https://xkcd.com/285/).",
        "What[ever] they[’ve] said[,] we[ ] kept.",
        "In code `[citation needed]` stays.",
        "[Who?]\n[When?]",
        "Sources [a source needed by the press] differ.",
    ),
)
