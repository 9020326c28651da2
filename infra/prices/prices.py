"""Updates prices.json from a copy of genai-prices' prices/data_slim.json, and reports what changed. See docs/providers.md."""

import argparse
import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

from names import HUGGING_FACE, names

FILE = Path(__file__).parents[2] / "function/gateway/src/main/resources/prices.json"
RATES = {
    "input": "input_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
    "input_audio": "input_audio_mtok",
    "cached_audio": "cache_audio_read_mtok",
    "output": "output_mtok",
    "output_audio": "output_audio_mtok",
}
PER_THOUSAND_REQUESTS = "requests_kcount"
CONDITIONS = ("start_date", "start_time", "end_time")
SOURCE = (
    "pydantic/genai-prices, prices/data_slim.json, {commit}of {copied} (MIT); US dollars per million tokens, and per request, "
    "as of {valid}; context in tokens"
)
# A truncated copy, or one in another format, must not remove prices silently.
FEWEST_PRICES, FEWEST_WITH_CONTEXT, FEWEST_PROVIDERS_WITH_CONTEXT = 1200, 250, 20


class PriceListError(Exception):
    """A mistake that prevents the price list from being written."""


def price_list(source, copied, commit, valid):
    """Returns the price list as a document, with the copy's prices of one day, which may be in the future."""
    prices = {}
    own = {(provider["id"], model["id"]) for provider in source for model in provider["models"]}
    for provider in source:
        for model in provider["models"]:
            entry = price(model, valid)
            if entry is None:
                continue
            for name in names(provider["id"], model):
                listed = name.split("/", 1)[1] == model["id"]
                # A model's own entry takes precedence over another entry that has its name as an alias.
                if listed or (name not in prices and (provider["id"], name.split("/", 1)[1]) not in own):
                    prices[name] = entry
    contexts_of_hosts(source, prices)
    header = SOURCE.format(commit=f"commit {commit} " if commit else "", copied=copied, valid=valid)
    return {"version": copied, "source": header, "prices": dict(sorted(prices.items()))}


def price(model, valid):
    """Returns one entry, or None if the price table cannot express the price or the source does not contain it."""
    always, hourly = in_force(model["prices"], valid)
    if always is None or "input_mtok" not in always:
        return None
    entry = rates(always, 0)
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
    found = {ours: tiered(figures[theirs], above) for ours, theirs in RATES.items() if theirs in figures}
    if PER_THOUSAND_REQUESTS in figures:
        found["per_request"] = Decimal(figures[PER_THOUSAND_REQUESTS]) / 1000
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
        yield from ((field, figure) for field, figure in case.items() if field in RATES or field == "per_request")


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
    parser.add_argument("copy", type=Path, help="a copy of genai-prices' prices/data_slim.json")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day of the copy; becomes the version of the list")
    parser.add_argument("--valid", default=today, help="the day whose prices apply, if the copy has several")
    parser.add_argument("--commit", default="", help="the copy's commit")
    parser.add_argument("--file", type=Path, default=FILE, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        copied, valid = (datetime.date.fromisoformat(day).isoformat() for day in (options.date, options.valid))
        document = price_list(read(options.copy), copied, options.commit, valid)
        check(document)
        before = read(options.file)["prices"] if options.file.exists() else {}
    except (PriceListError, OSError, ValueError) as error:
        sys.exit(f"prices.json is unchanged: {error}")
    options.file.write_text(written(document), "utf-8")
    changed = list(changes(before, document["prices"]))
    print(*changed, sep="\n", end="\n" if changed else "")
    counts = {kind: sum(one.startswith(kind) for one in changed) for kind in "+-~"}
    print(f"{len(document['prices'])} prices: {counts['+']} added, {counts['-']} removed, {counts['~']} changed")


if __name__ == "__main__":
    main(sys.argv[1:])
