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
NAMES = ["demo", "openai/text-embedding-3-small", "openai/omni-moderation-latest", "co/rerank-v3.5", "openai/gpt-4o-mini-tts", "openai/whisper-1"]
FILE = "/v1/files/file-1"
BATCH = {"id": "batch_1", "input_file_id": "file-1"}
ANSWERS = {
    "/health/ready": {"status": "ready", "version": "1.2.3"},
    "/v1/models": {"data": [{"id": name} for name in NAMES]},
    "/v1/completions": {"object": "text_completion", "choices": [{}]},
    "/v1/responses": {"object": "response", "output": [{}]},
    "/v1/messages": {"type": "message", "content": [{}]},
    "/v1/messages/count_tokens": {"input_tokens": 3},
    "/v1beta/models/demo:generateContent": {"candidates": [{}]},
    "/v1beta/models/demo:countTokens": {"totalTokens": 3},
    "/v1/usage/req_1": {"status": "settled", "unpriced": False, "charge_micros": 6, "total_tokens": 4},
    "/v1/embeddings": {"data": [{"embedding": [1]}, {"embedding": [2]}]},
    "/v1/moderations": {"results": [{"flagged": False}]},
    "/v1/rerank": {"results": [{"index": 1}, {"index": 0}]},
    "/v1/images/generations": {"data": [{"b64_json": "AA=="}]},
    "/v1/audio/speech": {"stands for": "sound"},
    "/v1/audio/transcriptions": {"text": "beep"},
    "/v1/files": {"id": "file-1"},
    FILE: {"deleted": True},
    "/v1/batches": BATCH,
    "/v1/batches/batch_1": BATCH,
    "/v1/batches/batch_1/cancel": BATCH,
}
ENDS = {
    "/v1/chat/completions": "[DONE]",
    "/v1/completions": "[DONE]",
    "/v1/responses": '{"type": "response.completed"}',
    "/v1/messages": '{"type": "message_stop"}',
    "/v1beta/models/demo:streamGenerateContent?alt=sse": '{"candidates": [{"finishReason": "STOP"}]}',
}
# What a broken path or a broken stream is the failure of.
CHECKS = {
    "/health/ready": "ready",
    "/v1/completions": "completions",
    "/v1/responses": "responses",
    "/v1/messages": "messages",
    "/v1/messages/count_tokens": "count_tokens",
    "/v1beta/models/demo:generateContent": "gemini",
    "/v1beta/models/demo:countTokens": "gemini_count_tokens",
    "/v1/usage/req_1": "record",
    "/v1/embeddings": "embeddings",
    "/v1/moderations": "moderations",
    "/v1/rerank": "rerank",
    "/v1/audio/speech": "speech",
    "/v1/audio/transcriptions": "transcriptions",
    "/v1/files": "files_and_batches",
    FILE + "/content": "files_and_batches",
    FILE: "files_and_batches",
    "/v1/batches": "files_and_batches",
    "/v1/batches/batch_1/cancel": "files_and_batches",
    "stream /v1/chat/completions": "streamed",
    "stream /v1/completions": "streamed_completions",
    "stream /v1/responses": "streamed_responses",
    "stream /v1/messages": "streamed_messages",
    "stream /v1beta/models/demo:streamGenerateContent?alt=sse": "streamed_gemini",
}


class ScriptedGateway(BaseHTTPRequestHandler):
    """A gateway that works, but for the paths in `broken`."""

    def do_GET(self):
        if self.path == FILE + "/content" and self.path not in self.server.broken:
            self.reply(200, self.server.file)
        else:
            self.answer(ANSWERS.get(self.path))

    do_DELETE = do_GET

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if "multipart" in self.headers["content-type"]:
            self.server.forms.append(body)
            if self.path == "/v1/files":
                self.server.file = body.split(b"octet-stream\r\n\r\n")[1].rsplit(b"\r\n--", 1)[0]
            if self.path == "/v1/files" and self.server.without_batches:
                return self.reply(400, {"error": {"message": "Unsupported parameter: 'model': co has no batches of chats."}})
            return self.answer(ANSWERS.get(self.path))
        request = json.loads(body)
        if "wrong" in self.headers["authorization"]:
            self.reply(401, {"error": {"code": "invalid_api_key"}})
        elif self.server.busy and request.get("stream"):
            self.server.busy -= 1
            self.reply(429, {"error": {"message": "busy"}}, ("retry-after", "0"))
        elif self.path in ENDS and (request.get("stream") or "stream" in self.path):
            end = "" if "stream " + self.path in self.server.broken else f"data: {ENDS[self.path]}\n\n"
            self.reply(200, ('data: {"type": "part", "candidates": [{}]}\n\n' + end).encode())
        elif self.path != "/v1/chat/completions":
            self.answer(ANSWERS.get(self.path))
        elif request["model"] != "demo":
            self.reply(404, {"error": {"code": "model_not_found"}})
        else:
            self.answer(MESSAGE)

    def answer(self, document):
        if document is None or self.path in self.server.broken:
            self.reply(500, {"error": {"message": "broken"}})
        else:
            self.reply(200, document)

    def reply(self, status, body, *more):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.send_header("x-request-id", "req_1")
        self.send_header("x-ratelimit-limit-requests", "60")
        self.send_header("x-ratelimit-remaining-requests", "59")
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Smoke(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), ScriptedGateway)
        self.server.broken, self.server.forms, self.server.busy, self.server.without_batches = set(), [], 0, False
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
        self.assertEqual(24, text.count("ok  "), text)
        self.assertIn("version 1.2.3", text)
        self.assertIn("skipped  images: one costs some cents; name a model with --with images=MODEL", text)

    def test_namesEachCheckThatFails(self):
        for path, name in CHECKS.items():
            self.server.broken = {path}
            status, text = self.run_it()
            self.assertEqual(1, status, path)
            self.assertIn(f"1 of 25 checks failed: {name}\n", text, path)

    def test_callsTheModelThatIsNamed(self):
        status, text = self.run_it("--with", "images=openai/gpt-image-1-mini", "--with", "transcriptions=one")
        self.assertEqual((0, 25), (status, text.count("ok  ")), text)
        (recording,) = [form for form in self.server.forms if b"tone.wav" in form]
        self.assertIn(b'name="model"\r\n\r\none\r\n', recording)
        with contextlib.redirect_stderr(io.StringIO()) as errors, self.assertRaises(SystemExit):
            self.run_it("--with", "pictures=one")
        self.assertIn("pictures=one is not KIND=MODEL with one of embeddings,", errors.getvalue())

    def test_leavesOutWhatTheModelDoesNotHave(self):
        self.server.without_batches = True
        status, text = self.run_it()
        self.assertEqual(0, status, text)
        self.assertIn("skipped  files and batches: co has no batches of chats.", text)

    def test_triesABusyKeyAgainOnce(self):
        self.server.busy = 1
        self.assertEqual(0, self.run_it()[0])
        self.server.busy = 100
        self.assertEqual(1, self.run_it()[0])

    def test_endsInTime(self):
        status, text = self.run_it("--seconds", "0")
        self.assertEqual(1, status)
        self.assertIn("no time left", text)

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
