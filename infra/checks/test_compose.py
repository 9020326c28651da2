"""Checks compose.yaml and the Dockerfiles by what they name: paths, ports and settings. Nothing here has Docker."""

import re
import unittest

import yaml
from cloudformation import ROOT

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
GATEWAY, DYNAMODB = (COMPOSE["services"][name] for name in ("gateway", "dynamodb"))
BUILD = (ROOT / GATEWAY["build"]["dockerfile"]).read_text()
# What the archive of a release has as compose.yaml.
RELEASED = yaml.safe_load((ROOT / "function/server/compose.yaml").read_text())
RELEASE = (ROOT / "function/server/Dockerfile").read_text()
SETTINGS = (ROOT / "docs/configuration.md").read_text()


class Compose(unittest.TestCase):
    def test_buildsFromFilesThatExist(self):
        self.assertEqual(".", GATEWAY["build"]["context"])
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", BUILD, re.M):
            for path in line.split():
                self.assertTrue((ROOT / path).exists(), path)
        self.assertTrue((ROOT / "function/server/tollgate-server").stat().st_mode & 0o111)
        (project,) = re.findall(r"--projects (\S+)", BUILD)
        self.assertIn(f"<module>{project}</module>", (ROOT / "pom.xml").read_text())
        self.assertRegex(BUILD, rf"COPY --from=build /tollgate/{project}/target/quarkus-app quarkus-app\n")

    def test_runsWhatTheImageOfAReleaseRuns(self):
        for instruction in ("USER", "EXPOSE", "ENTRYPOINT"):
            self.assertEqual(*(re.findall(rf"^{instruction} .+$", text, re.M) for text in (BUILD, RELEASE)))
        self.assertEqual(*(re.findall(r"^FROM \S+$", text, re.M)[-1] for text in (BUILD, RELEASE)))

    def test_ofAReleaseBuildsItsArchiveAndIsTheSameElse(self):
        self.assertEqual(".", RELEASED["services"]["gateway"]["build"])
        services = {name: {**one, "build": GATEWAY["build"]} if name == "gateway" else one for name, one in RELEASED["services"].items()}
        self.assertEqual(COMPOSE, {**RELEASED, "services": services})

    def test_imageOfAReleaseHasNoKeysOfProviders(self):
        copied = [line.split() for line in re.findall(r"^(?:COPY|ADD) (.+)$", RELEASE, re.M)]
        self.assertIn(["quarkus-app", "quarkus-app"], copied)
        for *sources, _ in copied:
            for source in sources:
                self.assertRegex(source, r"^\w[\w.-]*$")

    def test_setsOnlySettingsThatTheServerHas(self):
        for name in GATEWAY["environment"]:
            if name.startswith("TOLLGATE_"):
                self.assertIn(f"| `{name}` |", SETTINGS)
        # The JVM of a container writes no files, so it downloads no DynamoDB Local.
        self.assertEqual("http://dynamodb:8000", GATEWAY["environment"]["TOLLGATE_DYNAMODB_ENDPOINT"])
        self.assertIn("dynamodb", GATEWAY["depends_on"])

    def test_onlyThisMachineReachesItAtThePortOfTheImage(self):
        (exposed,) = re.findall(r"^EXPOSE (\d+)$", BUILD, re.M)
        self.assertEqual([f"127.0.0.1:8080:{exposed}"], GATEWAY["ports"])
        self.assertNotIn("ports", DYNAMODB)

    def test_readsTheConfigurationWhereTheServerLooks(self):
        (folder,) = re.findall(r"^WORKDIR (/opt/\S+)$", BUILD, re.M)
        (mount,) = GATEWAY["volumes"]
        host, container, mode = mount.split(":")
        self.assertEqual((f"{folder}/config", "ro"), (container, mode))
        self.assertEqual(f"{container}/tollgate.yaml", GATEWAY["environment"]["TOLLGATE_CONFIG"])
        # A folder: the mount of a file would stay with its first inode.
        self.assertTrue((ROOT / host).is_dir())
        self.assertTrue((ROOT / host / "tollgate.yaml").is_file())

    def test_givesRequestsInFlightTheirTime(self):
        properties = (ROOT / "function/server/src/main/resources/application.properties").read_text()
        (shutdown,) = re.findall(r"^quarkus\.shutdown\.timeout=(\d+)S$", properties, re.M)
        self.assertGreater(int(GATEWAY["stop_grace_period"].removesuffix("s")), int(shutdown))

    def test_sendsNoTargetAndNoSecretToTheBuild(self):
        ignored = (ROOT / ".dockerignore").read_text().split()
        for name in ("**/target", "**/node_modules", ".env", ".git"):
            self.assertIn(name, ignored)


if __name__ == "__main__":
    unittest.main()
