"""Tests the smoke test against a scripted gateway: it must find what a broken one does."""

import contextlib
import io
import json
import os
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import patch

import smoke

MESSAGE = {"choices": [{"message": {"content": "Hello."}}], "usage": {"total_tokens": 4}}
ANSWERS = {
    "/health/ready": {"status": "ready", "version": "1.2.3"},
    "/v1/models": {"data": [{"id": "demo"}]},
    "/v1/responses": {"object": "response", "output": [{}]},
    "/v1/messages": {"type": "message", "content": [{}]},
    "/v1beta/models/demo:generateContent": {"candidates": [{}]},
    "/v1/usage/req_1": {"status": "settled", "unpriced": False, "charge_micros": 6, "total_tokens": 4},
}


class ScriptedGateway(BaseHTTPRequestHandler):
    """A gateway that works, but for the paths in `broken`."""

    def do_GET(self):
        self.answer(ANSWERS.get(self.path))

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if "wrong" in self.headers["authorization"]:
            self.reply(401, {"error": {"code": "invalid_api_key"}})
        elif self.path != "/v1/chat/completions":
            self.answer(ANSWERS.get(self.path))
        elif request["model"] != "demo":
            self.reply(404, {"error": {"code": "model_not_found"}})
        elif request.get("stream"):
            end = "" if "stream" in self.server.broken else "data: [DONE]\n\n"
            self.reply(200, ("data: {}\n\n" + end).encode())
        else:
            self.answer(MESSAGE)

    def answer(self, document):
        if document is None or self.path in self.server.broken:
            self.reply(500, {"error": {"message": "broken"}})
        else:
            self.reply(200, document)

    def reply(self, status, body):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.send_header("x-request-id", "req_1")
        self.send_header("x-ratelimit-limit-requests", "60")
        self.send_header("x-ratelimit-remaining-requests", "59")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Smoke(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), ScriptedGateway)
        self.server.broken = set()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def run_it(self, *arguments, key="sk-1"):
        out = io.StringIO()
        with patch.dict(os.environ, {"TOLLGATE_KEY": key}):
            status = smoke.main([f"http://127.0.0.1:{self.server.server_port}/v1", *arguments], out)
        return status, out.getvalue()

    def test_passesAGatewayThatWorks(self):
        status, text = self.run_it()
        self.assertEqual(0, status, text)
        self.assertEqual(11, text.count("ok  "), text)
        self.assertIn("version 1.2.3", text)

    def test_namesEachCheckThatFails(self):
        for path, name in (
            ("/health/ready", "ready"),
            ("/v1/responses", "responses"),
            ("/v1/messages", "messages"),
            ("/v1beta/models/demo:generateContent", "gemini"),
            ("/v1/usage/req_1", "record"),
            ("stream", "streamed"),
        ):
            self.server.broken = {path}
            status, text = self.run_it()
            self.assertEqual(1, status, path)
            self.assertIn(f"1 of 11 checks failed: {name}", text)

    def test_endsAtOnceWithoutAModel(self):
        self.server.broken = {"/v1/models"}
        self.assertEqual((1, True), (lambda status, text: (status, text.startswith("FAILED   models")))(*self.run_it()))

    def test_needsAUrl(self):
        with contextlib.redirect_stderr(io.StringIO()) as errors, self.assertRaises(SystemExit):
            smoke.main(["127.0.0.1:8080/v1"])
        self.assertIn("begins with https://", errors.getvalue())

    def test_needsAKey(self):
        with contextlib.redirect_stderr(io.StringIO()) as errors, self.assertRaises(SystemExit):
            self.run_it(key="")
        self.assertIn("TOLLGATE_KEY", errors.getvalue())


if __name__ == "__main__":
    unittest.main()
