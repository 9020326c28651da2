"""Checks a deployed gateway within a minute: each endpoint, streams, limits, and a usage record. It costs a few cents at most."""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import checks
import more_checks
from client import Gateway

# So many requests are in flight at once.
WORKERS = 4


def main(arguments, out=sys.stdout):
    parser = argparse.ArgumentParser(prog="make smoke", description=__doc__)
    parser.add_argument("base_url", help="such as https://llm.example.com/v1")
    parser.add_argument("--model", help="an alias or provider/model; by default, the first model of the key")
    parser.add_argument("--timeout", type=float, default=30, help="seconds without data after which a request fails")
    parser.add_argument("--seconds", type=float, default=60, help="seconds after which what is not done has failed")
    parser.add_argument("--with", dest="named", metavar="KIND=MODEL", type=kind_and_model, action="append", default=[],
                        help=f"the model for one of {', '.join(more_checks.KINDS)}; by default, one that is called so")
    options = parser.parse_args(arguments)
    if not options.base_url.startswith(("http://", "https://")):
        parser.error(f"the base URL begins with https:// or http://, got {options.base_url}")
    # Not an argument, because the machine's process list would show the key.
    key = os.environ.get("TOLLGATE_KEY")
    if not key:
        parser.error("set TOLLGATE_KEY to a key of the gateway")
    gateway = Gateway(options.base_url, key, options.timeout, options.seconds)
    try:
        known = [one["id"] for one in checks.expect(gateway.send("/v1/models"), 200).json()["data"]]
        model = options.model or known[0]
    except (checks.Failed, IndexError, OSError, HTTPException, ValueError) as failure:
        print(f"FAILED   models: {failure or 'the key may use no model'}", file=out)
        return 1
    print(f"{options.base_url} with {model}", file=out)
    models = more_checks.Models(dict(options.named), known, model)
    everything = [(check, model) for check in checks.ALL] + [(check, models) for check in more_checks.ALL]
    failed = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for (check, _), (status, text) in zip(everything, pool.map(lambda one: result(one[0], gateway, one[1]), everything)):
            print(f"{status:8} {check.__name__.replace('_', ' ')}: {text}", file=out)
            failed += [check.__name__] if status == "FAILED" else []
    print(f"{len(failed)} of {len(everything)} checks failed: {', '.join(failed)}" if failed else "All is well.", file=out)
    return 1 if failed else 0


def kind_and_model(text):
    kind, separator, model = text.partition("=")
    if kind not in more_checks.KINDS or not model:
        raise argparse.ArgumentTypeError(f"{text} is not KIND=MODEL with one of {', '.join(more_checks.KINDS)}")
    return kind, model


def result(check, gateway, argument):
    """Whether the check holds, and what it saw."""
    try:
        return "ok", check(gateway, argument)
    except checks.Skipped as reason:
        return "skipped", reason
    except checks.Failed as failure:
        return "FAILED", failure
    except (OSError, HTTPException, ValueError, KeyError, IndexError, TypeError) as failure:
        return "FAILED", f"{type(failure).__name__}: {failure}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
