"""Tests how the npm package is read: its archive, its digest, and the constants of its module."""

import base64
import hashlib
import io
import tarfile
import unittest
from decimal import Decimal

import package


def archive(module, name=package.MODULE):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as files:
        content = module.encode()
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        files.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


class Data(unittest.TestCase):
    def test_isTheArrayOfTheModuleWithExactFigures(self):
        module = """const E = [
  { id: "a", "api-pattern": "https://a\\\\.com", old: !0, fresh: !1, window: 1e6, price: 0.10, half: .5, below: -2, none: null,
    said: `it's "quoted"
twice`, other: 'say "x" and \\'y\\'', list: [1, 2,], },
];
function calc(x) { return x * 2; }
"""
        self.assertEqual(
            [
                {
                    "id": "a",
                    "api-pattern": "https://a\\.com",
                    "old": True,
                    "fresh": False,
                    "window": 1000000,
                    "price": Decimal("0.10"),
                    "half": Decimal("0.5"),
                    "below": -2,
                    "none": None,
                    "said": "it's \"quoted\"\ntwice",
                    "other": "say \"x\" and 'y'",
                    "list": [1, 2],
                }
            ],
            package.data(archive(module)),
        )

    def test_isRefusedIfItIsMoreThanConstants(self):
        for value in ("run()", "a + b", "`${x}`", "() => 1", "{a: 1, a: 2}", "{1: 2}", "[1 2]", "{a 1}", "[1", "x"):
            with self.subTest(value), self.assertRaises(package.PackageError):
                package.data(archive(f"const E = [{value}];"))

    def test_isRefusedIfTheModuleOrItsArrayIsMissing(self):
        with self.assertRaisesRegex(package.PackageError, "dist/index.js is missing"):
            package.data(archive("", "package/other.js"))
        with self.assertRaisesRegex(package.PackageError, "no array"):
            package.data(archive("export {};"))


class Integrity(unittest.TestCase):
    def test_isTheDigestThatTheRegistryLists(self):
        listed = "sha512-" + base64.b64encode(hashlib.sha512(b"archive").digest()).decode()
        package.check(b"archive", listed)
        with self.assertRaisesRegex(package.PackageError, "not the one"):
            package.check(b"another", listed)
        with self.assertRaisesRegex(package.PackageError, "no sha512"):
            package.check(b"archive", "sha1-abc")


if __name__ == "__main__":
    unittest.main()
