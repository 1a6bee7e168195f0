"""Read yes and no, choices and pictures as people write them in lists."""

from collections.abc import Callable

from templates_app.document.rules import matched_option

from .problems import Problem, error

# In the languages of the shipped fonts; a tick and a cross stand for themselves.
_YES = """
    true yes y 1 x ✓ ✔ ☑ on oui vrai sí si verdadero sim verdadeiro sì vero ja wahr waar tak prawda ano pravda да истина так
    ναι αληθές evet doğru نعم صحيح כן נכון हाँ हां सही ใช่ จริง có đúng ya benar 是 对 對 真 はい 真 예 네 참
"""
_NO = """
    false no n 0 ✗ ✘ ☐ off non faux falso não nao nein falsch nee onwaar nie fałsz ne nepravda нет ложь ні хиба όχι ψευδές
    hayır yanlış لا خطأ לא नहीं गलत ไม่ ไม่ใช่ เท็จ không sai tidak salah 否 不 错 錯 假 いいえ 偽 아니오 아니요 거짓
"""
_WORDS = dict.fromkeys(_YES.split(), "true") | dict.fromkeys(_NO.split(), "false")


def read_boolean(value: str) -> tuple[str, list[Problem]]:
    """ "Ja", "✓" and 1 as true, "Nein" and 0 as false; an error for anything else."""
    if found := _WORDS.get(value.casefold().strip(" .")):
        return found, []
    return value, [error("not_a_boolean", f"'{value[:60]}' is neither yes nor no.", mend="Write yes or no.")]


def read_option(value: str, options: tuple[str, ...]) -> tuple[str, list[Problem]]:
    """The option that is meant, whatever its capitals; whether it is one at all is a rule of the field."""
    return matched_option(options, value), []


def read_picture(value: str, is_known: Callable[[str], bool]) -> tuple[str, list[Problem]]:
    """The file name or the id of a picture of the team; an error when it has none of that name."""
    if is_known(value):
        return value, []
    return value, [
        error(
            "not_a_picture",
            f"Your team has no picture '{value[:60]}'.",
            mend="Upload it under Pictures in the editor of a design, correct its name here, or leave the cell empty.",
        )
    ]
