"""Checks that stages are read as SAM reads them: with Python's reader of TOML, and with the one for older versions."""

import tempfile
import tomllib
import unittest
from pathlib import Path
from unittest.mock import patch

import samconfig
import toml_reader
from cloudformation import ROOT

OTHER = '[other.deploy.parameters]\nparameter_overrides = ["Admin=false", "Name=other"]\n'
# Each sets Admin=true and Name to "a b" for the stage.
FORMS = {
    "a list": 'parameter_overrides = ["Admin=true", "Name=\'a b\'"]',
    "a list with a comment after it": 'parameter_overrides = ["Admin=true", "Name=\'a b\'"]   # "Admin=false"',
    "a list before a list of lines": 'parameter_overrides = ["Admin=true", "Name=\'a b\'"]\ntags = [\n  "stage=one",\n]',
    "lines with comments": 'parameter_overrides = [ # "Admin=false"\n  "Admin=true", # "Admin=false",\n  # "Admin=false",\n  "Name=\'a b\'"\n]',
    "lines in which a bracket ends a value": 'parameter_overrides = [\n  "Rest=[x]",\n  "Admin=true",\n  "Name=\'a b\'",\n]',
    "literal texts": "parameter_overrides = ['Admin=true', 'Name=\"a b\"']",
    "what --guided writes": 'parameter_overrides = "Admin=\\"true\\" Name=\\"a b\\""',
    "one text": 'parameter_overrides = "Admin=true Name=\\"a b\\"" # "Admin=false"',
    "a text of several lines": 'parameter_overrides = """\nAdmin=true\nName="a b"\n"""',
    "a literal text of several lines": "parameter_overrides = '''\nAdmin=true\nName=\"a b\"\n'''",
    "CloudFormation's form": 'parameter_overrides = "ParameterKey=Admin,ParameterValue=true ParameterKey=Name,ParameterValue=\\"a b\\""',
    "a table": 'parameter_overrides = { Admin = true, Name = "a b" }',
    "a key in quotes": '"parameter_overrides" = ["Admin=true", "Name=\'a b\'"]',
    "more texts than one in an entry": 'parameter_overrides = ["Admin=true Name=\'a b\'"]',
}


class Forms(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name, "samconfig.toml")

    def parameters(self, text, header="[one.deploy.parameters]"):
        self.file.write_text(f"version = 0.1\n{OTHER}{header} # a stage\n{text}\n{OTHER.replace('other', 'last')}")
        read = []
        for standard in (tomllib.loads, None):
            with patch.object(toml_reader, "_standard", standard):
                read.append(samconfig.parameters("one", self.file))
        self.assertEqual(*read)
        return read[0]

    def test_ofAllKindsAreUnderstood(self):
        for name, text in FORMS.items():
            given = self.parameters(text)
            self.assertEqual(("true", "a b"), (given.get("Admin"), given.get("Name")), name)

    def test_ofAStageInQuotesAreUnderstood(self):
        self.assertEqual({"Admin": "true"}, self.parameters('parameter_overrides = ["Admin=true"]', '["one".deploy.parameters]'))

    def test_withoutParametersHaveNone(self):
        for text in ("", "parameter_overrides = []", 'parameter_overrides = ""', '# parameter_overrides = ["Admin=true"]'):
            self.assertEqual({}, self.parameters(text), text)

    def test_thatSamWouldReadDifferentlyAreRefused(self):
        for text in ('parameter_overrides = ["Name=a b"]', 'parameter_overrides = ["Admin"]', 'parameter_overrides = "Admin: true"',
                     "parameter_overrides = 1", "parameter_overrides = [1]", 'parameter_overrides = ["Admin=true"'):
            with self.assertRaises(SystemExit, msg=text):
                self.parameters(text)

    def test_ofAllCommandsAreOverriddenByThoseOfDeploy(self):
        given = self.parameters('region = "eu-west-1"\n[one.global.parameters]\nregion = "us-east-1"\nprofile = "prod"')
        self.assertEqual({}, given)
        self.assertEqual(("eu-west-1", "prod", None), tuple(samconfig.optional("one", self.file, name) for name in ("region", "profile", "s3_bucket")))

    def test_ofTagsAreReadInTheSameWay(self):
        self.parameters('tags = "stage=\\"prod\\" team=\\"a b\\""')
        self.assertEqual({"stage": "prod", "team": "a b"}, samconfig.pairs("one", self.file, "tags"))


class Reader(unittest.TestCase):
    """The reader for Python before 3.11, compared with Python's own."""

    def test_readsWhatTheStandardReads(self):
        for text in (
            (ROOT / "samconfig.toml").read_text(),
            'a = "x\\"\\\\\\t\\u00e9"\nb.c = [1, -2.5, [true, false],]\n',
            "[a.'b c'.\"d\"]\r\ne = '''x'y'''\r\n",
            'a = """x\\\n    y"""\n',
            "a = {}\nb = { c = 1, d.e = 'f' }\n",
        ):
            self.assertEqual(tomllib.loads(text), toml_reader.read(text), text)

    def test_refusesWhatIsNoTomlWithItsLine(self):
        for text in ("a = [1", "a = 'x", 'a = "x\ny"', "a 1", "a = 1 b = 2", "a = 1\na = 2", "[a\nb = 1", "a = 2026-11-30T00:00:00Z", 'a = "\\x"', "a = 1\n[a.b]\n"):
            with self.assertRaisesRegex(ValueError, "^line [12]: ", msg=text):
                toml_reader.read(text)


if __name__ == "__main__":
    unittest.main()
