"""Read the language of a certificate: a BCP 47 tag, or the name that people write in a list."""

import re

from .problems import Problem, error

# Language, script and region of RFC 5646 2.1; variants and extensions have no place on a certificate.
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_NAMES = """
    ar arabic العربية عربي | bg bulgarian български | cs czech čeština | da danish dansk | de german deutsch |
    el greek ελληνικά | en english englisch anglais inglés | es spanish español castellano | et estonian eesti |
    fa persian farsi فارسی | fi finnish suomi | fr french français französisch | he hebrew עברית | hi hindi हिन्दी हिंदी |
    hr croatian hrvatski | hu hungarian magyar | id indonesian | it italian italiano | ja japanese 日本語 |
    ko korean 한국어 | lt lithuanian lietuvių | lv latvian latviešu | nl dutch nederlands | nb norwegian norsk |
    pl polish polski | pt portuguese português | ro romanian română | ru russian русский | sk slovak slovenčina |
    sl slovenian slovenščina | sr serbian српски | sv swedish svenska | th thai ไทย ภาษาไทย | tr turkish türkçe |
    uk ukrainian українська | ur urdu اردو | vi vietnamese | zh chinese 中文 汉语 普通话 | zh-Hant 繁體中文 | zh-Hans 简体中文
"""
_CODES = {name: words[0] for words in (group.split() for group in _NAMES.split("|")) for name in words[1:]}


def read_language(value: str) -> tuple[str, list[Problem]]:
    """The tag in its usual case ("pt_br" → "pt-BR", "Deutsch" → "de"); an error for anything else."""
    if code := _CODES.get(value.casefold()):
        return code, []
    found = _TAG.fullmatch(value)
    if not found:
        fault = error(
            "bad_language",
            f"'{value[:40]}' is not a language that is known.",
            mend="Write its code, such as en, fr or pt-BR.",
        )
        return value, [fault]
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part), []
