"""What each archive of a release holds, as name → (bytes, executable)."""

import os

from dynamodb_local import downloads

LICENCES = ("LICENSE", "NOTICE", "THIRD-PARTY.md")


# The native functions by the name of their zips: the gateway's, and that of administration.
FUNCTIONS = {
    "tollgate-function": "function/lambda/target/tollgate-function.zip",
    "tollgate-admin": "function/admin-lambda/target/tollgate-admin.zip",
}


def function(root, name):
    """A native function alone, for `make deploy ZIP=… ADMIN_ZIP=…` and for your own templates."""
    return read(root / FUNCTIONS[name])


def deployment(root, architecture):
    """All that `sam deploy` needs: the templates and the functions, in the folders in which they refer to each other."""
    files = {str(file.relative_to(root)): file for file in [root / "template.yaml", *sorted((root / "infra").glob("*.yaml"))]}
    checks = (f"infra/checks/{name}" for name in ("zip", "release", "plan", "release_name.py", "samconfig.py", "toml_reader.py", "lambda_zip.py", "elf.py"))
    for name in (*FUNCTIONS.values(), *checks, "docs/deploy.md", *(f"infra/deployer/{name}.json" for name in ("stack", "options"))):
        files[name] = root / name
    entries = {name: entry(file) for name, file in files.items()}
    config = (root / "samconfig.toml").read_text().replace('"Architecture=arm64"', f'"Architecture={architecture}"')
    return entries | {"samconfig.toml": (config.encode(), False)} | audit(root, "function/admin-lambda") | licences(root)


def server(root):
    """The server with its libraries: it needs a Java runtime and nothing else. Local mode downloads DynamoDB Local."""
    app = root / "function/server/target/quarkus-app"
    entries = {f"quarkus-app/{file.relative_to(app)}": entry(file) for file in app.rglob("*") if file.is_file()}
    for name in ("function/server/jvm.options", "function/server/tollgate-server", "tollgate.yaml", "tollgate.schema.json"):
        entries[os.path.basename(name)] = entry(root / name)
    entries["quarkus-app/dynamodb-local.txt"] = (downloads(root), False)
    return entries | audit(root, "function/server") | licences(root)


def command_line(root):
    """The native command line."""
    return {"tollgate": (read(root / "function/cli/target/tollgate"), True)} | audit(root, "function/cli") | licences(root)


def audit(root, module):
    """The bill of materials and the licences of the libraries."""
    return {name: entry(root / module / "target/audit" / name) for name in ("sbom.json", "licences.txt")}


def licences(root):
    return {name: entry(root / name) for name in LICENCES}


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
