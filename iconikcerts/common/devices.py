"""What a User-Agent header says of the device, in words."""

from functools import lru_cache

from ua_parser import parse


@lru_cache(maxsize=512)
def named(user_agent: str) -> str:
    """ "Firefox on Linux"; the beginning of the header for a program that is no browser; "" for none."""
    if not user_agent:
        return ""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or user_agent.split(" ")[0][:60]
