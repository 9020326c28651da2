"""What becomes of the source's prices: names, days, and what is left out."""

import contextlib
import io
import json
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import prices
from names import names


def model(identity, figures=None, **fields):
    return {"id": identity, "match": {"equals": identity}, "prices": figures or {"input_mtok": 1, "output_mtok": 2}} | fields


class Names(unittest.TestCase):
    def test_areThoseThatCallersType(self):
        self.assertEqual(["xai/grok"], names("x-ai", model("grok")))
        self.assertEqual(["zhipu/glm-5"], names("zhipuai", model("GLM-5")))
        self.assertEqual(["fireworks/accounts/fireworks/models/glm"], names("fireworks", model("glm")))

    def test_includeAliasesButNotOtherLetters(self):
        match = {"or": [{"equals": "O3"}, {"equals": "o3-2025"}, {"starts_with": "o3-"}]}
        self.assertEqual(["openai/o3", "openai/o3-2025"], names("openai", model("o3", match=match)))

    def test_nameTheHostBehindARouterAndTheHostItself(self):
        self.assertEqual(["huggingface/a/B:groq"], names("huggingface_groq", model("a/B")))
        self.assertEqual(["huggingface/a/B:nebius", "nebius/a/B"], names("huggingface_nebius", model("a/B")))
        self.assertEqual(
            ["huggingface/meta-llama/Llama-3.1-8B-Instruct:sambanova", "sambanova/Meta-Llama-3.1-8B-Instruct"],
            names("huggingface_sambanova", model("meta-llama/Llama-3.1-8B-Instruct")),
        )

    def test_spellOutBedrocksRegions(self):
        match = {"or": [{"starts_with": "anthropic.c"}, {"contains": "us.anthropic.c"}, {"contains": "jp.anthropic.c"}]}
        self.assertEqual(
            ["bedrock/anthropic.c", "bedrock/jp.anthropic.c", "bedrock/us.anthropic.c"],
            names("aws", model("regional.anthropic.c", match=match)),
        )

    def test_leaveOutWhatNoKindReaches(self):
        self.assertEqual([], names("google", model("claude-opus-5")))


class Price(unittest.TestCase):
    def test_hasTheFieldsOfOurForm(self):
        figures = {"input_mtok": 1, "cache_read_mtok": Decimal("0.10"), "cache_write_mtok": 2, "output_mtok": 3}
        entry = prices.price(model("m", figures, context_window=8000), "2026-01-01")
        self.assertEqual(
            '{"input": 1, "cached_input": 0.10, "cache_write": 2, "output": 3, "context": 8000}', prices.line(entry)
        )

    def test_isThatOfItsDay(self):
        figures = [
            {"prices": {"input_mtok": 1, "output_mtok": 1}},
            {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 2, "output_mtok": 2}},
        ]
        self.assertEqual(1, prices.price(model("m", figures), "2026-08-31")["input"])
        self.assertEqual(2, prices.price(model("m", figures), "2026-09-01")["input"])

    def test_isLeftOutWhereItCannotBeExpressed(self):
        hourly = [{"constraint": {"start_time": "00:30:00Z"}, "prices": {"input_mtok": 1, "output_mtok": 1}}]
        tiered = {"input_mtok": {"base": 1, "tiers": []}, "output_mtok": 1}
        for figures in (hourly, tiered, {"input_mtok": 1}, {"input_mtok": 1, "output_mtok": 1, "requests_kcount": 5}):
            self.assertIsNone(prices.price(model("m", figures), "2026-01-01"))


class List(unittest.TestCase):
    def test_takesAHostsContextsFromItsRouterAndOwnEntriesBeforeAliases(self):
        claims = model("a", {"input_mtok": 9, "output_mtok": 9}, match={"or": [{"equals": "x/B"}]})
        source = [
            {"id": "novita", "models": [claims, model("x/B")]},
            {"id": "huggingface_novita", "models": [model("y/b", context_window=4096)]},
        ]
        found = prices.renewed(source, "2026-01-01", "", "2026-01-01")["prices"]
        self.assertEqual({"input": 1, "output": 2, "context": 4096}, found["novita/x/B"])

    def test_isRefusedWhereItIsTooShortOrWrong(self):
        document = {"prices": {"b/m": {"input": -1, "output": 1}, "a": {"input": 1}}}
        with self.assertRaises(prices.Wrong) as raised:
            prices.check(document)
        for told in ("not sorted", "b/m: input is negative", "a: expected provider/model", "a: output is missing", "only 2 prices"):
            self.assertIn(told, str(raised.exception))

    def test_mayNameNothingTwice(self):
        with tempfile.TemporaryDirectory() as folder:
            twice = Path(folder, "twice.json")
            twice.write_text('{"a": 1, "a": 2}', "utf-8")
            with self.assertRaisesRegex(prices.Wrong, "twice: a"):
                prices.read(twice)

    def test_tellsWhatChanges(self):
        before = {"a/1": {"input": 1, "output": 1}, "a/2": {"input": 1, "output": 1}}
        after = {"a/2": {"input": 2, "output": 1}, "a/3": {"input": 1, "output": 1}}
        self.assertEqual(
            [
                '- a/1 {"input": 1, "output": 1}',
                '~ a/2 {"input": 1, "output": 1} → {"input": 2, "output": 1}',
                '+ a/3 {"input": 1, "output": 1}',
            ],
            list(prices.changes(before, after)),
        )

    def test_staysAsItIsWhereTheCopyIsTooShort(self):
        with tempfile.TemporaryDirectory() as folder:
            copy, file = Path(folder, "copy.json"), Path(folder, "prices.json")
            copy.write_text(json.dumps([{"id": "a", "models": [model("m")]}]), "utf-8")
            with self.assertRaisesRegex(SystemExit, "only 1 prices"), contextlib.redirect_stdout(io.StringIO()):
                prices.main([str(copy), "--file", str(file)])
            self.assertFalse(file.exists())


class Packaged(unittest.TestCase):
    def test_isRightAndWrittenByThisProgram(self):
        document = prices.read(prices.FILE)
        prices.check(document)
        self.assertEqual(prices.written(document), prices.FILE.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
