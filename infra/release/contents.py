"""What each archive of a release holds, as name → (bytes, executable)."""

import os
import posixpath
import re

from dynamodb_local import downloads

LICENCES = ("LICENSE", "NOTICE", "THIRD-PARTY.md")


# The native functions by the name of their zips, with their modules: the gateway's, and that of administration.
FUNCTIONS = {"tollgate-function": "function/lambda", "tollgate-admin": "function/admin-lambda"}
CHECKS = ("zip", "release", "plan", "release_name.py", "samconfig.py", "toml_reader.py", "lambda_zip.py", "elf.py")
SMOKE = ("smoke.py", "client.py", "checks.py", "more_checks.py")
# A link or a picture with its text. The text may be on two lines.
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"(^ *```.*?^ *```$)", re.S | re.M)


def function(root, name):
    """A native function alone, for `make deploy ZIP=… ADMIN_ZIP=…` and for your own templates."""
    return read(code(root, name))


def code(root, name):
    return root / FUNCTIONS[name] / f"target/{name}.zip"


def deployment(root, architecture):
    """All that `sam deploy` needs: the templates and the functions, in the folders in which they refer to each other."""
    files = {str(file.relative_to(root)): file for file in [root / "template.yaml", *sorted((root / "infra").glob("*.yaml"))]}
    folders = {"infra/checks": CHECKS, "load-tests/smoke": SMOKE, "infra/deployer": [f"{name}.json" for name in ("stack", "options", "first")]}
    for folder, names in folders.items():
        files |= {f"{folder}/{name}": root / folder / name for name in names}
    files |= {str(code(root, name).relative_to(root)): code(root, name) for name in FUNCTIONS}
    entries = {name: entry(file) for name, file in files.items()}
    config = (root / "samconfig.toml").read_text().replace('"Architecture=arm64"', f'"Architecture={architecture}"')
    entries |= {"samconfig.toml": (config.encode(), False)} | audit(root, "function/admin-lambda") | licences(root)
    return entries | guide(root, entries)


def server(root):
    """The server with its libraries: it needs a Java runtime and nothing else. Local mode downloads DynamoDB Local."""
    app = root / "function/server/target/quarkus-app"
    entries = {f"quarkus-app/{file.relative_to(app)}": entry(file) for file in app.rglob("*") if file.is_file()}
    for name in ("function/server/jvm.options", "function/server/tollgate-server", "function/server/Dockerfile",
                 "function/server/compose.yaml", "tollgate.yaml", "tollgate.schema.json"):
        entries[os.path.basename(name)] = entry(root / name)
    entries |= {name: entry(root / name) for name in ("infra/tables.yaml", "infra/rights.json")}
    entries["quarkus-app/dynamodb-local.txt"] = (downloads(root), False)
    entries |= audit(root, "function/server") | licences(root)
    return entries | guide(root, entries)


def command_line(root):
    """The native command line."""
    return {"tollgate": (read(root / "function/cli/target/tollgate"), True)} | audit(root, "function/cli") | licences(root)


def audit(root, module):
    """The bill of materials and the licences of the libraries."""
    return {name: entry(root / module / "target/audit" / name) for name in ("sbom.json", "licences.txt")}


def licences(root):
    return {name: entry(root / name) for name in LICENCES}


def guide(root, entries):
    """The pages of the guide. What an archive does not have is named there, and no link."""
    pages = {str(file.relative_to(root)): file.read_text() for file in sorted((root / "docs").rglob("*.md"))}
    there = {*entries, *pages}
    return {name: (without_dead_links(text, posixpath.dirname(name), there).encode(), False) for name, text in pages.items()}


def without_dead_links(text, folder, there):
    def kept(link):
        target = link[2].split("#")[0]
        if not target or ":" in target or posixpath.normpath(posixpath.join(folder, target)) in there:
            return link[0]
        return link[1]

    # Every second part is a block of code.
    parts = FENCE.split(text)
    return "".join(part if index % 2 else LINK.sub(kept, part) for index, part in enumerate(parts))


def below(folder, entries):
    """The same entries in a folder, so that an archive unpacks into one."""
    return {f"{folder}/{name}": one for name, one in entries.items()}


def entry(file):
    return read(file), os.access(file, os.X_OK)


def read(file):
    if not file.exists():
        # Maven writes the bill of materials only with the network.
        raise SystemExit(f"{file} is missing: build it first, and online")
    return file.read_bytes()
