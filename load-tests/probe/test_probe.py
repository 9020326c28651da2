"""Tests the probe against a scripted gateway."""

import contextlib
import io
import json
import os
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import probe
import report
from run import Run

CHUNKS = [
    {"choices": [{"delta": {"role": "assistant", "content": ""}}]},
    {"choices": [{"delta": {"reasoning_content": "Hm"}}]},
    {"choices": [{"delta": {"content": "Yes"}}]},
    {"choices": [{"delta": {}, "finish_reason": "stop"}]},
    {"choices": [], "usage": {"completion_tokens": 11}},
]


class ScriptedGateway(BaseHTTPRequestHandler):
    """Answers according to the name of the target."""

    def do_GET(self):
        models = {
            "/v1/models/pair": {"owned_by": "tollgate", "targets": ["a/good", "b/cut"]},
            "/v1/models/a%2Fgood": {"owned_by": "a"},
            "/v1/models/hidden": {"owned_by": "tollgate"},
        }
        found = models.get(self.path)
        self.reply(200 if found else 404, found or {"error": {"message": "The model 'x' does not exist."}})

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.requests.append((self.headers["authorization"], request))
        if request["model"].endswith("limited"):
            self.reply(429, {"error": {"code": "rate_limit_exceeded"}})
            return
        self.send_response(200)
        self.end_headers()
        for chunk in CHUNKS:
            self.wfile.write(b": ping\n\ndata: " + json.dumps(chunk).encode() + b"\n\n")
        if not request["model"].endswith("cut"):
            self.wfile.write(b"data: [DONE]\n\n")

    def reply(self, status, document):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_):
        pass


class Probing(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), ScriptedGateway)
        self.server.requests = []
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        os.environ.pop("TOLLGATE_KEY", None)

    def probe(self, *arguments):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = probe.main([*arguments, "--url", self.url])
        return status, output.getvalue()

    def test_callsEachTargetInTurnAndReportsTheOneThatNeverAnswers(self):
        status, output = self.probe("pair", "--times", "2", "--json")
        good, cut = json.loads(output)["targets"]
        self.assertEqual(1, status)
        self.assertEqual(["a/good", "b/cut", "a/good", "b/cut"], [request["model"] for _, request in self.server.requests])
        self.assertEqual(("a/good", 2, 2, {}), (good["target"], good["asked"], good["answered"], good["errors"]))
        self.assertEqual((0, {"cut": 2}), (cut["answered"], cut["errors"]))
        self.assertEqual({"Bearer sk-tollgate-demo"}, {key for key, _ in self.server.requests})

    def test_callsAModelDirectly(self):
        status, output = self.probe("a/good", "--times", "1")
        self.assertEqual(0, status)
        self.assertRegex(output.splitlines()[1], r"^a/good +1/1 .* none$")

    def test_reportsTheCodeOfAnError(self):
        run = probe.Gateway(self.url, "key", 5).call("x/limited", {"messages": []})
        self.assertEqual("rate_limit_exceeded", run.error)

    def test_reportsWhyThereIsNoTargetToProbe(self):
        for alias, reason in (("nobody", "does not exist"), ("hidden", "cannot be probed separately")):
            with self.assertRaisesRegex(SystemExit, reason):
                self.probe(alias)
        self.server.shutdown()
        self.server.server_close()
        with self.assertRaisesRegex(SystemExit, "no gateway answers"):
            self.probe("pair")


class Measurement(unittest.TestCase):
    def test_startsAtTheFirstChunkWithContent(self):
        run = run_with(100.0, [100.2, 100.3, 100.3, 100.8], tokens=13)
        self.assertAlmostEqual(0.2, run.first_token_seconds())
        self.assertAlmostEqual(12 / 0.6, run.tokens_per_second())

    def test_hasNoSpeedWithoutACountOrASpan(self):
        self.assertIsNone(run_with(0, [1, 2], tokens=None).tokens_per_second())
        self.assertIsNone(run_with(0, [1], tokens=5).tokens_per_second())

    def test_reportsMediansOfCompleteResponsesAndThe99thPercentileOfAllGaps(self):
        runs = [run_with(0, [0.1 + 0.01 * chunk for chunk in range(101)], 101), run_with(0, [0.3, 0.9], 2), incomplete()]
        found = report.summary("a/m", runs)
        self.assertEqual((3, 2, {"cut": 1}), (found["asked"], found["answered"], found["errors"]))
        self.assertEqual((200.0, 300.0), (found["first_token_ms"], found["first_token_ms_worst"]))
        self.assertEqual((10.0, 10.0), (found["gap_ms"], found["gap_ms_p99"]))

    def test_showsADashForAnUnknownValue(self):
        self.assertRegex(report.as_table({"a/m": [incomplete()]}).splitlines()[1], r"^a/m +0/1( +–){5} +cut ×1$")


def run_with(sent_at, chunks_at, tokens):
    run = Run(sent_at)
    run.chunks_at, run.tokens, run.done = chunks_at, tokens, True
    run.end()
    return run


def incomplete():
    run = Run(time.monotonic())
    run.end()
    return run


if __name__ == "__main__":
    unittest.main()
