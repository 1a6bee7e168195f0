"""Copies the password meter, zxcvbn-ts, from node_modules (pinned in package-lock.json) to static/vendor/.

    python -m scripts.vendor_password_meter

Of each list of words that passwords are made of the most frequent ones go along, so that a phone gets less than 100 kB
and not a megabyte. A word that was left out the meter takes for harder to guess than it is.
"""

import json
import shutil
from pathlib import Path

from scripts.vendor_front_end import MODULES, VENDOR, version_of

# Name of the list in zxcvbn-ts, its file, how many words of it.
LISTS = (
    ("passwords-common", "language-common/src/passwords.json", 9_000),
    ("commonWords-en", "language-en/src/commonWords.json", 9_000),
    ("firstnames-en", "language-en/src/firstnames.json", 5_000),
    ("lastnames-en", "language-en/src/lastnames.json", 2_000),
)
HEAD, ASSIGNED = "this.zxcvbnts = this.zxcvbnts || {};\n", "this.zxcvbnts.core = "


def module_of(bundle: str) -> str:
    """The library, which is made for a <script> that sets a global, as an ES module that sets none."""
    assert bundle.startswith(HEAD + ASSIGNED)
    body = bundle.removeprefix(HEAD).replace(ASSIGNED, "const core = ", 1)
    return body.rpartition("//# sourceMappingURL")[0] + "export const { ZxcvbnFactory } = core;\n"


def words_of(scope: Path) -> str:
    """The lists, the sequences of words ("one two three") and the keyboards, as an ES module."""
    lists = "".join(
        f"  {json.dumps(name)}: {json.dumps(' '.join(most_frequent(scope / file, count)))}.split(' '),\n"
        for name, file, count in LISTS
    )
    sequences = compact(scope / "language-en" / "src" / "wordSequences.json")
    graphs = compact(scope / "language-common" / "src" / "adjacencyGraphs.json")
    return (
        "// Cut by scripts/vendor_password_meter.py from @zxcvbn-ts/language-common and language-en; see NOTICE.md.\n"
        f"export const dictionary = {{\n{lists}  ...{sequences},\n}};\n"
        f"export const adjacencyGraphs = {graphs};\n"
    )


def most_frequent(file: Path, count: int) -> list[str]:
    """The first words of a list that begins with the most frequent ones."""
    return [word for word in json.loads(file.read_text()) if " " not in word][:count]


def compact(file: Path) -> str:
    return json.dumps(json.loads(file.read_text()), separators=(",", ":"))


def copy() -> None:
    scope, target = MODULES / "@zxcvbn-ts", VENDOR / f"zxcvbn-ts-{version_of('@zxcvbn-ts/core')}"
    target.mkdir(parents=True, exist_ok=True)
    (target / "zxcvbn.js").write_text(module_of((scope / "core" / "dist" / "zxcvbn-ts.js").read_text()))
    (target / "words.js").write_text(words_of(scope))
    shutil.copy(scope / "core" / "LICENSE.txt", target / "LICENSE")
    shutil.copy(scope / "language-en" / "NOTICE.md", target / "NOTICE.md")


if __name__ == "__main__":
    copy()
