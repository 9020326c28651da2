"""Tests how a released server finds its Java, with scripts that stand for it."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Launcher(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        shutil.copy(ROOT / "function/server/tollgate-server", self.folder)

    def run_it(self, version, **environment):
        java = self.folder / "java/bin/java"
        if version:
            java.parent.mkdir(parents=True)
            java.write_text(f'#!/bin/sh\n[ "$1" = -version ] && echo \'openjdk version "{version}" 2026-01-01\' >&2 && exit\necho "$@"\n')
            java.chmod(0o755)
        return subprocess.run(
            [self.folder / "tollgate-server"],
            env=dict(os.environ, JAVA_HOME=str(self.folder / "java"), **environment),
            capture_output=True,
            text=True,
        )

    def test_startsTheServerWithItsOptionsAndThoseOfTheUser(self):
        started = self.run_it("25.0.1", JAVA_OPTIONS="-Xmx1g -Da=b")
        self.assertEqual(f"@{self.folder}/jvm.options -Xmx1g -Da=b -jar {self.folder}/quarkus-app/quarkus-run.jar\n", started.stdout)

    def test_anOlderJavaIsNamed(self):
        for version, said in (("21.0.5", "is Java 21."), ("1.8.0_402", "is Java 1."), (None, "is not there.")):
            started = self.run_it(version)
            self.assertEqual(1, started.returncode)
            self.assertIn("Tollgate needs Java 25 or newer.", started.stderr)
            self.assertIn(said, started.stderr)
            shutil.rmtree(self.folder / "java", ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
