"""Sends single requests to a deployed gateway."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit


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


class Gateway:
    """A gateway at its base URL, such as https://llm.example.com/v1. Each request has a connection of its own."""

    def __init__(self, base_url, key, timeout):
        base = urlsplit(base_url)
        self.host, self.port, self.secure = base.hostname, base.port, base.scheme == "https"
        # OpenAI's SDKs want /v1 in the base URL, others do not.
        self.prefix = base.path.rstrip("/").removesuffix("/v1")
        self.key = key
        self.timeout = timeout

    def send(self, path, document=None, **headers):
        """Sends a POST with the document, or a GET without one."""
        kind = HTTPSConnection if self.secure else HTTPConnection
        connection = kind(self.host, self.port, timeout=self.timeout)
        try:
            sent = {"authorization": f"Bearer {self.key}", "content-type": "application/json"}
            sent.update((name.replace("_", "-"), value) for name, value in headers.items())
            body = None if document is None else json.dumps(document)
            start = time.monotonic()
            connection.request("GET" if body is None else "POST", self.prefix + path, body, sent)
            response = connection.getresponse()
            reply = Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, b"")
            while piece := response.read1(65536):
                reply.pieces.append(time.monotonic() - start)
                reply.body += piece
            return reply
        finally:
            connection.close()
