"""Sends single requests to a deployed gateway."""

import json
import time
import uuid
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

# The seconds that a request waits for a limit of the key.
LONGEST_WAIT = 5


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes
    #: Seconds from the request to each piece of the body.
    pieces: list = field(default_factory=list)

    def json(self):
        return json.loads(self.body)

    def events(self):
        """What the lines of a stream of events hold after `data:`."""
        lines = self.body.decode().splitlines()
        return [line.removeprefix("data:").strip() for line in lines if line.startswith("data:")]

    def documents(self):
        """The events of a stream whose events are all in JSON."""
        return [json.loads(event) for event in self.events() if event != "[DONE]"]


class Gateway:
    """A gateway at its base URL, such as https://llm.example.com/v1. Each request has a connection of its own."""

    def __init__(self, base_url, key, timeout, seconds):
        base = urlsplit(base_url)
        self.host, self.port, self.secure = base.hostname, base.port, base.scheme == "https"
        # OpenAI's SDKs want /v1 in the base URL, others do not.
        self.prefix = base.path.rstrip("/").removesuffix("/v1")
        self.key = key
        self.timeout = timeout
        self.end = time.monotonic() + seconds

    def send(self, path, document=None, method=None, **headers):
        """Sends a POST with the document, or a GET without one. A key that is busy for a moment is tried again once."""
        reply = self.once(path, document, method, headers)
        wait = reply.headers.get("retry-after", "")
        if reply.status != 429 or not wait.isdecimal() or int(wait) > LONGEST_WAIT:
            return reply
        time.sleep(int(wait))
        return self.once(path, document, method, headers)

    def once(self, path, document, method, headers):
        opened = HTTPSConnection if self.secure else HTTPConnection
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError("there was no time left for it")
        connection = opened(self.host, self.port, timeout=min(self.timeout, left))
        try:
            kind, body = ("application/json", None) if document is None else content(document)
            sent = {"authorization": f"Bearer {self.key}", "content-type": kind}
            sent.update((name.replace("_", "-"), value) for name, value in headers.items())
            start = time.monotonic()
            connection.request(method or ("GET" if body is None else "POST"), self.prefix + path, body, sent)
            response = connection.getresponse()
            reply = Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, b"")
            while piece := response.read1(65536):
                reply.pieces.append(time.monotonic() - start)
                reply.body += piece
                if time.monotonic() > self.end:
                    raise TimeoutError("its answer took too long")
            return reply
        finally:
            connection.close()


@dataclass
class Form:
    """The fields of a form: texts, and one file with its name and bytes."""

    fields: dict
    file: tuple


def content(document):
    """The type and the bytes of a body."""
    if not isinstance(document, Form):
        return "application/json", json.dumps(document).encode()
    boundary, (name, data) = uuid.uuid4().hex, document.file
    parts = [f'--{boundary}\r\ncontent-disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in document.fields.items()]
    head = f'--{boundary}\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\ncontent-type: application/octet-stream\r\n\r\n'
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, head.encode(), data, f"\r\n--{boundary}--\r\n".encode()])
