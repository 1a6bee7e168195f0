"""The page reaches the project's own files and nothing else, proven with a server that counts who comes."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page

from templates_app.rendering import RenderedPdf
from templates_app.rendering.engine import engine

from .designs import document, render_one, text, values


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Address of a real server on this machine, and the requests that it saw."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(b"body{}")

        do_POST = do_OPTIONS = do_GET  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{listening.server_port}", seen
    listening.shutdown()
    listening.server_close()


ATTEMPTS = {
    "fetch": "fetch('http://HOST/fetch').then(() => 'reached', () => 'refused')",
    "post": "fetch('http://HOST/post', {method: 'POST', mode: 'no-cors', body: 'x'}).then(() => 'reached', () => 'refused')",
    "beacon": "Promise.resolve(navigator.sendBeacon('http://HOST/beacon', 'x')).then(() => 'refused')",
    "image": """new Promise(done => { const image = new Image(); image.onload = () => done('reached');
        image.onerror = () => done('refused'); image.src = 'http://HOST/image.png'; })""",
    "style": """new Promise(done => { const link = document.createElement('link'); link.rel = 'stylesheet';
        link.onload = () => done('reached'); link.onerror = () => done('refused');
        link.href = 'http://HOST/style.css'; document.head.append(link); })""",
    "script": """new Promise(done => { const script = document.createElement('script');
        script.onload = () => done('reached'); script.onerror = () => done('refused');
        script.src = 'http://HOST/script.js'; document.head.append(script); })""",
    "font": "new FontFace('Far', 'url(http://HOST/font.woff2)').load().then(() => 'reached', () => 'refused')",
    "css image": """new Promise(done => { const box = document.createElement('div');
        box.style.cssText = 'width:9px;height:9px;background:url(http://HOST/css.png)';
        document.body.append(box); setTimeout(() => { box.remove(); done('refused') }, 200); })""",
    "svg image": """new Promise(done => { const host = document.createElement('div');
        host.innerHTML = '<svg><image href="http://HOST/svg.png" width="9" height="9"/></svg>';
        document.body.append(host); setTimeout(() => { host.remove(); done('refused') }, 200); })""",
    "frame": """new Promise(done => { const frame = document.createElement('iframe'); frame.src = 'http://HOST/frame';
        document.body.append(frame); setTimeout(() => { frame.remove(); done('refused') }, 200); })""",
    "websocket": """new Promise(done => { try { const socket = new WebSocket('ws://HOST/socket');
        socket.onmessage = () => done('reached'); socket.onclose = () => done('refused');
        socket.onerror = () => done('refused'); } catch { done('refused'); } })""",
    "event source": """new Promise(done => { const events = new EventSource('http://HOST/events');
        events.onopen = () => done('reached'); events.onerror = () => { events.close(); done('refused'); }; })""",
    "file": "fetch('file:///etc/hostname').then(() => 'reached', () => 'refused')",
    "file image": """new Promise(done => { const image = new Image(); image.onload = () => done('reached');
        image.onerror = () => done('refused'); image.src = 'file:///usr/share/pixmaps/debian-logo.png'; })""",
    "other file of the project": "fetch('/static/../manage.py').then(r => r.ok ? 'reached' : 'refused', () => 'refused')",
    "encoded way up": "fetch('/static/fonts/%2e%2e/%2e%2e/manage.py').then(() => 'reached', () => 'refused')",
    "other static file": "fetch('/static/css/app.css').then(() => 'reached', () => 'refused')",
}


def test_nothing_reaches_another_address(server: tuple[str, list[str]]) -> None:
    host, seen = server
    render_one(document(text("a", 10, 10, 100, 20, "{recipient.name}")))

    def attempt(page: Page) -> dict[str, str]:
        return {
            name: page.evaluate(f"() => {script.replace('HOST', host)}") for name, script in ATTEMPTS.items()
        }

    assert engine().chromium.run(attempt) == dict.fromkeys(ATTEMPTS, "refused")
    assert seen == []


def test_the_lock_holds_without_the_content_security_policy(server: tuple[str, list[str]]) -> None:
    """Each wall stands alone: here a page of the same browser that has no policy."""
    host, seen = server

    def attempt(page: Page) -> list[str]:
        other = page.context.new_page()
        try:
            names = ("fetch", "post", "image", "style", "font", "websocket", "event source")
            return [other.evaluate(f"() => {ATTEMPTS[name].replace('HOST', host)}") for name in names]
        finally:
            other.close()

    render_one(document(text("a", 10, 10, 100, 20, "{recipient.name}")))
    assert engine().chromium.run(attempt) == ["refused"] * 7
    assert seen == []


def test_the_server_of_these_tests_can_be_reached(server: tuple[str, list[str]]) -> None:
    host, seen = server
    address, port = host.split(":")
    with socket.create_connection((address, int(port)), timeout=5) as connection:
        connection.sendall(b"GET /alive HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.0 200")
    assert seen == ["/alive"]


def test_markup_in_values_and_designs_stays_text(server: tuple[str, list[str]]) -> None:
    host, seen = server
    attack = f"</text><image href='http://{host}/x.png'/><script>fetch('http://{host}/y')</script>&amp;\"'"
    design = document(
        text("a", 10, 5, 180, 40, "{recipient.name}", size=9), text("b", 10, 50, 180, 40, attack, size=9)
    )
    result = render_one(design, values(attack))
    assert isinstance(result, RenderedPdf)
    assert "".join(result.texts[0].split()) == "".join(attack.split())
    assert seen == []
