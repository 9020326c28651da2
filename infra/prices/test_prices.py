"""Tests how the source's prices are converted: names, days, rates and cases, and what is omitted."""

import contextlib
import io
import json
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import prices
import surcharges
from names import names


def model(identity, figures=None, **fields):
    return {"id": identity, "match": {"equals": identity}, "prices": figures or {"input_mtok": 1, "output_mtok": 2}} | fields


class Names(unittest.TestCase):
    def test_areThoseOfTheGatewaysCallers(self):
        self.assertEqual(["xai/grok"], names("x-ai", model("grok")))
        self.assertEqual(["zhipu/glm-5"], names("zhipuai", model("GLM-5")))
        self.assertEqual(["fireworks/accounts/fireworks/models/glm"], names("fireworks", model("glm")))

    def test_includeAliasesUnlessOnlyTheirCaseDiffers(self):
        match = {"or": [{"equals": "O3"}, {"equals": "o3-2025"}, {"starts_with": "o3-"}]}
        self.assertEqual(["openai/o3", "openai/o3-2025"], names("openai", model("o3", match=match)))

    def test_includeBothTheHostBehindARouterAndTheHostItself(self):
        self.assertEqual(["huggingface/a/B:groq"], names("huggingface_groq", model("a/B")))
        self.assertEqual(["huggingface/a/B:nebius", "nebius/a/B"], names("huggingface_nebius", model("a/B")))
        self.assertEqual(
            ["huggingface/meta-llama/Llama-3.1-8B-Instruct:sambanova", "sambanova/Meta-Llama-3.1-8B-Instruct"],
            names("huggingface_sambanova", model("meta-llama/Llama-3.1-8B-Instruct")),
        )

    def test_includeEachRegionOfBedrock(self):
        match = {"or": [{"starts_with": "anthropic.c"}, {"contains": "us.anthropic.c"}, {"contains": "jp.anthropic.c"}]}
        self.assertEqual(
            ["bedrock/anthropic.c", "bedrock/jp.anthropic.c", "bedrock/us.anthropic.c"],
            names("aws", model("regional.anthropic.c", match=match)),
        )

    def test_omitModelsThatNoKindOfProviderReaches(self):
        self.assertEqual([], names("google", model("claude-opus-5")))


class Price(unittest.TestCase):
    def test_hasTheGatewaysFields(self):
        figures = {"input_mtok": 1, "cache_read_mtok": Decimal("0.10"), "cache_write_mtok": 2, "output_mtok": 3}
        entry = prices.price(model("m", figures, context_window=8000), "2026-01-01")
        self.assertEqual(
            '{"input": 1, "cached_input": 0.10, "cache_write": 2, "output": 3, "context": 8000}', prices.line(entry)
        )

    def test_isTheOneInForceOnTheDay(self):
        figures = [
            {"prices": {"input_mtok": 1, "output_mtok": 1}},
            {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 2, "output_mtok": 2}},
        ]
        self.assertEqual(1, prices.price(model("m", figures), "2026-08-31")["input"])
        self.assertEqual(2, prices.price(model("m", figures), "2026-09-01")["input"])

    def test_forLongPromptsIsACase(self):
        figures = {
            "input_mtok": {"base": 1, "tiers": [{"start": 200, "price": 2}, {"start": 400, "price": 3}]},
            "cache_read_mtok": {"base": Decimal("0.1"), "tiers": [{"start": 200, "price": Decimal("0.2")}]},
            "output_mtok": 5,
        }
        self.assertEqual(
            '{"input": 1, "cached_input": 0.1, "output": 5, "cases": ['
            '{"above": 200, "input": 2, "cached_input": 0.2, "output": 5}, '
            '{"above": 400, "input": 3, "cached_input": 0.2, "output": 5}]}',
            prices.line(prices.price(model("m", figures), "2026-01-01")),
        )

    def test_forCertainHoursIsACase(self):
        day = {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2, "output_mtok": 4}}
        night = {"prices": {"input_mtok": 1, "output_mtok": 2}}
        self.assertEqual(
            '{"input": 1, "output": 2, "cases": [{"hours": {"from": "00:30", "to": "16:30", "zone": "UTC"}, "input": 2, "output": 4}]}',
            prices.line(prices.price(model("m", [night, day]), "2026-01-01")),
        )
        since = {"constraint": {"start_date": "2026-01-01"}, "prices": {"input_mtok": 3, "output_mtok": 3}}
        self.assertEqual({"input": 3, "output": 3}, prices.price(model("m", [night, day, since]), "2026-01-01"))

    def test_includesRatesPerRequestAndForAudioImagesReasoningAndLongCacheWrites(self):
        figures = {"input_mtok": 1, "cache_write_mtok": 2, "cache_write_1h_mtok": 3, "input_audio_mtok": 20, "cache_audio_read_mtok": 2}
        figures |= {"input_image_mtok": 4, "output_mtok": 3, "output_reasoning_mtok": 6, "output_audio_mtok": 40, "output_image_mtok": 30}
        self.assertEqual(
            '{"input": 1, "cache_write": 2, "cache_write_1h": 3, "input_audio": 20, "cached_audio": 2, "input_image": 4, '
            '"output": 3, "reasoning": 6, "output_audio": 40, "output_image": 30, "per_request": 0.012}',
            prices.line(prices.price(model("m", figures | {"requests_kcount": 12}), "2026-01-01")),
        )

    def test_includesSearchesWhereTheProviderReportsThem(self):
        searching = model("m", {"input_mtok": 1, "output_mtok": 2, "web_searches_kcount": 10})
        self.assertEqual(Decimal("0.01"), prices.price(searching, "2026-01-01", "anthropic")["web_search"])
        self.assertNotIn("web_search", prices.price(searching, "2026-01-01", "google"))

    def test_ofAModelWithoutOutputHasNoOutputRate(self):
        self.assertEqual({"input": 1}, prices.price(model("m", {"input_mtok": 1}), "2026-01-01"))

    def test_isOmittedIfTheSourceDoesNotHaveIt(self):
        later = [{"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 2, "output_mtok": 2}}]
        for figures in ({"output_mtok": 1}, later):
            self.assertIsNone(prices.price(model("m", figures), "2026-01-01"))

    def test_isRefusedIfItDependsOnAnUnknownCondition(self):
        for constraint in ({"weekday": "monday"}, {"start_time": "00:30:15Z", "end_time": "01:00:00Z"}):
            with self.assertRaises(prices.PriceListError):
                prices.price(model("m", [{"constraint": constraint, "prices": {"input_mtok": 1}}]), "2026-01-01")


class List(unittest.TestCase):
    def test_takesContextsOfAHostFromItsRouterAndPrefersOwnEntriesToAliases(self):
        claims = model("a", {"input_mtok": 9, "output_mtok": 9}, match={"or": [{"equals": "x/B"}]})
        source = [
            {"id": "novita", "models": [claims, model("x/B")]},
            {"id": "huggingface_novita", "models": [model("y/b", context_window=4096)]},
        ]
        found = prices.price_list(source, "a copy", "2026-01-01", "2026-01-01")["prices"]
        self.assertEqual({"input": 1, "output": 2, "context": 4096}, found["novita/x/B"])

    def test_isRefusedIfItIsTooShortOrHasMistakes(self):
        document = {"prices": {"b/m": {"input": 1, "cases": [{"above": 1, "output": -1}]}, "a": {"output": 1}}}
        with self.assertRaises(prices.PriceListError) as raised:
            prices.check(document)
        for mistake in ("not sorted", "b/m: output is negative", "a: expected provider/model", "a: input is missing", "only 2 prices"):
            self.assertIn(mistake, str(raised.exception))

    def test_mustNotContainDuplicateNames(self):
        with tempfile.TemporaryDirectory() as folder:
            twice = Path(folder, "twice.json")
            twice.write_text('{"a": 1, "a": 2}', "utf-8")
            with self.assertRaisesRegex(prices.PriceListError, "duplicate names: a"):
                prices.read(twice)

    def test_reportsChanges(self):
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

    def test_isUnchangedIfTheCopyIsTooShort(self):
        with tempfile.TemporaryDirectory() as folder:
            copy, file = Path(folder, "copy.json"), Path(folder, "prices.json")
            copy.write_text(json.dumps([{"id": "a", "models": [model("m")]}]), "utf-8")
            with self.assertRaisesRegex(SystemExit, "no model matches"), contextlib.redirect_stdout(io.StringIO()):
                prices.main(["--copy", str(copy), "--file", str(file)])
            self.assertFalse(file.exists())


class Surcharges(unittest.TestCase):
    def test_areRatesCasesAndMultiplesOfTheModelsThatTheyName(self):
        found = {
            "a/m": {"input": Decimal("1.10"), "output": 2, "cases": [{"above": 9, "input": Decimal("2.2")}]},
            "a/m-mini": {"input": 1, "output": 2, "cache_write_1h": 7},
            "b/m": {"input": 1, "output": 2},
        }
        surcharges.add(
            [
                {"models": "a/.*", "multiples": {"cache_write_1h": {"of": "input", "times": 2}}},
                {"models": "a/m", "rates": {"web_search": Decimal("0.01")}, "cases": [{"host": "eu", "times": Decimal("1.1")}]},
            ],
            found,
        )
        self.assertEqual(
            '{"web_search": 0.01, "cache_write_1h": 2.2, "input": 1.10, "output": 2, "cases": '
            '[{"cache_write_1h": 4.4, "above": 9, "input": 2.2}, {"host": "eu", "times": 1.1}]}',
            prices.line(found["a/m"]),
        )
        self.assertEqual({"input": 1, "output": 2, "cache_write_1h": 7}, found["a/m-mini"])
        self.assertEqual({"input": 1, "output": 2}, found["b/m"])

    def test_mustMatchAModel(self):
        with self.assertRaisesRegex(surcharges.SurchargeError, "no model matches a/x"):
            surcharges.add([{"models": "a/x", "rates": {}}], {"a/m": {"input": 1}})

    def test_nameTheirPageAndDay(self):
        for entry in prices.read(surcharges.FILE):
            self.assertRegex(entry["source"], "^https://")
            self.assertRegex(entry["read"], r"^20\d\d-\d\d-\d\d$")
            self.assertTrue(entry["about"])


class Packaged(unittest.TestCase):
    def test_hasNoMistakesAndWasWrittenByThisProgram(self):
        document = prices.read(prices.FILE)
        prices.check(document)
        self.assertEqual(prices.written(document), prices.FILE.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
