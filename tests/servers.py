"""Real servers and processes for the tests: worker, web, SMTP, S3. Each is started, found ready, and stopped."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import boto3
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from moto.server import ThreadedMotoServer

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
READY_SECONDS = 40.0
STOP_SECONDS = 10.0
POLL_SECONDS = 0.05


def free_port() -> int:
    """Return a port that nothing listens at now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """A program of this project in a process of its own, with its output in a file. `stop_signal` asks it to end."""

    stop_signal = signal.SIGTERM

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self._command = command
        self._env = {**os.environ, **env, "PYTHONUNBUFFERED": "1"}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id. Raises RuntimeError when the process was never started."""
        if self._process is None:
            raise RuntimeError(f"{self._command} was not started")
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def output(self) -> str:
        """Everything that the process has printed so far."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def start(self, is_ready: Callable[[str], bool]) -> None:
        """Start the process and wait until `is_ready(output)`. Raises RuntimeError with the output if it is not."""
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, env=self._env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + READY_SECONDS
        while not is_ready(self.output):
            if not self.is_alive or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"{' '.join(self._command)} did not get ready:\n{self.output[-4000:]}")
            time.sleep(POLL_SECONDS)

    def kill(self, signal_number: int = signal.SIGKILL) -> None:
        """Send a signal to the process alone, as a crash or the kernel would, and wait for its end."""
        os.kill(self.pid, signal_number)
        if self._process:
            self._process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """End the process and all of its session."""
        if self._process is None:
            return
        if self.is_alive:
            self._process.send_signal(self.stop_signal)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # nobody was left behind


class WorkerProcess(ServerProcess):
    """A real Celery worker: `celery -A iconikcerts worker` on all queues, prefork, `concurrency` children; `beat`: with the clock."""

    def __init__(
        self, env: Mapping[str, str], log: Path, *, concurrency: int = 2, beat: bool = False
    ) -> None:
        command = [sys.executable, "-m", "celery", "-A", "iconikcerts", "worker", "-Q", "render,mail,default"]
        options = ["--concurrency", str(concurrency), "-l", "INFO", "--without-gossip", "--without-mingle"]
        if beat:
            options += ["--beat", "--schedule", str(log.with_suffix(".beat"))]
        super().__init__([*command, *options], env, log)

    def begin(self) -> None:
        """Start the worker and wait until it takes tasks."""
        self.start(lambda output: " ready." in output)


class WebProcess(ServerProcess):
    """The real web server (gunicorn) on a free port; its address is `url`."""

    stop_signal = signal.SIGQUIT  # at once: nobody waits for what is under way

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self._port = free_port()
        self.url = f"http://{HOST}:{self._port}"
        command = [sys.executable, "-m", "gunicorn", "iconikcerts.wsgi", "--bind", f"{HOST}:{self._port}"]
        super().__init__([*command, "--threads", "4"], env, log)

    def begin(self) -> None:
        """Start the server and wait until it accepts connections with the application loaded."""
        self.start(lambda output: "Booting worker" in output and _accepts(self._port))


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@dataclass
class Mailbox:
    """What an SMTP server took in, and what it answers: `reply` stands in for "250 OK" when it is set.

    `replies` answer the next messages, `recipients` each RCPT TO of an address, one after the other; "drop" ends the
    connection instead. `connections`: how many were made.
    """

    host: str = HOST
    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    reply: str = ""
    replies: list[str] = field(default_factory=list)
    recipients: dict[str, list[str]] = field(default_factory=dict)
    connections: int = 0
    delay_s: float = 0.0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count a connection."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, or answer as was said."""
        if self.recipients.get(address):
            return self._answer(server, self.recipients[address].pop(0))
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message (aiosmtpd calls this) and answer."""
        await asyncio.sleep(self.delay_s)
        if self.reply or self.replies:
            return self._answer(server, self.reply or self.replies.pop(0))
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.messages.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"

    def _answer(self, server: SMTP, reply: str) -> str:
        if reply == "drop" and server.transport:
            server.transport.close()
        return reply

    def clear(self) -> None:
        """Forget all messages and answer normally."""
        self.messages.clear()
        self.replies.clear()
        self.recipients.clear()
        self.reply, self.connections, self.delay_s = "", 0, 0.0


class SmtpServer:
    """An SMTP server on a free port, on real sockets, in a thread. It can be stopped and started again."""

    def __init__(self) -> None:
        self.mailbox = Mailbox(port=free_port())
        self._controller: Controller | None = None

    def start(self) -> Mailbox:
        """Start to listen."""
        self._controller = Controller(
            self.mailbox, hostname=HOST, port=self.mailbox.port, enable_SMTPUTF8=True
        )
        self._controller.start()
        return self.mailbox

    def stop(self) -> None:
        """Stop to listen."""
        if self._controller:
            self._controller.stop()
        self._controller = None


class IdentityProviderProcess(ServerProcess):
    """A SAML identity provider (tests/accounts/sso/saml_provider.py) on a port; its address is `url`."""

    def __init__(self, port: int, folder: Path) -> None:
        self.url = f"http://{HOST}:{port}"
        program = ROOT / "tests" / "accounts" / "sso" / "saml_provider.py"
        super().__init__([sys.executable, str(program), str(port), str(folder)], {}, folder / "log")

    def begin(self) -> None:
        """Make its keys, and wait until it listens."""
        self.start(lambda output: "listening" in output)


class ClamdServer(ServerProcess):
    """ClamAV's daemon on a free port. It knows one thing, the file that every scanner is tested with (EICAR)."""

    SIGNATURES = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"  # MD5, size, name

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"tcp://{HOST}:{port}"
        self._port = port
        folder.mkdir()
        (folder / "test.hdb").write_text(self.SIGNATURES)
        settings = {
            "TCPSocket": port, "TCPAddr": HOST, "DatabaseDirectory": folder, "Foreground": "yes",
            "StreamMaxLength": "1M", "MaxThreads": 2,
        }  # fmt: skip
        file = folder / "clamd.conf"
        file.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        super().__init__([clamd(), "-c", str(file)], {}, folder / "clamd.log")

    def begin(self) -> None:
        """Start it and wait until it answers."""
        self.start(lambda _: _accepts(self._port))


def clamd() -> str:
    """The path of ClamAV's daemon, "" when it is not installed."""
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


@dataclass(frozen=True)
class Bucket:
    """An empty S3 bucket and how to reach it."""

    endpoint_url: str
    name: str = "certificates"
    region: str = "us-east-1"
    access_key: str = "test"
    secret_key: str = "test"


class S3Server:
    """An S3 API (moto) on a free port, in a thread."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)

    def start(self) -> Bucket:
        """Start to listen, with one bucket."""
        self._server.start()
        host, port = self._server.get_host_and_port()
        bucket = Bucket(f"http://{host}:{port}")
        boto3.client(
            "s3",
            endpoint_url=bucket.endpoint_url,
            region_name=bucket.region,
            aws_access_key_id=bucket.access_key,
            aws_secret_access_key=bucket.secret_key,
        ).create_bucket(Bucket=bucket.name)
        return bucket

    def stop(self) -> None:
        """Stop to listen."""
        self._server.stop()
