"""Prints what a test run took, from the XML reports of Surefire and Failsafe: each module, the slowest classes, the counts."""

import argparse
import re
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

FOLDERS = ("surefire-reports", "failsafe-reports")
SLOWEST = 10
# File systems round times; a report that was begun with the run must not count as older.
ROUNDING_SECONDS = 2
# "name(Parameter)[3]" is the third run of a method; a nested dynamic test has more than one number.
RUN_NUMBERS = re.compile(r"(\[\d+\])+$")


@dataclass
class Class:
    """One test class as its report has it."""

    name: str
    module: str
    seconds: float
    ended: float
    methods: set = field(default_factory=set)
    runs: int = 0
    failed: list = field(default_factory=list)
    skipped: list = field(default_factory=list)


def read(report, module):
    """The class of a report. Streamed, because what tests print is in it, too."""
    read = None
    for event, element in ElementTree.iterparse(report, events=("start", "end")):
        if event == "start" and element.tag == "testsuite":
            seconds = float(element.get("time", "0").replace(",", ""))
            read = Class(element.get("name"), module, seconds, report.stat().st_mtime)
        elif event == "end" and element.tag == "testcase":
            count(element, read)
            element.clear()
    return read


def count(case, of):
    name = case.get("name") or "(start or end of the class)"
    method = f"{case.get('classname') or of.name}.{RUN_NUMBERS.sub('', name)}"
    of.methods.add(method)
    of.runs += 1
    if case.find("skipped") is not None:
        of.skipped.append(method)
    elif case.find("failure") is not None or case.find("error") is not None:
        of.failed.append(method)


def reports(root, since):
    for folder in FOLDERS:
        for report in sorted(root.glob(f"**/target/{folder}/TEST-*.xml")):
            if report.stat().st_mtime >= since - ROUNDING_SECONDS:
                yield report, str(report.parents[2].relative_to(root))


def read_all(root, since):
    """The classes that were run since then, and the reports that cannot be read: those of a fork that died."""
    classes, unreadable = [], []
    for report, module in reports(root, since):
        try:
            found = read(report, module)
            (classes if found else unreadable).append(found or report)
        except (ElementTree.ParseError, OSError, ValueError):
            unreadable.append(report)
    return classes, unreadable


def minutes(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def lines(classes, unreadable, since, now):
    """The summary. Wall time of a module is from the first class's beginning to the last one's end."""
    width = max([len("module")] + [len(each.module) for each in classes])
    yield f"{'module':{width}}    wall     sum  methods    runs"
    begun = {}
    for each in classes:
        begun.setdefault(each.module, []).append(each)
    for module, own in sorted(begun.items(), key=lambda item: min(each.ended - each.seconds for each in item[1])):
        wall = max(each.ended for each in own) - min(each.ended - each.seconds for each in own)
        total = sum(each.seconds for each in own)
        methods = len(set().union(*(each.methods for each in own)))
        runs = sum(each.runs for each in own)
        yield f"{module:{width}}  {minutes(wall):>6}  {minutes(total):>6}  {methods:7,}  {runs:6,}"
    yield ""
    yield f"The {SLOWEST} slowest test classes:"
    for each in sorted(classes, key=lambda each: -each.seconds)[:SLOWEST]:
        yield f"{each.seconds:7.1f} s  {each.name}, {each.runs:,} runs"
    yield ""
    for what in ("skipped", "failed"):
        for method in sorted({method for each in classes for method in getattr(each, what)}):
            yield f"{what}: {method}"
    for report in unreadable:
        yield f"unreadable, as of a test process that died: {report}"
    methods = len(set().union(*(each.methods for each in classes)))
    yield f"{methods:,} test methods, {sum(each.runs for each in classes):,} runs, in {minutes(now - since)} minutes"


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("since", type=float, help="seconds since 1970: what is older is of another run")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    options = parser.parse_args(arguments)
    classes, unreadable = read_all(options.root, options.since)
    if not classes and not unreadable:
        print("No test was run.")
        return
    print("\n".join(lines(classes, unreadable, options.since, time.time())))


if __name__ == "__main__":
    main(sys.argv[1:])
