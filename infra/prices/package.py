"""Gets the data of the npm package genai-prices, by the npm client and the registry that it is configured for."""

import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
from decimal import Decimal
from pathlib import Path

PACKAGE = "@pydantic/genai-prices"
MODULE = "package/dist/index.js"
TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`)
    |(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>!0|!1|true|false|null|[A-Za-z_$][\w$]*)
    |(?P<sign>[\[\]{}:,]))""",
    re.VERBOSE,
)
WORDS = {"!0": True, "true": True, "!1": False, "false": False, "null": None}


class PackageError(Exception):
    """The package cannot be had, or is not what it should be."""


def fetch(version):
    """Returns the data of a version, such as `latest`, with the version's number and the day on which it was published."""
    about = npm("view", f"{PACKAGE}@{version}", "version", "dist.integrity")
    number, integrity = about["version"], about["dist.integrity"]
    published = npm("view", PACKAGE, "time")[number][: len("2026-09-23")]
    with tempfile.TemporaryDirectory() as folder:
        npm("pack", f"{PACKAGE}@{number}", "--ignore-scripts", "--pack-destination", folder)
        archive = next(Path(folder).iterdir()).read_bytes()
    check(archive, integrity)
    return data(archive), number, published


def npm(*arguments):
    """Runs npm without a project, and returns what it prints."""
    try:
        found = subprocess.run(["npm", *arguments, "--json"], capture_output=True, text=True, cwd="/", check=False)
    except FileNotFoundError:
        raise PackageError("npm is not installed") from None
    if found.returncode != 0:
        raise PackageError(f"npm {arguments[0]} failed: {found.stderr.strip() or found.stdout.strip()}")
    return json.loads(found.stdout)


def check(archive, integrity):
    """Compares an archive with the digest that the registry lists, in the form of Subresource Integrity."""
    algorithm, _, expected = integrity.partition("-")
    if algorithm != "sha512":
        raise PackageError(f"the registry lists no sha512 digest, but {algorithm}")
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != expected:
        raise PackageError("the archive is not the one that the registry lists")


def data(archive):
    """Returns the providers in the package's module. They are its only array at the top level."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        try:
            module = files.extractfile(MODULE).read().decode("utf-8")
        except KeyError:
            raise PackageError(f"{MODULE} is missing") from None
    start = re.search(r"^(?:const|let|var) [\w$]+ = \[", module, re.MULTILINE)
    if start is None:
        raise PackageError(f"{MODULE} has no array of providers")
    return literal(module, start.end() - 1)


def literal(text, position):
    """Reads an array or object of constants as JavaScript writes it. Runs nothing, and refuses everything else."""
    value, _ = read(text, position)
    return value


def read(text, position):
    kind, token, position = next_token(text, position)
    if kind == "string":
        return unquoted(token), position
    if kind == "number":
        return number(token), position
    if kind == "word" and token in WORDS:
        return WORDS[token], position
    if token == "[":
        return read_array(text, position)
    if token == "{":
        return read_object(text, position)
    raise PackageError(f"{token} is not a constant")


def number(token):
    """Returns the exact figure: a whole one, such as 1e6, as an integer."""
    value = Decimal(token)
    return value if "." in token or value != value.to_integral_value() else int(value)


def read_array(text, position):
    found = []
    while True:
        _, token, after = next_token(text, position)
        if token == "]":
            return found, after
        value, position = read(text, position)
        found.append(value)
        position = separator(text, position, "]")


def read_object(text, position):
    found = {}
    while True:
        kind, token, after = next_token(text, position)
        if token == "}":
            return found, after
        name = unquoted(token) if kind == "string" else token
        if kind not in ("string", "word") or name in found:
            raise PackageError(f"{token} is not a new name")
        _, colon, after = next_token(text, after)
        if colon != ":":
            raise PackageError(f"expected : after {name}")
        found[name], position = read(text, after)
        position = separator(text, position, "}")


def separator(text, position, end):
    """Skips a comma. The end is left to be read."""
    _, token, after = next_token(text, position)
    if token == ",":
        return after
    if token == end:
        return position
    raise PackageError(f"expected , or {end}, got {token}")


def next_token(text, position):
    found = TOKEN.match(text, position)
    if found is None:
        raise PackageError(f"not a constant: {text[position:position + 40].strip()!r}")
    return found.lastgroup, found[found.lastgroup], found.end()


def unquoted(token):
    """JavaScript's strings are JSON's, but for the quotes, the escapes of quotes, and line breaks in templates."""
    inner = re.sub(r'\\([\'`])', r"\1", token[1:-1])
    if token[0] != '"':
        inner = inner.replace('"', '\\"')
    return json.loads('"' + inner.replace("\n", "\\n") + '"')
