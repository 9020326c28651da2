"""What the source does not have: surcharges, discounts and prices of searches, from the providers' own pages."""

import re
from pathlib import Path

FILE = Path(__file__).parent / "surcharges.json"


class SurchargeError(Exception):
    """An entry that applies to no model, or that names what a price does not have."""


def add(entries, prices):
    """Adds each entry to the prices whose names it matches, and new names. What the source has itself takes precedence."""
    for entry in entries:
        for name, rates in entry.get("adds", {}).items():
            prices.setdefault(name, dict(rates))
        if "models" not in entry:
            continue
        pattern = re.compile(entry["models"])
        matched = [name for name in prices if pattern.fullmatch(name)]
        if not matched:
            raise SurchargeError(f"no model matches {entry['models']}")
        for name in matched:
            prices[name] = added(entry, prices[name])


def added(entry, price):
    """Returns the price with the rates and cases of one entry. The cases come last, so that they apply on top of others."""
    found = dict(price)
    multiples = entry.get("multiples", {})
    found = entry.get("rates", {}) | derived(multiples, found) | found
    if "cases" in found:
        found["cases"] = [derived(multiples, case) | case for case in found["cases"]]
    if "cases" in entry:
        found["cases"] = found.get("cases", []) + entry["cases"]
    return found


def derived(multiples, rates):
    """Returns the rates that are multiples of others."""
    return {name: exact(rates[rule["of"]] * rule["times"]) for name, rule in multiples.items() if rule["of"] in rates}


def exact(rate):
    """Without zeros at the end, as the source writes its figures."""
    text = f"{rate:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return type(rate)(text)
