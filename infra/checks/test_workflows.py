"""Checks what the workflows promise: what runs before a release is published, and that all they call exists."""

import re
import unittest

import yaml
from cloudformation import ROOT

WORKFLOWS = {path.name: yaml.safe_load(path.read_text()) for path in (ROOT / ".github/workflows").glob("*.yml")}
JOBS = WORKFLOWS["release.yml"]["jobs"]


def commands(job):
    """What the steps of a job run, in their order."""
    return [step.get("run") or step["uses"] for step in job["steps"]]


class Workflows(unittest.TestCase):
    def test_callTargetsAndScriptsThatExist(self):
        makefiles = "\n".join(path.read_text() for path in [ROOT / "Makefile", *ROOT.glob("*/*.mk"), *ROOT.glob("*/*/*.mk"), *ROOT.glob(".ci/*/*.mk")])
        for name, workflow in WORKFLOWS.items():
            for job in workflow["jobs"].values():
                text = "\n".join(commands(job))
                for targets in re.findall(r"\bmake ((?:[a-z-]+ ?)+)$", text, re.M):
                    for target in targets.split():
                        self.assertRegex(makefiles, rf"(?m)^{target}:", name)
                for script in re.findall(r"python3 (\S+\.py)", text):
                    self.assertTrue((ROOT / script).is_file(), script)

    def test_releaseOnlyCommitsOfTheMainBranch(self):
        self.assertEqual(0, JOBS["check"]["steps"][0]["with"]["fetch-depth"])
        self.assertIn('git merge-base --is-ancestor "$GITHUB_SHA" origin/main', commands(JOBS["check"]))
        self.assertEqual("check", JOBS["build"]["needs"])

    def test_testTheFunctionsOfBothProcessorsBeforeTheyArePacked(self):
        steps = {step.get("run"): step for step in JOBS["build"]["steps"]}
        order = [run for run in steps if run]
        built, tested, packed = "env -u GRAALVM_HOME make native native-admin", "env -u GRAALVM_HOME make native-it", "python3 infra/release/release.py ${{ matrix.parts }}"
        self.assertLess(order.index(built), order.index(tested))
        self.assertLess(order.index(tested), order.index(packed))
        # A runner that builds the functions also tests them.
        self.assertEqual(steps[built]["if"], steps[tested]["if"])
        functions = [one["runner"] for one in JOBS["build"]["strategy"]["matrix"]["include"] if "--part function" in one["parts"]]
        self.assertEqual(["ubuntu-24.04", "ubuntu-24.04-arm"], functions)
        self.assertEqual("build", JOBS["publish"]["needs"])

    def test_buildLinuxBinariesInAContainer(self):
        local = [step for step in JOBS["build"]["steps"] if step.get("run", "").startswith("GRAALVM_HOME=")]
        self.assertEqual(["runner.os == 'macOS'"], [step["if"] for step in local])
        steps = {step.get("run"): step.get("if") for step in JOBS["build"]["steps"]}
        self.assertEqual("runner.os == 'Linux'", steps["env -u GRAALVM_HOME make native-cli"])

    def test_publishWithoutTheMacsFileIfOnlyThatFails(self):
        self.assertFalse(JOBS["build"]["strategy"]["fail-fast"])
        self.assertEqual("${{ matrix.optional || false }}", JOBS["build"]["continue-on-error"])
        optional = [one for one in JOBS["build"]["strategy"]["matrix"]["include"] if one.get("optional")]
        self.assertEqual([("macos-15", "--part cli")], [(one["runner"], one["parts"]) for one in optional])

    def test_signTheFilesAndTheImage(self):
        signed = [step["with"] for step in JOBS["publish"]["steps"] if step.get("uses", "").startswith("actions/attest-build-provenance")]
        self.assertEqual("target/release/SHA256SUMS", signed[0]["subject-checksums"])
        self.assertEqual("${{ steps.image.outputs.digest }}", signed[1]["subject-digest"])
        self.assertTrue(signed[1]["push-to-registry"])


if __name__ == "__main__":
    unittest.main()
