"""`entity["people","Ann Roe","mayor"]`: ChatGPT's tokens that hold words or pictures, their delimiters lost."""

import re

from convert.parts import MarkerFamily, Reading

_STRING = r'"(?:[^"\\\n]|\\.){0,300}"'
_PATTERN = (
    r'(?:product_)?entity\["[a-z_0-9]{2,30}",[ ]?"(?P<name>(?:[^"\\\n]|\\.){1,300})"'
    rf"(?:,[ ]?(?:{_STRING}|[0-9]{{1,4}})){{0,5}}\]"
    r'|genui[ ]?\{"\w{1,80}":[ ]?\{"content":[ ]?"(?P<formula>(?:[^"\\\n]|\\.){1,2000})"[^{}\n]{0,300}\}\}'
    r'|image_group\{"[^{}\n]{1,2000}\}'
)


def _read(match: re.Match[str]) -> Reading:
    group = match.lastgroup
    return Reading(prose=match.span(group)) if group else Reading()


part = MarkerFamily(
    name="named-token",
    description="ChatGPT's tokens for names, formulas and pictures without their private-use characters",
    hooks=('entity["', "product_entity[", 'genui{"', 'genui {"', 'image_group{"'),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        'entity["people","Ann Roe","mayor"] spoke': (),
        'genui{"math_block_widget_v2":{"content":"y = mx + c"}}': (),
        'image_group{"aspect_ratio":"1:1","query":["pier","harbour"]}': (),
    },
    leaves={
        'Then entity["people","Ann Roe","mayor of \\"Port\\""] spoke.': "Then Ann Roe spoke.",
        'entity["organization", "Port Council"] met.': "Port Council met.",
        'The entity["city","Port Ellery","Maine",0]\'s pier': "The Port Ellery's pier",
        'So genui{"math_block_widget_always_prefetch_v2": {"content": "y = mx + c"}} holds.': "So y = mx + c holds.",
        'image_group{"aspect_ratio":"1:1","query":["pier","harbour"]}The pier is closed.': "The pier is closed.",
    },
    near_misses=(
        'A lookup entity["uuid"] in code',
        'entity["uuid"]["name"] too',
        "An entity [people] of words, an identity.",
        "genuine words stay",
        'genui{"other": 1}',
        "image_group{} is empty",
    ),
)
