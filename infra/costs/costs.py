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
# A gateway with three providers and six kinds of errors. The sweep's metrics are always there, the others with traffic.
PROVIDERS, KINDS_OF_ERRORS, METRICS_OF_LOG, METRICS_OF_SWEEP = 3, 6, 1, 2
# Metrics that most calls do not have: options, and what goes wrong after the answer has started.
RARE = {"BrokenResponses", "PolicyActions", "CacheHits", "CacheMisses", "CacheFailures", "SavedMicros", "PromptsLost", "ResponsesLost"}

# The gateway looks for batches, and the sweep for overdue records, once a minute. A read of up to 4 KB is half a unit.
RUNS = HOURS * 60
READ_UNITS = 0.5
SWEEP = {"seconds": 0.1, "reads": 32, "log_gb": 0.02}
BATCHES = {"seconds": 0.01, "reads": 1, "log_gb": 0.0}


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
        "sweeps": job(**SWEEP),
        "batches": job(**BATCHES),
        "dashboard": PRICES["dashboard_month"],
        "metrics": metrics() * PRICES["metric_month"],
        "usage records": PRICES["dynamodb_stored_gb_month"] + PRICES["dynamodb_recovery_gb_month"],
        "parameters": 0.0,
    }


def idle():
    """What a gateway costs that nobody uses."""
    month = per_month()
    always = sum(month[name] for name in ("alarms", "sweeps", "batches", "dashboard"))
    return always + METRICS_OF_SWEEP * PRICES["metric_month"]


def job(seconds, reads, log_gb):
    """What a month of runs costs with 256 MB."""
    calls = RUNS / 1e6 * PRICES["lambda_requests_per_million"]
    time = RUNS * seconds * MEMORY_GB * PRICES["lambda_arm_gb_second"]
    read = RUNS / 1e6 * reads * READ_UNITS * PRICES["dynamodb_read_per_million"]
    return calls + time + read + log_gb * PRICES["log_ingested_gb"]


def metrics():
    """How many metrics of infra/metrics.json there are: CloudWatch charges for each that has data."""
    return metrics_of_calls() + 3 * PROVIDERS + KINDS_OF_ERRORS + METRICS_OF_LOG + METRICS_OF_SWEEP


def metrics_of_calls():
    return len(set(json.loads((ROOT / "infra/metrics.json").read_text())["about"]["metrics"]) - RARE)


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
