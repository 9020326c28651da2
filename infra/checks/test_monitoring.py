"""Checks the alarms and the dashboard against the metrics of infra/metrics.json, after SAM's transform."""

import json
import re
import unittest

from cloudformation import ROOT
from stacks import TOPIC, gateway


class Metrics(unittest.TestCase):
    def setUp(self):
        file = json.loads((ROOT / "infra/metrics.json").read_text())
        self.about = file["about"]
        self.listed = {
            (metric["Name"], *dimensions)
            for directive in file["directives"] + file["sweep"]
            for dimensions in directive["Dimensions"]
            for metric in directive["Metrics"]
        }
        self.monitoring = gateway().nested("Monitoring")
        self.dashboard = json.loads(self.monitoring.properties("AWS::CloudWatch::Dashboard")["DashboardBody"])

    def test_eachMetricAndDimensionIsExplained(self):
        self.assertEqual({one[0] for one in self.listed}, set(self.about["metrics"]) | set(self.about["sweep"]))
        self.assertEqual({name for one in self.listed for name in one[1:]}, set(self.about["dimensions"]))

    def test_alarmsReadMetricsOfTheGateway(self):
        read = set()
        for alarm in self.monitoring.of_type("AWS::CloudWatch::Alarm").values():
            one = alarm["Properties"]
            for metric in [one] + [each["MetricStat"]["Metric"] for each in one.get("Metrics", []) if "MetricStat" in each]:
                if metric.get("Namespace") == "Tollgate":
                    read.add((metric["MetricName"], *(each["Name"] for each in metric["Dimensions"])))
        self.assertEqual({(name, "Gateway") for name in ("Requests", "Errors", "BrokenResponses", "FirstChunkMillis", "Unpriced", "AccountFailures", "Abandoned", "OverdueSeconds")}, read)
        self.assertLessEqual(read, self.listed)

    def test_theDashboardShowsExactlyTheListedMetrics(self):
        shown = set()
        for widget in self.dashboard["widgets"]:
            for metric in widget["properties"]["metrics"]:
                if metric[0] == "Tollgate":
                    self.assertEqual("‹Function›", metric[3])
                    shown.add((metric[1], metric[2]))
                elif isinstance(metric[0], dict):
                    search = re.search(r'\{Tollgate,([\w,]+)\} MetricName="(\w+)" Gateway="‹Function›"', metric[0]["expression"])
                    if search:
                        shown.add((search[2], *search[1].split(",")))
        self.assertEqual(set(), shown - self.listed)
        self.assertEqual({one[0] for one in self.listed}, {one[0] for one in shown})

    def test_unwrittenUsageIsFoundInTheLog(self):
        pattern = self.monitoring.properties("AWS::Logs::MetricFilter")["FilterPattern"].strip('"')
        self.assertIn(pattern, (ROOT / "function/gateway/src/main/java/dev/tollgate/store/DynamoUsageLedger.java").read_text())

    def test_aRollUpThatFailsTwiceOrDoesNotRunRaisesAnAlarm(self):
        alarm = self.monitoring.resources["RollUpFailures"]["Properties"]
        self.assertEqual([{"Name": "FunctionName", "Value": "‹RollUp›"}], alarm["Dimensions"])
        self.assertEqual(("Errors", 3600, 2, 0, "missing"),
                         tuple(alarm[name] for name in ("MetricName", "Period", "EvaluationPeriods", "Threshold", "TreatMissingData")))

    def test_alertsOfBudgetsThatAreNotSentRaiseAnAlarm(self):
        topic = "arn:aws:sns:eu-central-1:123456789012:on-call"
        root = gateway(BudgetAlertTopicArn="arn:aws:sns:eu-central-1:123456789012:budgets", AlarmTopicArn=topic)
        alarm = root.nested("Monitoring").resources["BudgetAlertFailures"]["Properties"]
        self.assertEqual([{"Name": "FunctionName", "Value": "‹BudgetAlerts›"}], alarm["Dimensions"])
        self.assertEqual(("AWS/Lambda", "Errors"), (alarm["Namespace"], alarm["MetricName"]))
        self.assertEqual(([topic], [topic]), (alarm["AlarmActions"], alarm["InsufficientDataActions"]))
        self.assertNotIn("BudgetAlertFailures", self.monitoring.resources)

    def test_aNewStackRaisesNoAlarmAndAJobThatStopsDoes(self):
        topic = "arn:aws:sns:eu-central-1:123456789012:on-call"
        alarms = gateway(AlarmTopicArn=topic).nested("Monitoring").of_type("AWS::CloudWatch::Alarm")
        without_data = {
            name: alarm["Properties"].get("InsufficientDataActions")
            for name, alarm in alarms.items()
            if alarm["Properties"].get("TreatMissingData") not in (None, "notBreaching")
        }
        self.assertEqual({"OverdueUsage": [topic], "RollUpFailures": [topic]}, without_data)
        self.assertNotIn("breaching", [alarm["Properties"].get("TreatMissingData") for alarm in alarms.values()])

    def test_alarmsOfTablesEndWhenDynamoDbReportsNothingMore(self):
        for name in ("CounterThrottles", "UsageThrottles"):
            shown = [one for one in self.monitoring.resources[name]["Properties"]["Metrics"] if one.get("ReturnData", True)]
            self.assertEqual(["FILL(written, 0)"], [one["Expression"] for one in shown], name)

    def test_aResponseThatItsProviderBreaksIsNoCrash(self):
        for endpoint, expression in (("rest", "FILL(errors, 0) - FILL(broken, 0)"), ("http", "FILL(errors, 0)")):
            alarm = gateway(endpoint).nested("Monitoring").resources["FunctionFailures"]["Properties"]
            self.assertEqual(expression, alarm["Metrics"][0]["Expression"])

    def test_theDashboardIsNamedByItsRegionBecauseAnAccountHasOneListOfThem(self):
        properties = self.monitoring.properties("AWS::CloudWatch::Dashboard")
        self.assertEqual("‹Function›-eu-central-1", properties["DashboardName"])

    def test_alarmsGoToTheTopic(self):
        topic = "arn:aws:sns:eu-central-1:123456789012:on-call"
        alarms = gateway(AlarmTopicArn=topic).nested("Monitoring").of_type("AWS::CloudWatch::Alarm")
        self.assertEqual(13, len(alarms))
        for alarm in alarms.values():
            self.assertEqual([topic], alarm["Properties"]["AlarmActions"])

    def test_theTopicLearnsOfRecoveriesOnlyOnRequestBecauseANewStackHasOnePerAlarm(self):
        for given, expected in (({}, None), ({"AlarmRecoveries": "true"}, [TOPIC])):
            root = gateway(AlarmTopicArn=TOPIC, BudgetAlertTopicArn=TOPIC, Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada", **given)
            for name, count in (("Monitoring", 13), ("Administration", 2)):
                alarms = root.nested(name).of_type("AWS::CloudWatch::Alarm")
                # This one ends although the usage is still missing.
                alarms.pop("UnwrittenUsage", None)
                self.assertEqual([expected] * count, [one["Properties"].get("OKActions") for one in alarms.values()])
        self.assertNotIn("OKActions", str(gateway(AlarmRecoveries="true").nested("Monitoring").resources))


if __name__ == "__main__":
    unittest.main()
