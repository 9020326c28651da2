"""The summary of a test run, from reports as Surefire writes them."""

import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path

import times

PASSED = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="dev.tollgate.a.FirstTest" time="1,002.5" tests="5" errors="0" skipped="1" failures="1">
  <properties><property name="java.version" value="25"/></properties>
  <testcase name="plain" classname="dev.tollgate.a.FirstTest" time="0.1">
    <system-out><![CDATA[  <testcase name="printed" classname="no.Test" time="9"/>
]]></system-out>
  </testcase>
  <testcase name="often(Fault, int)[1]" classname="dev.tollgate.a.FirstTest" time="0.1"/>
  <testcase name="often(Fault, int)[2]" classname="dev.tollgate.a.FirstTest" time="0.1">
    <failure message="expected: 1" type="java.lang.AssertionError">java.lang.AssertionError</failure>
  </testcase>
  <testcase name="nested()[1][12]" classname="dev.tollgate.a.FirstTest" time="0.1"/>
  <testcase name="elsewhere" classname="dev.tollgate.a.FirstTest" time="0"><skipped message="no npm"/></testcase>
</testsuite>
"""
BROKEN_AT_START = """<testsuite name="dev.tollgate.b.SecondIT" time="3" tests="1" errors="1" skipped="0" failures="0">
  <testcase name="" classname="dev.tollgate.b.SecondIT" time="0"><error type="x.Y"/></testcase>
</testsuite>
"""
# Every report is of this time; the run began a while before.
ENDED, BEGAN = 1_000_000, 998_000


class TimesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def report(self, module, kind, name, text, ended=ENDED):
        file = self.root / module / "target" / f"{kind}-reports" / f"TEST-{name}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (ended, ended))

    def summary(self, since=BEGAN, now=ENDED):
        classes, unreadable = times.read_all(self.root, since)
        return "\n".join(times.lines(classes, unreadable, since, now))

    def test_methods_and_their_runs_are_counted_apart(self):
        self.report("one", "surefire", "FirstTest", PASSED)
        self.report("two", "failsafe", "SecondIT", BROKEN_AT_START)

        self.assertEqual(
            self.summary(),
            """\
module    wall     sum  methods    runs
one      16:42   16:42        4       5
two       0:03    0:03        1       1

The 10 slowest test classes:
 1002.5 s  dev.tollgate.a.FirstTest, 5 runs
    3.0 s  dev.tollgate.b.SecondIT, 1 runs

skipped: dev.tollgate.a.FirstTest.elsewhere
failed: dev.tollgate.a.FirstTest.often(Fault, int)
failed: dev.tollgate.b.SecondIT.(start or end of the class)
5 test methods, 6 runs, in 33:20 minutes""",
        )

    def test_classes_side_by_side_take_less_than_their_sum(self):
        self.report("one", "surefire", "FirstTest", PASSED, ENDED + 10)
        self.report("one", "failsafe", "SecondIT", BROKEN_AT_START)

        self.assertIn("one      16:42   16:45        5       6", self.summary())

    def test_reports_of_an_earlier_run_are_not_counted(self):
        self.report("one", "surefire", "FirstTest", PASSED)
        self.report("one", "surefire", "SecondIT", BROKEN_AT_START, BEGAN - 60)

        self.assertIn("4 test methods, 5 runs", self.summary())

    def test_a_report_that_breaks_off_does_not_hide_the_others(self):
        self.report("one", "surefire", "FirstTest", PASSED)
        self.report("one", "surefire", "DiedTest", PASSED[:400])
        self.report("one", "surefire", "EmptyTest", "")

        summary = self.summary()
        self.assertIn("4 test methods, 5 runs", summary)
        self.assertEqual(summary.count("unreadable, as of a test process that died: "), 2)

    def test_a_run_without_tests_says_so(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            times.main(["0", "--root", str(self.root)])

        self.assertEqual(printed.getvalue(), "No test was run.\n")


if __name__ == "__main__":
    unittest.main()
