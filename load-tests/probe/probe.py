"""Sends streamed requests to each target of an alias through a running gateway, and reports their speed and errors."""

import argparse
import json
import os
import sys
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from report import as_json, as_table
from run import Run

DEMO_KEY = "sk-tollgate-demo"
PROMPT = "Write about a hundred words on why bridges stand. Plain text, no list."


class AliasError(Exception):
    """The gateway did not return the targets of the alias."""


class Gateway:
    """A running gateway. Each request has its own connection, so that none waits for another."""

    def __init__(self, url, key, timeout):
        self.base = urlsplit(url)
        self.headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        self.timeout = timeout

    def targets(self, alias):
        """Returns the targets of the alias that the key may use by name. For a model, returns the model itself."""
        connection = self.connect()
        try:
            connection.request("GET", self.path("/v1/models/" + quote(alias, safe="")), headers=self.headers)
            response = connection.getresponse()
            model = json.loads(response.read())
        except (OSError, HTTPException, ValueError) as failure:
            raise AliasError(f"no gateway answers at {self.base.geturl()}: {failure}") from failure
        finally:
            connection.close()
        if response.status != 200:
            raise AliasError(model.get("error", {}).get("message", f"status {response.status}"))
        targets = model.get("targets", [])
        if not targets and model.get("owned_by") == "tollgate":
            raise AliasError(f"The key may use '{alias}', but none of its targets by name, so they cannot be probed separately.")
        return targets or [alias]

    def call(self, target, request):
        """Sends one request to one target."""
        connection = self.connect()
        run = Run(time.monotonic())
        try:
            connection.request("POST", self.path("/v1/chat/completions"), json.dumps(request | {"model": target}), self.headers)
            response = connection.getresponse()
            if response.status != 200:
                run.fail(response.status, response.read())
                return run
            while line := response.readline():
                run.add_line(line, time.monotonic())
        except (OSError, HTTPException, ValueError) as failure:
            run.error = type(failure).__name__
        finally:
            connection.close()
        run.end()
        return run

    def connect(self):
        kind = HTTPSConnection if self.base.scheme == "https" else HTTPConnection
        return kind(self.base.hostname, self.base.port, timeout=self.timeout)

    def path(self, path):
        return self.base.path.rstrip("/") + path


def main(arguments):
    parser = argparse.ArgumentParser(prog="make probe", description=__doc__)
    parser.add_argument("alias", help="an alias, or provider/model")
    parser.add_argument("--times", type=int, default=5, help="requests per target")
    parser.add_argument("--url", default=os.environ.get("TOLLGATE_URL") or "http://127.0.0.1:8080")
    parser.add_argument("--max-tokens", type=int, default=200, help="maximum length of a response; limits the cost of a probe")
    parser.add_argument("--timeout", type=float, default=120, help="seconds without data after which a request fails")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    options = parser.parse_args(arguments)
    request = {
        "messages": [{"role": "user", "content": PROMPT}],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_completion_tokens": options.max_tokens,
    }
    # Not an argument, because the machine's process list would show the key.
    gateway = Gateway(options.url, os.environ.get("TOLLGATE_KEY") or DEMO_KEY, options.timeout)
    try:
        runs = {target: [] for target in gateway.targets(options.alias)}
    except AliasError as error:
        sys.exit(str(error))
    # In turn, so that a bad minute of the network does not affect only one target.
    for _ in range(options.times):
        for target, done in runs.items():
            done.append(gateway.call(target, request))
    print(as_json(runs) if options.json else as_table(runs))
    return 0 if all(any(run.error is None for run in done) for done in runs.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
