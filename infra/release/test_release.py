"""Tests the packing of a release, with files that stand for what the build makes."""

import ast
import hashlib
import io
import os
import re
import struct
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest.mock import patch

import release

BUILT = {
    "pom.xml": b"<project><artifactId>tollgate</artifactId>\n  <version>1.2.3</version>\n"
    b"<project.build.outputTimestamp>2026-12-01T00:00:00Z</project.build.outputTimestamp></project>",
    "CHANGELOG.md": b"# Changelog\n\n## [1.2.3] - 2026-12-01\n\n- New.\n\n## [1.2.2]\n\n- Old.\n",
    "samconfig.toml": b'parameter_overrides = ["Architecture=arm64"]\n',
    "template.yaml": b"root",
    "infra/tables.yaml": b"tables",
    "infra/checks/zip": b"check",
    "infra/checks/release": b"name",
    "infra/checks/plan": b"plan",
    "infra/checks/release_name.py": b"release_name",
    "infra/deployer/stack.json": b"{}",
    "infra/deployer/options.json": b"{}",
    "infra/rights.json": b"{}",
    "infra/deployer/first.json": b"{}",
    "load-tests/smoke/smoke.py": b"smoke",
    "load-tests/smoke/client.py": b"client",
    "load-tests/smoke/checks.py": b"checks",
    "load-tests/smoke/more_checks.py": b"more",
    "docs/billing/budgets.md": b"[The guide](../deploy.md#costs), [a decision](../adr/0001.md).",
    "function/server/Dockerfile": b"FROM",
    "function/server/compose.yaml": b"services:",
    "infra/checks/samconfig.py": b"stages",
    "infra/checks/toml_reader.py": b"toml",
    "infra/checks/lambda_zip.py": b"more",
    "infra/checks/elf.py": b"elf",
    "docs/deploy.md": b"![A\npicture](pictures/x.svg) [budgets](billing/budgets.md) [the `[x]`\ncode](../pom.xml) [top](#top)\n```sh\n[a](b)\n```\n"
    b"[policy](../infra/deployer/stack.json) [site](https://example.com)\n",
    "function/server/target/quarkus-app/quarkus-run.jar": b"jar",
    "function/server/target/quarkus-app/lib/main/a.jar": b"library",
    "infra/dynamodb-local/target/libraries.txt": b"\nThe following files have been resolved:\n   com.example:local:jar:3.3.1:provided -- module x\n   com.example.db:lite:so:1.0:compile\n",
    "infra/dynamodb-local/target/lib/local-3.3.1.jar": b"local",
    "infra/dynamodb-local/target/lib/lite-1.0.so": b"lite",
    "function/server/jvm.options": b"-Xmx80m",
    "function/server/tollgate-server": b"#!/bin/sh",
    "tollgate.yaml": b"aliases:",
    "tollgate.schema.json": b"{}",
    "function/cli/target/tollgate": b"binary",
    "LICENSE": b"licence",
    "NOTICE": b"notice",
    "THIRD-PARTY.md": b"others",
}


class Release(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root, self.out = Path(folder.name, "root"), Path(folder.name, "out")
        for name, content in BUILT.items():
            self.write(name, content)
        for module in ("lambda", "admin-lambda", "server", "cli"):
            self.write(f"function/{module}/target/audit/sbom.json", b"{}")
            self.write(f"function/{module}/target/audit/licences.txt", b"Apache-2.0")
        self.write("function/lambda/target/tollgate-function.zip", function())
        self.write("function/admin-lambda/target/tollgate-admin.zip", function(b"administration"))
        (self.root / "function/server/tollgate-server").chmod(0o755)

    def write(self, name, content):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def pack(self, *arguments, moment=1_790_000_000):
        with patch.object(release, "ROOT", self.root), patch.dict(os.environ, {"SOURCE_DATE_EPOCH": str(moment)}), patch("sys.stdout", io.StringIO()):
            release.main(["--out", str(self.out), *arguments])
        return {file.name: file for file in self.out.iterdir()}

    def test_deploysWithoutABuild(self):
        packed = self.pack("--part", "function")
        self.assertEqual(function(), packed["tollgate-function-x86_64.zip"].read_bytes())
        self.assertEqual(function(b"administration"), packed["tollgate-admin-x86_64.zip"].read_bytes())
        with zipfile.ZipFile(packed["tollgate-deploy-1.2.3-x86_64.zip"]) as archive:
            folder = "tollgate-1.2.3-x86_64/"
            self.assertEqual(b"tables", archive.read(folder + "infra/tables.yaml"))
            self.assertEqual(function(), archive.read(folder + "function/lambda/target/tollgate-function.zip"))
            self.assertEqual(function(b"administration"), archive.read(folder + "function/admin-lambda/target/tollgate-admin.zip"))
            self.assertIn(b"Architecture=x86_64", archive.read(folder + "samconfig.toml"))
            self.assertEqual(b"{}", archive.read(folder + "sbom.json"))

    def test_saysWhatIsInTheFunctionsNextToThem(self):
        packed = self.pack("--part", "function")
        for name in ("tollgate-function", "tollgate-admin"):
            self.assertEqual(b"{}", packed[f"{name}-x86_64.sbom.json"].read_bytes())
            self.assertEqual(b"Apache-2.0", packed[f"{name}-x86_64.licences.txt"].read_bytes())

    def test_hasTheGuideWithoutDeadLinks(self):
        with zipfile.ZipFile(self.pack("--part", "function")["tollgate-deploy-1.2.3-x86_64.zip"]) as archive:
            page = archive.read("tollgate-1.2.3-x86_64/docs/deploy.md").decode()
            other = archive.read("tollgate-1.2.3-x86_64/docs/billing/budgets.md").decode()
        self.assertEqual("A\npicture [budgets](billing/budgets.md) the `[x]`\ncode [top](#top)\n```sh\n[a](b)\n```\n"
                         "[policy](../infra/deployer/stack.json) [site](https://example.com)\n", page)
        self.assertEqual("[The guide](../deploy.md#costs), a decision.", other)

    def test_hasWhatTheGuideOfTheServerNames(self):
        with tarfile.open(self.pack("--part", "server")["tollgate-server-1.2.3.tar.gz"]) as archive:
            packed = {name.split("/", 1)[1] for name in archive.getnames()}
        page = (release.ROOT / "docs/server.md").read_text()
        named = set(re.findall(r"\b(?:infra|function|load-tests)/[\w./-]+\w", page)) | set(re.findall(r"tollgate-server-[\d.]+/([\w./-]+)", page))
        self.assertIn("infra/tables.yaml", named)
        self.assertEqual(set(), named - packed)

    def test_hasWhatTheImageOfTheServerCopies(self):
        with tarfile.open(self.pack("--part", "server")["tollgate-server-1.2.3.tar.gz"]) as archive:
            packed = {name.split("/")[1] for name in archive.getnames()}
        dockerfile = (release.ROOT / "function/server/Dockerfile").read_text()
        copied = {name for line in re.findall(r"^COPY (.+) \S+$", dockerfile, re.M) for name in line.split()}
        self.assertIn("jvm.options", copied)
        self.assertEqual(set(), copied - packed)

    def test_namesProcessorsAsLambdaDoes(self):
        for machine, name in (("aarch64", "arm64"), ("arm64", "arm64"), ("x86_64", "x86_64")):
            with patch("platform.machine", return_value=machine), patch("platform.system", return_value="Linux"):
                self.assertIn(f"tollgate-cli-1.2.3-linux-{name}.tar.gz", self.pack("--part", "cli"))

    def test_aCommandLineThatNeedsANewerGlibcThanTheGuideSaysIsRefused(self):
        promised = re.search(r"glibc (\d+\.\d+)", (release.ROOT / "docs/cli.md").read_text())[1]
        self.assertEqual(promised, release.text(release.GLIBC))
        self.write("function/cli/target/tollgate", release.elf.MAGIC + b"binary")
        with patch("elf.glibc", return_value=(2, 34)):
            self.pack("--part", "cli")
        with patch("elf.glibc", return_value=(2, 39)), self.assertRaisesRegex(SystemExit, "needs glibc 2.39"):
            self.pack("--part", "cli")

    def test_bothFunctionsAreForTheSameProcessor(self):
        self.write("function/admin-lambda/target/tollgate-admin.zip", function(machine=0xB7))
        with self.assertRaisesRegex(SystemExit, "different processors"):
            self.pack("--part", "function")

    def test_theServerAndTheCommandLineCanBeRunWhereTheyAreUnpacked(self):
        packed = self.pack("--part", "server", "--part", "cli")
        for name, program in (("tollgate-server-1.2.3.tar.gz", "tollgate-server"), (None, "tollgate")):
            file = packed[name] if name else next(one for key, one in packed.items() if key.startswith("tollgate-cli"))
            with tarfile.open(file) as archive:
                modes = {os.path.basename(one.name): one.mode for one in archive}
            self.assertEqual(0o755, modes[program])
            self.assertEqual(0o644, modes["LICENSE"])

    def test_theServerKnowsWhereDynamoDbLocalIsAndDoesNotHaveIt(self):
        with tarfile.open(self.pack("--part", "server")["tollgate-server-1.2.3.tar.gz"]) as archive:
            listed = archive.extractfile("tollgate-server-1.2.3/quarkus-app/dynamodb-local.txt").read().decode()
            self.assertEqual([], [name for name in archive.getnames() if "lite-1.0.so" in name or "local-3.3.1.jar" in name])
        self.assertEqual(
            f"{hashlib.sha256(b'lite').hexdigest()}  com/example/db/lite/1.0/lite-1.0.so\n"
            f"{hashlib.sha256(b'local').hexdigest()}  com/example/local/3.3.1/local-3.3.1.jar\n",
            listed,
        )
        self.write("infra/dynamodb-local/target/lib/older-3.0.jar", b"older")
        with self.assertRaisesRegex(SystemExit, "build the server again"):
            self.pack("--part", "server")

    def test_theSameCommitMakesTheSameBytes(self):
        first = {name: file.read_bytes() for name, file in self.pack().items()}
        os.utime(self.root / "template.yaml", (1, 1))
        self.assertEqual(first, {name: file.read_bytes() for name, file in self.pack().items()})
        self.assertNotEqual(first["SHA256SUMS"], self.pack(moment=1_800_000_000)["SHA256SUMS"].read_bytes())

    def test_hasTheNotesAndTheChecksumsOfAllFiles(self):
        packed = self.pack()
        self.assertEqual("- New.\n", packed["NOTES.md"].read_text())
        listed = {line.split("  ")[1] for line in packed["SHA256SUMS"].read_text().splitlines()}
        self.assertEqual(packed.keys() - {"NOTES.md", "SHA256SUMS"}, listed)
        self.assertEqual(9, len(listed))

    def test_whatWasNotBuiltIsNamed(self):
        (self.root / "function/server/target/audit/sbom.json").unlink()
        with self.assertRaisesRegex(SystemExit, "server/target/audit/sbom.json is missing"):
            self.pack("--part", "server")

    def test_aTagOfAnotherVersionIsNotReleased(self):
        with patch.object(release, "ROOT", self.root), patch("sys.stdout", io.StringIO()) as out:
            release.main(["--check", "1.2.3"])
            self.assertEqual("- New.\n", out.getvalue())
            with self.assertRaisesRegex(SystemExit, "pom.xml has 1.2.3"):
                release.main(["--check", "1.2.4"])
            self.write("CHANGELOG.md", b"## [Unreleased]\n\n- Newer.\n\n## [1.2.3] - 2026-12-01\n\n- New.\n")
            with self.assertRaisesRegex(SystemExit, "still has changes in .Unreleased."):
                release.main(["--check", "1.2.3"])
            self.write("CHANGELOG.md", b"## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n- New.\n")
            release.main(["--check", "1.2.3"])
            self.write("CHANGELOG.md", b"## [1.2.3] - 2026-12-02\n\n- New.\n")
            with self.assertRaisesRegex(SystemExit, "the jars have the date 2026-12-01"):
                release.main(["--check", "1.2.3"])

    def test_checksumsCoverWhatOtherMachinesBuilt(self):
        self.pack("--part", "server")
        (self.out / "tollgate-cli-1.2.3-darwin-arm64.tar.gz").write_bytes(b"other")
        self.assertIn("darwin-arm64", self.pack("--checksums")["SHA256SUMS"].read_text())

    def test_aVersionThatTheChangelogDoesNotNameIsRefused(self):
        with self.assertRaisesRegex(SystemExit, r"no section \[9\.9\]"):
            release.notes("## [1.0]\n", "9.9")
        self.assertEqual("- Soon.\n", release.notes("## [Unreleased]\n\n- Soon.\n\n## [1.0]\n- Old.\n", "1.1-SNAPSHOT"))


class Versions(unittest.TestCase):
    def test_areTheSameEverywhere(self):
        version = release.version_of(release.ROOT)
        for path, pattern in (
            ("infra/cdk/package.json", r'"version": "([^"]+)"'),
            ("docs/openapi.yaml", r"^  version: (\S+)"),
            ("docs/openapi-admin.yaml", r"^  version: (\S+)"),
            ("docs/server.md", r"tollgate-server-(\d+\.\d+\.\d+)"),
            ("function/server/Dockerfile", r"tollgate-server-(\d+\.\d+\.\d+)"),
            ("docs/deploy.md", r"tollgate-(?:deploy|server|cli)-(\d+\.\d+\.\d+)"),
            ("README.md", r"tollgate-(?:deploy-)?(\d+\.\d+\.\d+)"),
            ("README.md", r"Tollgate is version (\d+\.\d+\.\d+)"),
        ):
            self.assertEqual({version}, {one.strip('"') for one in re.findall(pattern, (release.ROOT / path).read_text(), re.M)}, path)


class Scripts(unittest.TestCase):
    def test_ofTheArchivesAreWrittenForPython39(self):
        folders = {"infra/checks": release.contents.CHECKS, "load-tests/smoke": release.contents.SMOKE}
        for folder, names in folders.items():
            for name in names:
                ast.parse((release.ROOT / folder / name).read_text(), name, feature_version=(3, 9))

    def test_ofTheArchivesHaveAllTheyImport(self):
        for folder, names in (("infra/checks", release.contents.CHECKS), ("load-tests/smoke", release.contents.SMOKE)):
            for name in names:
                tree = ast.walk(ast.parse((release.ROOT / folder / name).read_text()))
                imported = {one for node in tree for one in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else [])}
                ours = {one + ".py" for one in imported if (release.ROOT / folder / f"{one}.py").exists()}
                self.assertEqual(set(), ours - set(names), name)


def function(rest=b"", machine=0x3E):
    """A zip with the header of an executable that needs no library, for x86_64 unless another processor is named."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as files:
        files.writestr(zipfile.ZipInfo("bootstrap"), b"\x7fELF" + bytes(14) + struct.pack("<H", machine) + bytes(44) + rest)
    return code.getvalue()


if __name__ == "__main__":
    unittest.main()
