"""Packs what the build has made into the files of a release: archives, checksums and notes."""

import argparse
import hashlib
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import contents
from archive import write_tar, write_zip

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "infra/checks"))
import elf  # noqa: E402
from lambda_zip import GLIBC, built_for, text  # noqa: E402 (the deployment checks the same)

PARTS = ("function", "server", "cli")
# Python's names of processors, in the words that all files of a release have.
MACHINES = {"aarch64": "arm64", "amd64": "x86_64", "AMD64": "x86_64"}


def main(arguments):
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "target/release")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; repeatable")
    parser.add_argument("--checksums", action="store_true", help="pack nothing, and write the checksums of what is there")
    parser.add_argument("--check", metavar="VERSION", help="do nothing, and fail if the build has another version")
    options = parser.parse_args(arguments)
    version, changelog = version_of(ROOT), (ROOT / "CHANGELOG.md").read_text()
    if options.check:
        if options.check != version:
            sys.exit(f"the tag is {options.check}, and pom.xml has {version}")
        if section(changelog, "Unreleased").strip():
            sys.exit("CHANGELOG.md still has changes in [Unreleased]: move them into the version's section")
        if jar_date(ROOT) not in heading(changelog, version):
            sys.exit(f"the jars have the date {jar_date(ROOT)} (project.build.outputTimestamp in pom.xml), and CHANGELOG.md another")
        print(notes(changelog, version), end="")
        return
    options.out.mkdir(parents=True, exist_ok=True)
    moment = commit_time(ROOT)
    for part in () if options.checksums else options.part or PARTS:
        {"function": pack_function, "server": pack_server, "cli": pack_command_line}[part](ROOT, options.out, version, moment)
    (options.out / "NOTES.md").write_text(notes(changelog, version))
    sums = checksums(options.out)
    (options.out / "SHA256SUMS").write_text(sums)
    print(f"Tollgate {version} in {options.out}:\n{sums}", end="")


def pack_function(root, out, version, moment):
    architecture = built_for(contents.code(root, "tollgate-function"))
    if built_for(contents.code(root, "tollgate-admin"), "native-admin") != architecture:
        sys.exit("the functions were built for different processors")
    for name, module in contents.FUNCTIONS.items():
        (out / f"{name}-{architecture}.zip").write_bytes(contents.function(root, name))
        # Lambda runs the zips as they are, so what is said of them is next to them.
        for kind, (content, _) in contents.audit(root, module).items():
            (out / f"{name}-{architecture}.{kind}").write_bytes(content)
    folder = f"tollgate-{version}-{architecture}"
    write_zip(out / f"tollgate-deploy-{version}-{architecture}.zip", contents.below(folder, contents.deployment(root, architecture)), moment)


def pack_server(root, out, version, moment):
    folder = f"tollgate-server-{version}"
    write_tar(out / f"{folder}.tar.gz", contents.below(folder, contents.server(root)), moment)


def pack_command_line(root, out, version, moment):
    require_old_systems(root / "function/cli/target/tollgate")
    folder = f"tollgate-cli-{version}-{platform.system().lower()}-{MACHINES.get(platform.machine(), platform.machine())}"
    write_tar(out / f"{folder}.tar.gz", contents.below(folder, contents.command_line(root)), moment)


def require_old_systems(binary):
    """Exits if a Linux binary needs a newer glibc than docs/cli.md promises, which is the one of the functions."""
    code = binary.read_bytes() if binary.exists() else b""
    if code.startswith(elf.MAGIC) and elf.glibc(code) > GLIBC:
        sys.exit(
            f"{binary}: needs glibc {text(elf.glibc(code))}, and releases run on {text(GLIBC)}. "
            "Build it on an older distribution, or in Docker without GRAALVM_HOME."
        )


def version_of(root):
    """The version of the parent POM, which all modules share."""
    return re.search(r"<artifactId>tollgate</artifactId>\s*<version>([^<]+)</version>", (root / "pom.xml").read_text())[1]


def jar_date(root):
    """The day of all entries in jars."""
    return re.search(r"<project.build.outputTimestamp>([\d-]+)T", (root / "pom.xml").read_text())[1]


def heading(changelog, version):
    """The line above the version's section, which has its date."""
    return next((line for line in changelog.splitlines() if line.startswith(f"## [{version}]")), "")


def commit_time(root):
    """When the commit was made, in seconds since 1970. The same commit makes the same archives."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(subprocess.run(["git", "-C", root, "log", "-1", "--format=%ct"], check=True, capture_output=True, text=True).stdout)


def notes(changelog, version):
    """The changelog's section of this version. A version that is not released yet has what is not released."""
    name = "Unreleased" if version.endswith("-SNAPSHOT") else version
    text = section(changelog, name).strip()
    if not text:
        sys.exit(f"CHANGELOG.md has no section [{name}]")
    return text + "\n"


def section(changelog, name):
    """What is below the heading of a version, or nothing."""
    found = re.search(rf"^## \[{re.escape(name)}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.S | re.M)
    return found[1] if found else ""


def checksums(out):
    """The lines that `sha256sum --check` reads."""
    files = sorted(file for file in out.iterdir() if file.is_file() and file.name not in ("NOTES.md", "SHA256SUMS"))
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


if __name__ == "__main__":
    main(sys.argv[1:])
