"""Updates prices.json from the npm package genai-prices, and reports what changed. See docs/providers.md."""

import argparse
import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

import package
import surcharges
from names import HUGGING_FACE, names

FILE = Path(__file__).parents[2] / "function/gateway/src/main/resources/prices.json"
RATES = {
    "input": "input_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
    "cache_write_1h": "cache_write_1h_mtok",
    "input_audio": "input_audio_mtok",
    "cached_audio": "cache_audio_read_mtok",
    "input_image": "input_image_mtok",
    "output": "output_mtok",
    "reasoning": "output_reasoning_mtok",
    "output_audio": "output_audio_mtok",
    "output_image": "output_image_mtok",
}
# Per thousand in the source, for one here.
PIECES = {"web_search": "web_searches_kcount", "per_request": "requests_kcount"}
OTHER_PIECES = (
    "searched_request", "code_execution", "file_search", "maps_request", "tool_image", "image", "audio_second", "character",
    "search",
)
# Models that the source prices by the hour report seconds, and no tokens.
AUDIO_HOURS, SECONDS, DIGITS = "input_audio_hours", 3600, Decimal("1E-12")
# OpenAI's are the items of an answer of its Responses API.
SEARCHES_REPORTED = {"anthropic", "openai", "openrouter", "perplexity"}
CONDITIONS = ("type", "start_date", "start_time", "end_time")
SOURCE = (
    "{origin} of {copied} (MIT); US dollars per million tokens, and for each search and request, as of {valid}; context in tokens. "
    "Surcharges: infra/prices/surcharges.json, with the page and date of each"
)
# A truncated copy, or one in another format, must not remove prices silently.
FEWEST_PRICES, FEWEST_WITH_CONTEXT, FEWEST_PROVIDERS_WITH_CONTEXT = 1200, 250, 20


class PriceListError(Exception):
    """A mistake that prevents the price list from being written."""


def price_list(source, origin, copied, valid, extras=()):
    """Returns the price list as a document, with the copy's prices of one day, which may be in the future."""
    prices = {}
    own = {(provider["id"], model["id"]) for provider in source for model in provider["models"]}
    for provider in source:
        for model in provider["models"]:
            entry = price(model, valid, provider["id"])
            if entry is None:
                continue
            for name in names(provider["id"], model):
                listed = name.split("/", 1)[1] == model["id"]
                # A model's own entry takes precedence over another entry that has its name as an alias.
                if listed or (name not in prices and (provider["id"], name.split("/", 1)[1]) not in own):
                    prices[name] = entry
    contexts_of_hosts(source, prices)
    surcharges.add(extras, prices)
    header = SOURCE.format(origin=origin, copied=copied, valid=valid)
    return {"version": copied, "source": header, "prices": {name: ordered(prices[name]) for name in sorted(prices)}}


def ordered(entry):
    """Returns the entry with its rates in a fixed order, and its cases and context behind them."""
    return {field: entry[field] for field in (*RATES, *PIECES, *OTHER_PIECES, "cases", "context") if field in entry}


def price(model, valid, provider=""):
    """Returns one entry, or None if the price table cannot express the price or the source does not contain it."""
    always, hourly = in_force(model["prices"], valid)
    if always is None or not always.keys() & {"input_mtok", AUDIO_HOURS}:
        return None
    entry = {"input": 0} | rates(always, 0) | pieces(always, provider)
    cases = [{"above": start} | rates(always, start) for start in starts(always)]
    for hours, figures in hourly:
        cases += [hours | rates(figures, 0)]
        cases += [{"above": start} | hours | rates(figures, start) for start in starts(figures)]
    if cases:
        entry["cases"] = cases
    if "context_window" in model:
        entry["context"] = model["context_window"]
    return entry


def in_force(prices, valid):
    """Returns the prices of that day, which are the last ones in force, and those of certain hours of the day."""
    if isinstance(prices, dict):
        return prices, []
    always, hourly = None, []
    for one in prices:
        constraint = one.get("constraint", {})
        if unknown := constraint.keys() - set(CONDITIONS):
            raise PriceListError(f"a price depends on {', '.join(sorted(unknown))}, which is not supported")
        if constraint.get("start_date", valid) > valid:
            continue
        if "start_time" in constraint:
            hourly.append((hours(constraint), one["prices"]))
        else:
            # Prices of hours end on the day from which another price applies.
            always, hourly = one["prices"], []
    return always, hourly


def hours(constraint):
    return {"hours": {"from": clock(constraint["start_time"]), "to": clock(constraint["end_time"]), "zone": "UTC"}}


def clock(time):
    """Converts a time of the source, such as 00:30:00Z. These times are UTC."""
    if not time.endswith(":00Z"):
        raise PriceListError(f"{time} is not a full minute in UTC")
    return time.removesuffix(":00Z")


def starts(figures):
    """Returns the prompt lengths above which another price applies to the whole request."""
    return sorted({tier["start"] for figure in figures.values() if isinstance(figure, dict) for tier in figure["tiers"]})


def rates(figures, above):
    """Returns the prices for prompts that are longer than this, up to the next length."""
    return {ours: tiered(figures[theirs], above) for ours, theirs in RATES.items() if theirs in figures}


def pieces(figures, provider):
    """Returns the prices of searches and requests."""
    found = {ours: Decimal(figures[theirs]) / 1000 for ours, theirs in PIECES.items() if theirs in figures}
    if provider not in SEARCHES_REPORTED:
        found.pop("web_search", None)
    if AUDIO_HOURS in figures:
        found["audio_second"] = surcharges.exact((Decimal(figures[AUDIO_HOURS]) / SECONDS).quantize(DIGITS))
    return found


def tiered(figure, above):
    if not isinstance(figure, dict):
        return figure
    reached = [tier for tier in figure["tiers"] if 0 < tier["start"] <= above]
    return max(reached, key=lambda tier: tier["start"])["price"] if reached else figure["base"]


def contexts_of_hosts(source, prices):
    """Copies the context windows that Hugging Face's router reports for a host's models to the host's own models."""
    for provider in source:
        host = provider["id"].removeprefix(HUGGING_FACE)
        if host == provider["id"]:
            continue
        contexts = {short(model["id"]): model.get("context_window") for model in provider["models"]}
        for name, entry in prices.items():
            context = contexts.get(short(name))
            if name.startswith(host + "/") and context and "context" not in entry:
                prices[name] = entry | {"context": context}


def short(name):
    return name.rsplit("/", 1)[-1].lower()


def check(document):
    """Raises PriceListError with all mistakes in the document."""
    prices = document["prices"]
    wrong = []
    if list(prices) != sorted(prices):
        wrong.append("the names are not sorted")
    for name, entry in prices.items():
        if "/" not in name.strip("/"):
            wrong.append(f"{name}: expected provider/model")
        wrong += [f"{name}: {field} is negative" for field, figure in every_rate(entry) if figure < 0]
        if "input" not in entry:
            wrong.append(f"{name}: input is missing")
        if entry.get("context", 1) < 1 or entry.get("context", 1) != int(entry.get("context", 1)):
            wrong.append(f"{name}: context is not a number of tokens")
    with_context = [name for name, entry in prices.items() if "context" in entry]
    providers = {name.split("/", 1)[0] for name in with_context}
    for what, found, fewest in (
        ("prices", len(prices), FEWEST_PRICES),
        ("models with a context window", len(with_context), FEWEST_WITH_CONTEXT),
        ("providers with such models", len(providers), FEWEST_PROVIDERS_WITH_CONTEXT),
    ):
        if found < fewest:
            wrong.append(f"only {found} {what}, expected at least {fewest}")
    if wrong:
        raise PriceListError("\n".join(wrong))


def every_rate(entry):
    """Yields the rates of an entry and of its cases."""
    for case in (entry, *entry.get("cases", [])):
        yield from ((field, figure) for field, figure in case.items() if field in (*RATES, *PIECES, *OTHER_PIECES, "times"))


def written(document):
    """Writes each price on its own line, so that each change is one line in a diff."""
    prices = ",\n".join(f"    {json.dumps(name)}: {line(entry)}" for name, entry in document["prices"].items())
    version, source = json.dumps(document["version"]), json.dumps(document["source"], ensure_ascii=False)
    return f'{{\n  "version": {version},\n  "source": {source},\n  "prices": {{\n{prices}\n  }}\n}}\n'


def line(value):
    """Returns JSON that preserves decimals as they were read: 0.10 stays 0.10."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{field}": {line(inner)}' for field, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(line(inner) for inner in value) + "]"
    return json.dumps(value) if isinstance(value, str) else str(value)


def read(path):
    """Reads JSON with exact decimals and without duplicate names."""
    return json.loads(Path(path).read_text("utf-8"), parse_float=Decimal, object_pairs_hook=unique)


def unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PriceListError("duplicate names: " + ", ".join(sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})))
    return found


def changes(before, after):
    """Yields a line for each price that is added, removed or changed."""
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            yield f"+ {name} {line(after[name])}"
        elif name not in after:
            yield f"- {name} {line(before[name])}"
        elif before[name] != after[name]:
            yield f"~ {name} {line(before[name])} → {line(after[name])}"


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default="latest", help="the version of the npm package")
    parser.add_argument("--copy", type=Path, help="a copy of the source's data as JSON, to be read in place of the package")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the copy; becomes the version of the list")
    parser.add_argument("--valid", default=today, help="the day whose prices apply, if the source has several")
    parser.add_argument("--file", type=Path, default=FILE, help="the list to write")
    options = parser.parse_args(arguments)
    try:
        source, origin, copied = source_of(options)
        valid = datetime.date.fromisoformat(options.valid).isoformat()
        document = price_list(source, origin, copied, valid, read(surcharges.FILE))
        check(document)
        before = read(options.file if options.file.exists() else FILE)["prices"]
    except (PriceListError, package.PackageError, surcharges.SurchargeError, OSError, ValueError) as error:
        sys.exit(f"{options.file.name} is unchanged: {error}")
    options.file.write_text(written(document), "utf-8")
    changed = list(changes(before, document["prices"]))
    print(*changed, sep="\n", end="\n" if changed else "")
    counts = {kind: sum(one.startswith(kind) for one in changed) for kind in "+-~"}
    print(f"{len(document['prices'])} prices of {copied}: {counts['+']} added, {counts['-']} removed, {counts['~']} changed")


def source_of(options):
    """Returns the source's data, its name, and the day that becomes the version of the list."""
    if options.copy:
        return read(options.copy), "pydantic/genai-prices, a copy", datetime.date.fromisoformat(options.date).isoformat()
    source, number, published = package.fetch(options.version)
    return source, f"npm package {package.PACKAGE} {number}", published


if __name__ == "__main__":
    main(sys.argv[1:])
