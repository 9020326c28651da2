"""The list by which a released server downloads DynamoDB Local: its licence lets nobody pass it on."""

import hashlib
import re
from pathlib import Path

MODULE = "infra/dynamodb-local/target"
# group:artifact:type[:classifier]:version:scope, as Maven's dependency plugin writes it.
COORDINATES = re.compile(r"^ +([\w.-]+):([\w.-]+):(\w+)(?::([\w.-]+))?:([\w.-]+):(?:compile|provided|system)\b", re.M)


def downloads(root):
    """A line for each library, with its SHA-256 and its path in a Maven repository."""
    built = Path(root) / MODULE
    paths = sorted(path(*found.groups()) for found in COORDINATES.finditer((built / "libraries.txt").read_text()))
    files = {one.name for one in (built / "lib").iterdir()}
    if {one.rsplit("/", 1)[1] for one in paths} != files:
        raise SystemExit(f"{MODULE}/libraries.txt and {MODULE}/lib differ: build the server again")
    return "".join(f"{digest(built / 'lib' / one.rsplit('/', 1)[1])}  {one}\n" for one in paths).encode()


def path(group, artifact, kind, classifier, version):
    name = "-".join(part for part in (artifact, version, classifier) if part)
    return f"{group.replace('.', '/')}/{artifact}/{version}/{name}.{kind}"


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()
