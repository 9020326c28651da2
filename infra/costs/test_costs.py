"""Holds the tables of docs/deploy.md to what the unit prices give."""

import re
import unittest

import costs

GUIDE = (costs.ROOT / "docs/deploy.md").read_text()


def row(name):
    """The amounts at the end of a table's row."""
    found = re.search(rf"^\| \**{re.escape(name)}\**[^|\n]*\|[^|\n]*\|((?: *\**[\d.]+\** *\|)+)$", GUIDE, re.M)
    if not found:
        raise AssertionError(f"docs/deploy.md has no row {name}")
    return [float(amount) for amount in re.findall(r"[\d.]+", found[1])]


def says(text, page=GUIDE):
    """Fails without the page, which is long."""
    if text not in " ".join(page.split()):
        raise AssertionError(f"the page does not say: {text}")


class Costs(unittest.TestCase):
    def test_ofAMillionRequestsAreThoseOfTheGuide(self):
        by_endpoint = [costs.per_million(endpoint) for endpoint in costs.ENDPOINTS]
        for name in by_endpoint[0]:
            self.assertEqual([round(one[name], 2) for one in by_endpoint], row(name), name)
        sums = [round(sum(one.values()), 2) for one in by_endpoint]
        self.assertEqual(sums, row("sum"))

    def test_ofAMonthAreThoseOfTheGuide(self):
        month = costs.per_month()
        for name, amount in month.items():
            self.assertEqual([round(amount, 2)], row(name), name)
        says(f"| **sum** after the first million | | **{sum(month.values()):.2f}** |")
        says(f"{len(costs.alarms())}, {sum(one > 1 for one in costs.alarms())} of them over 2 metrics: {costs.alarm_metrics()} × 0.10")

    def test_ofTheSentencesAroundTheTables(self):
        says(f"20 seconds per request cost {4 * costs.lambda_time(costs.MEMORY_GB):.2f}")
        says(f"needs two more writes: {2 * costs.PRICES['dynamodb_write_per_million']:.2f} per million")
        more = costs.metrics() - costs.METRICS_OF_SWEEP
        says(f"**Metrics**: {costs.metrics_of_calls()}, plus 3 per provider")
        says(f"With {costs.PROVIDERS} providers and {costs.KINDS_OF_ERRORS} kinds, that is {more} × 0.30")
        says(f"{costs.RUNS:,} of {costs.SWEEP['seconds']} s with 256 MB and {costs.SWEEP['reads']} queries each")
        # Half of what three environments of 64 requests hold, at 5 seconds each.
        half = 3 * 64 / costs.SECONDS * costs.HOURS * 3600 / 2 / 1e6
        says(f"At half of that, a million requests cost {costs.instances() / half:.2f} for the instances")

    def test_inTotalAreThoseOfTheGuideAndOfTheFirstPage(self):
        month = sum(costs.per_month().values())
        rest, url, http = (round(sum(costs.per_million(one).values()) + month) for one in costs.ENDPOINTS)
        says(f"about {rest} with `rest`, {url} with `url` and {http} with `http`")
        says(f"An idle gateway costs [about {round(costs.idle())} dollars a month]", (costs.ROOT / "README.md").read_text())

    def test_ofManagedInstancesAreThoseOfTheGuide(self):
        self.assertEqual([round(costs.instances(), 2)], row("instances"))
        self.assertEqual([round(costs.nat_gateways(), 2)], row("three NAT gateways, if you have none"))
        for megabytes in (512, 256, 128):
            gigabytes = megabytes / 1024
            says(f"| {megabytes} MB | {costs.lambda_time(gigabytes):.2f} | {costs.equal_to_instances(gigabytes):.1f} million")
            says(f"{costs.equal_to_instances(gigabytes, costs.nat_gateways()):.1f} million, or")

    def test_pricesAreOfTheDayThatTheGuideNames(self):
        says(f"on {costs.PRICES['date']}")


if __name__ == "__main__":
    unittest.main()
