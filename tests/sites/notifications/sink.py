"""A mail server that keeps what it is given: SMTP as far as smtplib speaks it (RFC 5321)."""

import socketserver
import threading
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass(frozen=True)
class Received:
    """One copy of a mail; ``message_id`` is what a receiver recognises a second copy by."""

    to: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


class Sink:
    """``with Sink() as sink``: listens on ``sink.port`` of this machine.

    ``refuses`` maps an address to the answer it gets at RCPT; ``answers`` to the one after the
    final dot (None: the server hangs up without a word, having kept the mail). ``slow`` is how many
    seconds it thinks before that answer.
    """

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.refuses: dict[str, str] = {}
        self.answers: dict[str, str | None] = {}
        self.slow = 0.0
        self.connections = 0
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.sink = self
        self.port = self._server.server_address[1]

    def __enter__(self) -> "Sink":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *failed) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def ids(self) -> list[str]:
        return [one.message_id for one in self.received]

    def keep(self, to: str, raw: bytes) -> None:
        self.received.append(Received(to, message_from_bytes(raw, policy=policy.default)))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    sink: Sink


class _Talk(socketserver.StreamRequestHandler):
    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self) -> None:
        try:
            self.talk()
        except (ConnectionError, ValueError):  # whoever sends was killed
            return

    def talk(self) -> None:
        sink: Sink = self.server.sink
        sink.connections += 1
        to = ""
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                return self.say("221 bye")
            if word == b"RCPT":
                to = line.split(b"<")[1].split(b">")[0].decode()
                self.say(sink.refuses.get(to, "250 ok"))
            elif word == b"DATA":
                self.say("354 go on")
                if not self.take(sink, to):
                    return None
            else:
                self.say("250 ok")
        return None

    def take(self, sink: Sink, to: str) -> bool:
        """Read to the final dot. What ends before it was never sent."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line.endswith(b"\r\n"):
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = sink.answers.get(to, "250 kept")
        if answer is None or answer.startswith("2"):
            sink.keep(to, b"".join(lines))
        time.sleep(sink.slow)
        if answer is not None:
            self.say(answer)
        return answer is not None
