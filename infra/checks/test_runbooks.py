"""Checks that each alarm leads whoever it wakes to its runbook, and that no runbook is of an alarm that is gone."""

import re
import unittest

from cloudformation import ROOT, load

PAGE = "docs/operations.md"


class Runbooks(unittest.TestCase):
    def setUp(self):
        text = (ROOT / PAGE).read_text()
        (section,) = re.findall(r"^## Alarms\n(.*?)^## ", text, re.S | re.M)
        self.headings = re.findall(r"^### (.*)$", section, re.M)
        self.alarms = {
            (path.name, name): resource["Properties"]["AlarmDescription"]
            for path in sorted((ROOT / "infra").glob("*.yaml"))
            for name, resource in load(path)["Resources"].items()
            if resource["Type"] == "AWS::CloudWatch::Alarm"
        }

    def test_eachAlarmSaysWhereItsRunbookIs(self):
        self.assertGreater(len(self.alarms), 13)
        for (template, name), description in self.alarms.items():
            heading = self.heading_of(description)
            self.assertIsNotNone(heading, f"{template}: {name} says: {description}")
            self.assertIn(f"`{name}`", heading, template)
            self.assertLessEqual(len(description), 255, name)

    def test_eachRunbookIsOfAnAlarm(self):
        used = {self.heading_of(description) for description in self.alarms.values()}
        self.assertEqual(set(self.headings), used)

    def heading_of(self, description):
        anchor = re.search(re.escape(PAGE) + r"#([\w-]+)$", description)
        return {slug(heading): heading for heading in self.headings}.get(anchor and anchor[1])


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    unittest.main()
