"""A real DNS server on a port of this machine, which knows the TXT records that a test gives it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@dataclass
class Zone:
    """By name, the texts of its TXT records; names without an entry do not exist. A text of several strings is a tuple.

    `silent`: names that are never answered. `broken`: those whose servers fail. `asked`: what was asked, in order.
    """

    address: str = ""
    records: dict[str, list[str | tuple[str, ...]]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, wire: bytes) -> bytes | None:
        query = dns.message.from_wire(wire)
        name = query.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        if name in self.silent:
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name in self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif name not in self.records:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif texts := self.records[name]:
            strings = [(text,) if isinstance(text, str) else text for text in texts]
            rows = [" ".join(f'"{part}"' for part in parts) for parts in strings]
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", *rows))
        return response.to_wire()


@contextmanager
def serving() -> Iterator[Zone]:
    """Answer on a free port until the block ends."""
    zone = Zone()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, socket = self.request
            if (answer := zone.answer(wire)) is not None:
                socket.sendto(answer, self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        zone.address = f"127.0.0.1:{server.server_address[1]}"
        yield zone
        server.shutdown()
