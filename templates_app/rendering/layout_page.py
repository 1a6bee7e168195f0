"""The page in which the layout module runs, and its lock: it can reach the project's own static files, nothing else."""

import json
import mimetypes
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, WebSocketRoute

from .chromium import answers
from .errors import BrowserGone, RenderError
from .fonts import STATIC
from .qr import qr_rows
from .split import PageSize, is_print_of

# Reserved by RFC 2606: no resolver answers for it. Requests are fulfilled in this process.
ORIGIN = "http://layout.invalid"
AssetResolver = Callable[[str], tuple[bytes, str]]
Values = Mapping[str, str]
Pictures = Mapping[str, tuple[bytes, str]]

PRINT_ATTEMPTS = 2
# Left to itself the browser keeps the pages of dozens of prints before it looks for garbage: memory then doubles.
PRINTS_BETWEEN_CLEANINGS = 10

_FOLDERS = ("js/layout/", "js/expressions/", "vendor/fabric-7.4.0/", "fonts/")
_OWN_FONTS = "/fonts/"
_TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".json": "application/json",
}
_SHELL = """<!doctype html><html><head><meta charset="utf-8"><title></title>
<script type="importmap" nonce="{nonce}">{{"imports":{{"fabric":"/static/vendor/fabric-7.4.0/index.min.mjs"}}}}</script>
<style>html,body{{margin:0;padding:0}}#design{{position:absolute}}</style></head><body><div id="design"></div><div id="sheet"></div></body></html>"""
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'unsafe-inline'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
# As text both ways: Playwright looks at each value of an argument or result in Python, which took longer than the layout.
_CALL = """async ([name, argument]) => {
  const sheet = await import("/static/js/layout/sheet.js");
  return JSON.stringify((await sheet[name](JSON.parse(argument))) ?? null);
}"""


@dataclass(frozen=True, slots=True)
class Design:
    """A document with the pictures that its rows may name. `key` tells designs apart.

    `bleed` is in mm on each side of the print, 0 for the trimmed page. `families` are the fonts that are not shipped, as
    in the catalogue; `font_files` what is in their files.
    """

    key: str
    document: dict[str, Any]
    pictures: Pictures
    bleed: float = 0
    families: Sequence[Mapping[str, Any]] = ()
    font_files: Mapping[str, bytes] = field(default_factory=dict)

    def page_sizes(self) -> list[PageSize]:
        """Sizes of the pages of one certificate."""
        return [PageSize(page["width"], page["height"], self.bleed) for page in self.document["pages"]]


@dataclass  # no slots: Playwright marks the objects whose methods it calls
class LayoutPage:
    """Drives `static/js/layout/sheet.js`. Its methods run in the browser's thread."""

    _served: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    _open_design: str = ""
    _prints: int = 0
    # What the open design warns of in its fixed parts, which no row is to blame for: `{code, message, element}`.
    static_warnings: list[dict[str, str]] = field(default_factory=list)

    def prepare(self, page: Page) -> None:
        """Lock a new page and load the layout module."""
        self._open_design = ""
        page.context.route("**/*", self._serve)
        page.context.route_web_socket("**/*", _refuse_socket)
        page.goto(f"{ORIGIN}/")
        self._call(page, "start", {"catalogue": "/static/fonts/catalogue.json", "fonts": "/static/fonts/"})

    def print_rows(
        self, page: Page, design: Design, rows: Sequence[Values], pictures: Pictures
    ) -> tuple[bytes, list[dict[str, Any]]]:
        """Print rows as one PDF, with what is on each row's pages (see `layoutRows`).

        `pictures` are those that the rows themselves name, by asset id.
        """
        matrices = self._open(page, design, rows)
        chunk = {"rows": [dict(row) for row in rows], "matrices": matrices, "pictures": self._offer(pictures)}
        facts = self._call(page, "layoutRows", chunk)
        count = sum("pages" in row for row in facts)
        content = self._print(page, design, count) if count else b""
        self._call(page, "clear", None)
        self._prints += 1
        if self._prints % PRINTS_BETWEEN_CLEANINGS == 0:
            page.request_gc()
        return content, facts

    def _print(self, page: Page, design: Design, rows: int) -> bytes:
        # What was printed decides where the files are cut: a sheet too many would give people each other's pages.
        for _ in range(PRINT_ATTEMPTS):
            content = page.pdf(prefer_css_page_size=True, print_background=True, tagged=False, outline=False)
            if is_print_of(content, design.page_sizes(), rows):
                return content
            page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
        raise BrowserGone("The browser printed something else than the page.", mend="Try again.")

    def picture(
        self, page: Page, design: Design, values: Values, pictures: Pictures, request: dict[str, Any]
    ) -> dict[str, Any]:
        """One page on a canvas (see `picture` in sheet.js)."""
        matrices = self._open(page, design, [values])
        row = {"values": dict(values), "matrices": matrices, "pictures": self._offer(pictures)}
        result: dict[str, Any] = self._call(page, "picture", {**request, **row})
        return result

    def _open(self, page: Page, design: Design, rows: Sequence[Values]) -> dict[str, tuple[str, ...]]:
        if self._open_design != design.key:
            self._open_design = ""
            self._served = {}
            opened = {
                "document": design.document,
                "pictures": self._offer(design.pictures),
                "bleed": design.bleed,
                "families": self._offer_fonts(design),
            }
            self._open_or_explain(page, opened)
            self._open_design = design.key
        codes = self._call(page, "codesOf", {"rows": [dict(row) for row in rows]})
        found = {f"{code['ecc']} {code['content']}": qr_rows(code["content"], code["ecc"]) for code in codes}
        return {key: matrix for key, matrix in found.items() if matrix}

    def _open_or_explain(self, page: Page, opened: dict[str, Any]) -> None:
        try:
            self.static_warnings = self._call(page, "openDesign", opened)
        except PlaywrightError as error:
            if not answers(page):
                raise
            raise RenderError(
                f"The design cannot be laid out: {script_fault(error)}",
                mend="Correct the design.",
                code="bad_design",
            ) from error

    def _offer(self, pictures: Pictures) -> dict[str, str]:
        # The address is the content's digest: a row may name a picture in any letters, and one name may get other content.
        addresses = {name: f"/pictures/{sha256(body).hexdigest()}" for name, (body, _) in pictures.items()}
        self._served.update({addresses[name]: picture for name, picture in pictures.items()})
        return addresses

    def _offer_fonts(self, design: Design) -> list[Mapping[str, Any]]:
        self._served.update(
            {f"{_OWN_FONTS}{name}": (content, "font/woff2") for name, content in design.font_files.items()}
        )
        return [{**entry, "faces": [_placed(face) for face in entry["faces"]]} for entry in design.families]

    def _call(self, page: Page, name: str, argument: Any) -> Any:
        return json.loads(page.evaluate(_CALL, [name, json.dumps(argument)]))

    def _serve(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != ORIGIN or route.request.method != "GET":
            route.abort("blockedbyclient")
            return
        path = unquote(url.path)
        if path == "/":
            nonce = secrets.token_urlsafe(16)
            headers = {"content-security-policy": _POLICY.format(nonce=nonce)}
            route.fulfill(body=_SHELL.format(nonce=nonce), content_type="text/html", headers=headers)
        elif path in self._served:
            body, content_type = self._served[path]
            route.fulfill(body=body, content_type=content_type)
        else:
            _serve_static(route, path)


def script_fault(error: PlaywrightError) -> str:
    """What a script on the page said, without Playwright's and the stack's words around it."""
    return str(error).splitlines()[0].removeprefix("Page.evaluate: ").removeprefix("LayoutError: ")


def _serve_static(route: Route, path: str) -> None:
    name = path.removeprefix("/static/")
    file = (STATIC / name).resolve()
    allowed = name.startswith(_FOLDERS) and file.is_relative_to(STATIC) and file.is_file()
    if not path.startswith("/static/") or not allowed:
        route.abort("blockedbyclient")
        return
    content_type = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    route.fulfill(body=file.read_bytes(), content_type=content_type)


def _placed(face: Mapping[str, Any]) -> Mapping[str, Any]:
    """A face whose files are named by their addresses on this page."""
    return {**face, "files": [{**file, "file": _OWN_FONTS + file["file"]} for file in face["files"]]}


def _refuse_socket(socket: WebSocketRoute) -> None:
    socket.close(code=1008, reason="no network")


def check_pictures(pictures: Pictures) -> None:
    """Raise `RenderError` for what is no picture. A browser shows an SVG as picture without its scripts and addresses."""
    for name, (_, content_type) in pictures.items():
        if content_type not in {"image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml"}:
            raise RenderError(
                f"The picture '{name}' is of type '{content_type}'.",
                mend="Use PNG, JPEG, WebP, GIF or SVG.",
                code="bad_picture",
            )


def design_key(
    document: Mapping[str, Any], pictures: Pictures, bleed: float, fonts: Sequence[str] = ()
) -> str:
    """The same for the same document, pictures, bleed and files of fonts."""
    digest = sha256(json.dumps(document, sort_keys=True).encode())
    digest.update(f"{bleed} {fonts}".encode())
    for name in sorted(pictures):
        digest.update(name.encode() + sha256(pictures[name][0]).digest())
    return digest.hexdigest()[:32]
