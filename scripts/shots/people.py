"""Who stands on the certificates in the pictures: the same people in the same order each time."""

from __future__ import annotations

from itertools import islice, product

GIVEN = (
    "Amina", "José", "Lev", "Mei", "Fatima", "Björn", "Chidi", "Aoife",
    "Ngozi", "Ravi", "Zoë", "Kenji", "Olga", "Tomás", "Leila", "Anna",
)  # fmt: skip
FAMILY = (
    "Okonkwo", "García", "Petrov", "Chen", "Rahimi", "Åkesson", "Eze", "Byrne",
    "Adeyemi", "Iyer", "Müller", "Sato", "Ivanova", "Silva", "Haddad",
)  # fmt: skip
WORLD = (
    "Анна Щербакова",
    "فاطمة الزهراء بن عيسى",
    "नीलम शर्मा",
    "欧阳晓明",
    "Ελένη Παπαδοπούλου",
    "김민준",
    "נועה בן־דוד",
)
# Tibetan: a script that no shipped font holds, so that its row fails by itself.
# She owns the team, and holds some of its certificates herself.
OWNER, OWNER_ADDRESS = "Amina Okonkwo", "amina@example.org"
UNWRITABLE = "བསྟན་འཛིན"


def names(count: int) -> list[str]:
    """`count` names, at most 240; no two alike. Each given name meets each family name once."""
    steps = product(range(len(FAMILY)), range(len(GIVEN)))
    return [f"{GIVEN[given]} {FAMILY[(given + turn) % len(FAMILY)]}" for turn, given in islice(steps, count)]


def csv(people: list[str], title: str, column: str = "Course") -> str:
    """A list as a school would send it: name, what for, hours, address."""
    lines = [f"Name,{column},Hours,Signatory,Signatory's title,E-mail"]
    for number, name in enumerate(people, start=1):
        hours = 12 + number % 3 * 6
        address = OWNER_ADDRESS if name == OWNER else f"person{number:03}@example.org"
        lines.append(f"{name},{title},{hours},Dr Helena Marsh,Director of Studies,{address}")
    return "\n".join(lines) + "\n"


MIXED = """Name,Course,Hours,E-mail
Amina Okonkwo,Applied Data Analysis,24,amina@example.org
,Applied Data Analysis,24,jose@example.org
Lev Petrov,Applied Data Analysis,24,lev at example
Mei Chen,Applied Data Analysis,twelve,mei@example.org
Fatima Rahimi,Applied Data Analysis,18,fatima@example.org
Fatima Rahimi,Applied Data Analysis,18,fatima@example.org
Björn Åkesson,,18,bjorn@example.org
نور الهدى,Applied Data Analysis,24,nour@example.org
Maria Francisca Isabel de Albuquerque e Vasconcelos-Carvalho,Applied Data Analysis,24,maria@example.org
Chidi Eze,Applied Data Analysis,12,chidi@example.org
"""
UNKNOWN_COLUMNS = "Who,Subject,Remark\nAmina Okonkwo,Chess,gold\nLev Petrov,Chess,silver\n"
# Two of the rows have no address.
TO_MAIL = """Name,Course,E-mail
Amina Okonkwo,First Aid at Work,amina@example.org
José García,First Aid at Work,
Mei Chen,First Aid at Work,mei@example.org
نور الهدى,First Aid at Work,nour@example.org
Chidi Eze,First Aid at Work,
"""
