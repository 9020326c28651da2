"""Reports the runs of each target as a table and as JSON."""

import json
import statistics
from collections import Counter

COLUMNS = (
    ("target", "target"),
    ("answered", "answered"),
    ("first_token_ms", "first token ms"),
    ("first_token_ms_worst", "worst"),
    ("tokens_per_second", "tokens/s"),
    ("gap_ms", "gap ms"),
    ("gap_ms_p99", "p99"),
    ("errors", "errors"),
)


def summary(target, runs):
    """Returns medians of the complete responses. Gaps are those of all complete responses together."""
    good = [run for run in runs if run.error is None]
    first = [run.first_token_seconds() * 1000 for run in good]
    speeds = [speed for run in good if (speed := run.tokens_per_second()) is not None]
    gaps = sorted(gap * 1000 for run in good for gap in run.gaps())
    return {
        "target": target,
        "asked": len(runs),
        "answered": len(good),
        "first_token_ms": median(first),
        "first_token_ms_worst": rounded(max(first, default=None)),
        "tokens_per_second": median(speeds),
        "gap_ms": median(gaps),
        "gap_ms_p99": rounded(percentile(gaps, 99)),
        "errors": dict(Counter(run.error for run in runs if run.error is not None)),
    }


def percentile(values, percent):
    """Returns the smallest value that this percentage of the sorted values does not exceed."""
    return values[-(-len(values) * percent // 100) - 1] if values else None


def median(values):
    return rounded(statistics.median(values)) if values else None


def rounded(value):
    return None if value is None else round(value, 1)


def as_json(runs):
    return json.dumps({"targets": [summary(target, done) for target, done in runs.items()]}, indent=2)


def as_table(runs):
    rows = [[title for _, title in COLUMNS]]
    rows += [[cell(summary(target, done), field) for field, _ in COLUMNS] for target, done in runs.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(align(text, widths, column) for column, text in enumerate(row)).rstrip() for row in rows)


def cell(found, field):
    value = found[field]
    if field == "answered":
        return f"{value}/{found['asked']}"
    if field == "errors":
        return ", ".join(f"{error} ×{count}" for error, count in value.items()) or "none"
    return "–" if value is None else str(value)


def align(text, widths, column):
    words = COLUMNS[column][0] in ("target", "errors")
    return text.ljust(widths[column]) if words else text.rjust(widths[column])
