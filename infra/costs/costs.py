"""Calculates the costs that docs/deploy.md shows, from the unit prices of prices.json and from the alarms of the templates."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRICES = json.loads((ROOT / "infra/costs/prices.json").read_text())
HOURS = 730
ENDPOINTS = ("rest", "url", "http")

# The request of the guide: 5 seconds, 256 MB; 500 tokens to the provider, and 40 events back.
SECONDS = 5
MEMORY_GB = 0.25
WRITES = {"limits": 2, "journal": 1, "record": 1}
LOG_GB_PER_MILLION = 1.7
ANSWERS_GB_PER_MILLION = 10
PROMPTS_GB_PER_MILLION = 2
# Metrics of a gateway with three providers and six kinds of errors: 10, 3 for each provider, 1 for each kind, 2 of the sweep.
METRICS = 10 + 3 * 3 + 6 + 1 + 2
SWEEPS_METRICS = 2
SWEEPS = 0.12


def per_million(endpoint):
    """The costs of a million requests, by row of the table."""
    return {
        "endpoint": PRICES["api_per_million"][endpoint],
        "Lambda, requests": PRICES["lambda_requests_per_million"],
        "Lambda, time": lambda_time(MEMORY_GB),
        "DynamoDB": sum(WRITES.values()) * PRICES["dynamodb_write_per_million"],
        "log": LOG_GB_PER_MILLION * PRICES["log_ingested_gb"],
        "traffic out": (ANSWERS_GB_PER_MILLION + PROMPTS_GB_PER_MILLION) * PRICES["traffic_out_gb"],
    }


def lambda_time(gigabytes):
    return 1_000_000 * SECONDS * gigabytes * PRICES["lambda_arm_gb_second"]


def per_month():
    """The costs of a month, used or not, by row of the table."""
    return {
        "alarms": alarm_metrics() * PRICES["alarm_metric_month"],
        "sweeps": SWEEPS,
        "dashboard": PRICES["dashboard_month"],
        "metrics": METRICS * PRICES["metric_month"],
        "usage records": PRICES["dynamodb_stored_gb_month"] + PRICES["dynamodb_recovery_gb_month"],
        "parameters": 0.0,
    }


def idle():
    """What a gateway costs that nobody uses."""
    month = per_month()
    return month["alarms"] + month["sweeps"] + month["dashboard"] + SWEEPS_METRICS * PRICES["metric_month"]


def alarms():
    """How many metrics each alarm of infra/monitoring.yaml reads: CloudWatch charges for each. By default, no alerts are sent."""
    text = (ROOT / "infra/monitoring.yaml").read_text()
    resources = re.split(r"^  (?=\w+:$)", text, flags=re.M)
    return [max(1, one.count("MetricStat:")) for one in resources if "Type: AWS::CloudWatch::Alarm" in one and "Condition: Alerts" not in one]


def alarm_metrics():
    return sum(alarms())


def instances():
    """What three managed instances cost in a month, with Lambda's work."""
    return 3 * HOURS * PRICES["c8g_large_hour"] * (1 + PRICES["managed_instances_share"])


def nat_gateways():
    return 3 * HOURS * PRICES["nat_gateway_hour"]


def equal_to_instances(gigabytes, more=0.0):
    """How many million requests a month on demand cost as much as the instances."""
    return (instances() + more) / lambda_time(gigabytes)
