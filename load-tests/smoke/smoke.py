"""Checks a deployed gateway in less than a minute: each API, streaming, limits, and a usage record. It costs a few cents at most."""

import argparse
import os
import sys
from http.client import HTTPException

import checks
from client import Gateway


def main(arguments, out=sys.stdout):
    parser = argparse.ArgumentParser(prog="make smoke", description=__doc__)
    parser.add_argument("base_url", help="such as https://llm.example.com/v1")
    parser.add_argument("--model", help="an alias or provider/model; by default, the first model of the key")
    parser.add_argument("--timeout", type=float, default=30, help="seconds without data after which a request fails")
    options = parser.parse_args(arguments)
    if not options.base_url.startswith(("http://", "https://")):
        parser.error(f"the base URL begins with https:// or http://, got {options.base_url}")
    # Not an argument, because the machine's process list would show the key.
    key = os.environ.get("TOLLGATE_KEY")
    if not key:
        parser.error("set TOLLGATE_KEY to a key of the gateway")
    gateway = Gateway(options.base_url, key, options.timeout)
    try:
        model = options.model or checks.expect(gateway.send("/v1/models"), 200).json()["data"][0]["id"]
    except (checks.Failed, IndexError, OSError, HTTPException, ValueError) as failure:
        print(f"FAILED   models: {failure or 'the key may use no model'}", file=out)
        return 1
    print(f"{options.base_url} with {model}", file=out)
    failed = [check.__name__ for check in checks.ALL if not passes(check, gateway, model, out)]
    print(f"{len(failed)} of {len(checks.ALL)} checks failed: {', '.join(failed)}" if failed else "All is well.", file=out)
    return 1 if failed else 0


def passes(check, gateway, model, out):
    name = check.__name__.replace("_", " ")
    try:
        print(f"ok       {name}: {check(gateway, model)}", file=out)
    except checks.Skipped as reason:
        print(f"skipped  {name}: {reason}", file=out)
    except (checks.Failed, OSError, HTTPException, ValueError, KeyError, IndexError, TypeError) as failure:
        print(f"FAILED   {name}: {type(failure).__name__ + ': ' if not isinstance(failure, checks.Failed) else ''}{failure}", file=out)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
