"""Measures the admin API of a company with 50 teams of 200 keys each. The token is in TOLLGATE_ADMIN_TOKEN."""

import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request

TEAMS = 50
KEYS = 10_000
LONGEST_APPLY = 60.0


def call(base, method, path, body=None, **headers):
    """Sends a request and returns the answer with the seconds that it took. Ends the program if the answer is an error."""
    request = urllib.request.Request(f"{base}/{path}", data=body, method=method)
    request.add_header("Authorization", f"Bearer {os.environ['TOLLGATE_ADMIN_TOKEN']}")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    started = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=300) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{method} {path}: {refused.code} {refused.read().decode()}")
    return answer, time.monotonic() - started


def file(change=""):
    """Returns a tollgate.yaml with all keys. A change gives the first key another limit."""
    lines = ["aliases: { demo: { targets: [{ model: echo/echo }] } }", "keys:"]
    for number in range(KEYS):
        secret = hashlib.sha256(f"sk-{number}".encode()).hexdigest()
        limits = change if number == 0 else ""
        lines.append(f'  key-{number:05}: {{ secret: "sha256:{secret}", {limits} tags: {{ team: team-{number % TEAMS:02} }} }}')
    return "\n".join(lines).encode() + b"\n"


def pages(base, query):
    """Reads a list to its end. Returns how many elements it has and the seconds of each page."""
    found, seconds, cursor = 0, [], ""
    while True:
        page, took = call(base, "GET", f"keys?limit=100{query}{cursor}")
        found += len(page["data"])
        seconds.append(took)
        if "next_cursor" not in page:
            return found, seconds
        cursor = f"&cursor={page['next_cursor']}"


def main(base):
    for team in range(TEAMS):
        call(base, "POST", "teams", json.dumps({"id": f"team-{team:02}"}).encode(), Content_Type="application/json")
    _, first = call(base, "PUT", "config", file(), Content_Type="text/yaml", If_Match="1")
    print(f"{KEYS:,} new keys applied in {first:.1f} s")
    _, again = call(base, "PUT", "config", file("limits: { concurrent: 5 },"), Content_Type="text/yaml", If_Match="2")
    print(f"one of them changed in {again:.1f} s")
    for title, query, wanted in (("all keys", "", KEYS), ("those of a team", "&team=team-07", KEYS // TEAMS)):
        found, seconds = pages(base, query)
        print(f"{title}: {found:,} on {len(seconds)} pages, {sorted(seconds)[len(seconds) // 2]:.2f} s a page, {max(seconds):.2f} s at most")
        if found != wanted:
            sys.exit(f"FAILED: {found} keys are listed, and there are {wanted}")
    teams, seconds = call(base, "GET", "teams?limit=100")
    print(f"{len(teams['data'])} teams with the numbers of their keys in {seconds:.2f} s")
    if {team["keys_count"] for team in teams["data"]} != {KEYS // TEAMS}:
        sys.exit("FAILED: a team has another number of keys")
    if first >= LONGEST_APPLY:
        sys.exit(f"FAILED: the keys took {first:.1f} s, and may take {LONGEST_APPLY:.0f}")


if __name__ == "__main__":
    main(sys.argv[1])
