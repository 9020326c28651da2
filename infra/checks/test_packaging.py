"""Checks that the AWS CLI packages the templates unchanged, as `sam deploy` does. It uploads them to moto."""

import importlib.util
import io
import logging
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
from importlib.machinery import SourceFileLoader
from pathlib import Path

import boto3
import cloudformation
import elf
import samconfig
from cloudformation import PSEUDO, ROOT

REGION = PSEUDO["AWS::Region"]


def check():
    return script("zip")


def script(name):
    """Loads a script as a module. A plain import cannot do that, because the file has no extension."""
    loader = SourceFileLoader(name, str(Path(__file__).parent / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class Packaging(unittest.TestCase):
    @unittest.skipUnless(shutil.which("aws") or os.environ.get("CI"), "the AWS CLI is not installed")
    def test_uploadsTheCodeAndEachNestedTemplateUnchanged(self):
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        self.addCleanup(server.stop)
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        s3 = boto3.client("s3", REGION, endpoint_url=endpoint)
        s3.create_bucket(Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": REGION})
        with tempfile.TemporaryDirectory() as folder:
            packaged = package(Path(folder), endpoint)
            # `make plan` sends the root template itself, which may have so many bytes.
            self.assertLess(Path(folder, "packaged.yaml").stat().st_size, 51_200)
            for name, resource in cloudformation.load("template.yaml")["Resources"].items():
                uploaded = Path(folder, f"{name}.yaml")
                key = packaged["Resources"][name]["Properties"]["TemplateURL"].rsplit("/", 1)[1]
                uploaded.write_bytes(s3.get_object(Bucket="artifacts", Key=key)["Body"].read())
                self.assertEqual(
                    without_code(cloudformation.load(resource["Properties"]["TemplateURL"])),
                    without_code(cloudformation.load(uploaded)),
                    name,
                )
        code = [one for one in s3.list_objects_v2(Bucket="artifacts")["Contents"] if not one["Key"].endswith(".template")]
        self.assertEqual(1, len(code))
        self.assertEqual(packed("arm64"), s3.get_object(Bucket="artifacts", Key=code[0]["Key"])["Body"].read())


class Zip(unittest.TestCase):
    def test_itsProcessorIsReadFromTheExecutable(self):
        for processor in ("arm64", "x86_64"):
            self.assertEqual(processor, check().built_for(io.BytesIO(packed(processor))))

    def test_anythingButALinuxExecutableIsRefused(self):
        with self.assertRaisesRegex(SystemExit, "not a Linux executable"):
            check().built_for(io.BytesIO(packed("arm64", magic=b"#!/b")))

    def test_theFunctionForTheJvmIsRefused(self):
        with self.assertRaisesRegex(SystemExit, "make native"):
            check().built_for(io.BytesIO(packed("arm64", name="lib/tollgate.jar")))

    def test_anExecutableThatNeedsANewerGlibcThanLambdasIsRefused(self):
        self.assertEqual("arm64", check().built_for(io.BytesIO(packed("arm64", needs=("GLIBC_2.17", "GLIBC_2.34")))))
        with self.assertRaisesRegex(SystemExit, "needs glibc 2.38"):
            check().built_for(io.BytesIO(packed("arm64", needs=("GLIBC_2.38", "GLIBC_2.4"))))

    def test_whatThisMachinesExecutablesNeedIsRead(self):
        shell = Path("/bin/sh").resolve().read_bytes()
        if not shell.startswith(elf.MAGIC):
            self.skipTest("this is no Linux")
        self.assertGreaterEqual(elf.glibc(shell), (2, 2))


class Stage(unittest.TestCase):
    def test_itsProcessorIsReadFromItsSection(self):
        self.assertEqual("arm64", check().deployed_to("prod", ROOT / "samconfig.toml"))
        self.assertEqual({"EndpointType", "Architecture", "MemoryMegabytes", "LogRetentionDays"},
                         set(samconfig.parameters("prod", ROOT / "samconfig.toml")))
        with self.assertRaises(SystemExit):
            check().deployed_to("nowhere", ROOT / "samconfig.toml")

    def test_theFormThatSamWritesIsUnderstood(self):
        for written, expected in (
            ('parameter_overrides = "EndpointType=\\"rest\\" Architecture=\\"x86_64\\" MemoryMegabytes=\\"256\\""', "x86_64"),
            ('parameter_overrides = ["Architecture=x86_64"]', "x86_64"),
            ('# parameter_overrides = ["Architecture=x86_64"]', "arm64"),
            ('parameter_overrides = ["EndpointType=rest"]', "arm64"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "samconfig.toml")
                file.write_text(
                    f'[other.deploy.parameters]\nparameter_overrides = ["Architecture=x86_64"]\n[one.deploy.parameters]\n{written}\n'
                )
                self.assertEqual(expected, check().deployed_to("one", file), written)


class AdminZip(unittest.TestCase):
    def stage(self, *overrides):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        module, root = check(), Path(folder.name)
        lines = "".join(f'  "{one}",\n' for one in overrides)
        (root / "samconfig.toml").write_text(f"[one.deploy.parameters]\nparameter_overrides = [\n{lines}]\n")
        module.ROOT, module.CODE, module.ADMIN_CODE = root, root / "function.zip", root / "target/admin.zip"
        module.CODE.write_bytes(packed("arm64"))
        return module

    def test_isNeededOnlyWhereTheStageHasTheFunction(self):
        with self.assertRaisesRegex(SystemExit, "make native-admin"):
            self.stage("Admin=true").main("one")
        without = self.stage("Admin=false")
        without.main("one")
        # Enough for an upload, and nothing that could be deployed.
        with self.assertRaisesRegex(SystemExit, "make native-admin"):
            without.built_for(without.ADMIN_CODE, "native-admin")

    def test_mustBeGivenWithAGivenZipWhereTheStageHasTheFunction(self):
        module = self.stage("Admin=true")
        given, given_admin = module.ROOT / "a 'released' one.zip", module.ROOT / "admin.zip"
        for file in (given, given_admin):
            file.write_bytes(packed("arm64", needs=("GLIBC_2.17",)))
        module.ADMIN_CODE.parent.mkdir()
        module.ADMIN_CODE.write_bytes(packed("arm64"))
        with self.assertRaisesRegex(SystemExit, "ADMIN_ZIP"):
            module.main("one", given)
        self.assertEqual(packed("arm64"), module.CODE.read_bytes())
        module.main("one", given, given_admin)
        self.assertEqual([given.read_bytes()] * 2, [module.CODE.read_bytes(), module.ADMIN_CODE.read_bytes()])
        self.stage("Admin=false").main("one", given)

    def test_mayBeTheFileOfTheBuildItselfAndMustExist(self):
        module = self.stage("Admin=false")
        module.main("one", module.CODE)
        with self.assertRaisesRegex(SystemExit, "gone.zip does not exist"):
            module.main("one", module.ROOT / "gone.zip")
        self.assertEqual(Path.home() / "a b.zip", module.given_path("~/a b.zip"))

    def test_isForTheProcessorOfTheStage(self):
        module = self.stage("Admin=true")
        module.ADMIN_CODE.parent.mkdir()
        module.ADMIN_CODE.write_bytes(packed("x86_64"))
        with self.assertRaisesRegex(SystemExit, "admin.zip was built for x86_64"):
            module.main("one")
        module.ADMIN_CODE.write_bytes(packed("arm64"))
        module.main("one")


class Programs(unittest.TestCase):
    def test_thatAreMissingAreNamedWithAnAddress(self):
        for name in ("release", "plan"):
            with tempfile.TemporaryDirectory() as nothing:
                called = subprocess.run([sys.executable, ROOT / "infra/checks" / name, "default"], env={"PATH": nothing}, capture_output=True, text=True)
            self.assertEqual((1, ""), (called.returncode, called.stdout), name)
            self.assertTrue(called.stderr.startswith("sam is not installed: https://docs.aws.amazon.com/"), called.stderr)


class Release(unittest.TestCase):
    def options(self, *overrides, code=b"zip"):
        return self.called("release", "command", *overrides, code=code)[4:]

    def called(self, program, function, *overrides, code=b"zip"):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, content in (("function/lambda/target/tollgate-function.zip", code), ("template.yaml", b"root"), ("infra/tables.yaml", b"tables")):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(content)
            lines = "".join(f'  "{one}",\n' for one in overrides)
            (root / "samconfig.toml").write_text(f"[one.deploy.parameters]\nparameter_overrides = [\n{lines}]\n")
            return getattr(script(program), function)("one", root)

    def test_isNamedByItsContentsBecauseEachNewNamePublishesAVersion(self):
        gradual = "Rollout=Canary10Percent5Minutes"
        first = self.options(gradual, "MemoryMegabytes=256")
        self.assertEqual(["--parameter-overrides", 'Rollout="Canary10Percent5Minutes"', 'MemoryMegabytes="256"'], first[:-1])
        self.assertRegex(first[-1], r'^Release="[0-9a-f]{12}"$')
        self.assertEqual(first, self.options(gradual, "MemoryMegabytes=256"))
        self.assertNotEqual(first[-1], self.options(gradual, "MemoryMegabytes=512")[-1])
        self.assertNotEqual(first, self.options(gradual, "MemoryMegabytes=256", code=b"other"))

    def test_keepsAValueWithSpacesTogether(self):
        for written in (r"AdminOidcAdmins=\"Gateway Admins,root\"", "AdminOidcAdmins='Gateway Admins,root'"):
            given = self.options("Rollout=Canary10Percent5Minutes", written, "JwtIssuer=")
            self.assertEqual(['AdminOidcAdmins="Gateway Admins,root"', 'JwtIssuer=""'], given[2:4])

    def test_hasTheSameNameInThePlan(self):
        gradual = "Rollout=Canary10Percent5Minutes"
        planned = self.called("plan", "given_by", gradual)
        self.assertEqual(f'Release="{planned["Release"]}"', self.options(gradual)[-1])
        self.assertEqual({"MemoryMegabytes": "256"}, self.called("plan", "given_by", "MemoryMegabytes=256"))

    def test_hasNoNameWithoutAGradualRolloutOrIfTheStageNamesIt(self):
        self.assertEqual([], self.options("MemoryMegabytes=256"))
        self.assertEqual([], self.options("Rollout=AllAtOnce"))
        self.assertEqual([], self.options("Rollout=Canary10Percent5Minutes", "Release=v1.3.0"))


def package(folder, endpoint):
    """Packages a copy of the templates with the zips of the functions, and returns the packaged root template."""
    shutil.copy(ROOT / "template.yaml", folder)
    (folder / "infra").mkdir()
    for template in (ROOT / "infra").glob("*.yaml"):
        shutil.copy(template, folder / "infra")
    for name in ("lambda/target/tollgate-function.zip", "admin-lambda/target/tollgate-admin.zip"):
        code = folder / "function" / name
        code.parent.mkdir(parents=True)
        code.write_bytes(packed("arm64"))
    subprocess.run(
        ["aws", "cloudformation", "package", "--template-file", folder / "template.yaml", "--s3-bucket", "artifacts",
         "--output-template-file", folder / "packaged.yaml"],
        env=dict(os.environ, AWS_ENDPOINT_URL=endpoint, AWS_DEFAULT_REGION=REGION),
        check=True,
        capture_output=True,
    )
    return cloudformation.load(folder / "packaged.yaml")


def without_code(template):
    for resource in template["Resources"].values():
        for name in ("Code", "CodeUri"):
            resource.get("Properties", {}).pop(name, None)
    return template


def packed(processor, magic=elf.MAGIC, name="bootstrap", needs=()):
    """Builds a zip with an executable of a header and the sections that say which versions of libraries it needs."""
    machine = {"arm64": 0xB7, "x86_64": 0x3E}[processor]
    strings = b"\0".join(map(str.encode, needs)) + b"\0"
    offsets = [strings.index(one.encode() + b"\0") for one in needs]
    library = struct.pack("<HHIII", 1, len(needs), 0, 16, 0)
    versions = b"".join(
        struct.pack("<IHHII", 0, 0, 0, offset, 0 if offset == offsets[-1] else 16) for offset in offsets
    )
    contents = [(3, strings)] + ([(elf.NEEDED_VERSIONS, library + versions)] if needs else [])
    body, table = b"", b""
    for kind, content in contents:
        table += struct.pack("<IIQQQQIIQQ", 0, kind, 0, 0, 64 + len(body), len(content), 0, 0, 0, 0)
        body += content
    header = magic + bytes(14) + struct.pack("<HIQQQIHHHHHH", machine, 1, 0, 0, 64 + len(body), 0, 64, 0, 0, 64, len(contents), 0)
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as files:
        files.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), header + body + table)
    return code.getvalue()


if __name__ == "__main__":
    unittest.main()
