"""Checks that the AWS CLI packages the templates unchanged, as `sam deploy` does. It uploads them to moto."""

import importlib.util
import io
import logging
import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from importlib.machinery import SourceFileLoader
from pathlib import Path

import boto3
import cloudformation
from cloudformation import PSEUDO, ROOT

REGION = PSEUDO["AWS::Region"]


def architecture():
    """Loads the script as a module. A plain import cannot do that, because the file has no extension."""
    loader = SourceFileLoader("architecture", str(Path(__file__).parent / "architecture"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("architecture", loader))
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


class Architecture(unittest.TestCase):
    def test_isReadFromTheExecutable(self):
        for processor in ("arm64", "x86_64"):
            self.assertEqual(processor, architecture().built_for(io.BytesIO(packed(processor))))

    def test_anythingButALinuxExecutableIsRefused(self):
        with self.assertRaises(SystemExit):
            architecture().built_for(io.BytesIO(packed("arm64", magic=b"#!/b")))

    def test_isReadFromTheStage(self):
        self.assertEqual("arm64", architecture().deployed_to("prod", ROOT / "samconfig.toml"))
        with self.assertRaises(SystemExit):
            architecture().deployed_to("nowhere", ROOT / "samconfig.toml")


def package(folder, endpoint):
    """Packages a copy of the templates with a function.zip, and returns the packaged root template."""
    shutil.copy(ROOT / "template.yaml", folder)
    (folder / "infra").mkdir()
    for template in (ROOT / "infra").glob("*.yaml"):
        shutil.copy(template, folder / "infra")
    code = folder / "function/lambda/target/function.zip"
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


def packed(processor, magic=b"\x7fELF"):
    """Builds a function.zip with the first bytes of an executable."""
    machine = {"arm64": 0xB7, "x86_64": 0x3E}[processor]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as files:
        entry = zipfile.ZipInfo("bootstrap", (2026, 1, 1, 0, 0, 0))
        files.writestr(entry, magic + bytes(14) + machine.to_bytes(2, "little"))
    return code.getvalue()


if __name__ == "__main__":
    unittest.main()
