"""Languages to choose from."""

from django.conf.locale import LANG_INFO


def languages() -> list[tuple[str, str]]:
    """Tags with the names that their speakers give them, by these. Dates and numbers are written their way."""
    known = {code: str(info["name_local"]) for code, info in LANG_INFO.items() if "name_local" in info}
    return sorted(
        ((code, name[:1].upper() + name[1:]) for code, name in known.items()), key=lambda pair: pair[1]
    )
