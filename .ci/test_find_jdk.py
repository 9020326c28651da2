"""How a JDK is found, with folders that stand for JDKs and a registry of macOS that stands for the real one."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("find-jdk").read_text()


class FindJdk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def jdk(self, home, version):
        (self.folder / home / "bin").mkdir(parents=True)
        (self.folder / home / "bin/javac").touch(0o755)
        (self.folder / home / "release").write_text(f'JAVA_VERSION="{version}"\n')
        return str(self.folder / home)

    def find(self, registry="exit 1", **environment):
        tool, script = self.folder / "java_home", self.folder / "find-jdk"
        tool.write_text(f"#!/bin/sh\n{registry}\n")
        tool.chmod(0o755)
        # Only folders of this test, whatever the machine has.
        script.write_text(SCRIPT.replace("/usr/libexec/java_home", str(tool)).replace(" /usr/lib/jvm/* /opt/* /opt/*/*", ""))
        home = {"HOME": str(self.folder), "PATH": os.environ["PATH"], "JAVA_HOME": ""}
        return subprocess.run(["bash", script], env=home | environment, capture_output=True, text=True)

    def test_isTheOneOfTheEnvironmentIfItIsNewEnough(self):
        older, newer = self.jdk("older", "21.0.5"), self.jdk(".jdks/newer", "25.0.1")
        self.assertEqual(newer + "\n", self.find(JAVA_HOME=older).stdout)
        self.assertEqual(newer + "\n", self.find(JAVA_HOME=newer).stdout)

    def test_isSearchedInFoldersIfTheRegistryOfMacOsHasNone(self):
        newer = self.jdk(".jdks/newer", "26-ea")
        self.assertEqual((0, newer + "\n"), (lambda found: (found.returncode, found.stdout))(self.find("exit 1")))

    def test_ofTheRegistryIsTaken(self):
        registered = self.jdk("registered", "25")
        self.assertEqual(registered + "\n", self.find(f"echo {registered}").stdout)


if __name__ == "__main__":
    unittest.main()
