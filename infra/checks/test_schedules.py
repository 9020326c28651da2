"""Checks the scheduled functions: when they run, and that they may do exactly what their code calls, after SAM's transform."""

import json
import re
import unittest

from cloudformation import ROOT, load
from rights import OF_ALERTS, OF_ROLL_UP, OF_SWEEP, as_list, calls_of_the_store, statements
from stacks import TOPIC, gateway


class Schedules(unittest.TestCase):
    def setUp(self):
        self.schedules = gateway(Architecture="x86_64").nested("Schedules")
        self.function = self.schedules.resources["Sweep"]["Properties"]
        self.schedule = self.schedules.resources["SweepSchedule"]["Properties"]

    def test_theSweepRunsTheGatewaysProgramWithoutAnEndpoint(self):
        code = load("infra/schedules.yaml")["Resources"]["Sweep"]["Properties"]["CodeUri"]
        self.assertEqual(load("infra/function.yaml")["Resources"]["Function"]["Properties"]["Code"], code)
        self.assertEqual(
            ("provided.al2023", "bootstrap", ["x86_64"]),
            (self.function["Runtime"], self.function["Handler"], self.function["Architectures"]),
        )
        self.assertEqual({}, self.schedules.of_type("AWS::Lambda::Permission"))
        self.assertEqual({}, self.schedules.of_type("AWS::Lambda::Url"))

    def test_theSweepRunsEachMinuteEndsBeforeTheNextOneAndIsNeverRetried(self):
        schedule = self.schedule
        self.assertEqual(("rate(1 minute)", {"Mode": "OFF"}), (schedule["ScheduleExpression"], schedule["FlexibleTimeWindow"]))
        self.assertEqual("‹Sweep.Arn›", schedule["Target"]["Arn"])
        self.assertLessEqual(self.function["Timeout"], 60)
        for asynchronous in self.schedules.of_type("AWS::Lambda::EventInvokeConfig").values():
            self.assertEqual(0, asynchronous["Properties"]["MaximumRetryAttempts"])
        for one in self.schedules.of_type("AWS::Scheduler::Schedule").values():
            self.assertEqual(0, one["Properties"]["Target"]["RetryPolicy"]["MaximumRetryAttempts"])

    def test_theRollUpRunsEachHourForAsLongAsLambdaAllows(self):
        schedule = self.schedules.resources["RollUpSchedule"]["Properties"]
        self.assertEqual(("rate(1 hour)", "‹RollUp.Arn›"), (schedule["ScheduleExpression"], schedule["Target"]["Arn"]))
        self.assertEqual(900, self.schedules.resources["RollUp"]["Properties"]["Timeout"])

    def test_batchesAreFollowedEachMinuteByTheGatewayItself(self):
        schedule = self.schedules.resources["BatchSchedule"]["Properties"]
        self.assertEqual(("rate(1 minute)", "‹Function.Arn›"), (schedule["ScheduleExpression"], schedule["Target"]["Arn"]))

    def test_theFunctionUnderstandsWhatTheSchedulesSend(self):
        java = (ROOT / "function/lambda/src/main/java/dev/tollgate/lambda/LambdaEventReader.java").read_text()
        known = dict(re.findall(r'(?:private )?static final String (JOB|SWEEP|ROLL_UP|BATCHES|BUDGET_ALERTS) = "([\w-]+)";', java))
        jobs = {"SweepSchedule": "SWEEP", "RollUpSchedule": "ROLL_UP", "BatchSchedule": "BATCHES", "BudgetAlertsSchedule": "BUDGET_ALERTS"}
        for schedule, job in jobs.items():
            sent = json.loads(gateway(BudgetAlertTopicArn=TOPIC).nested("Schedules").resources[schedule]["Properties"]["Target"]["Input"])
            self.assertEqual({known["JOB"]: known[job]}, sent)

    def test_theSweepMayDoExactlyWhatItsClassesCall(self):
        granted = {}
        for statement in self.statements_of("SweepRole"):
            table = re.fullmatch(r"‹(\w+)\.Arn›(/index/pending)?", statement["Resource"])
            for action in as_list(statement["Action"]):
                if action.startswith("dynamodb:"):
                    granted.setdefault(table[1].lower(), set()).add(action.removeprefix("dynamodb:"))
                    # Of the index, it may do nothing else than query.
                    self.assertTrue(table[2] is None or action == "dynamodb:Query")
        shared = {"BudgetCounters", "BudgetWrites", "JournalReader", "TransactionWriter"}
        called = calls_of_the_store(lambda name: name in OF_SWEEP | shared)
        # It releases concurrent slots too, with one of CounterTable's calls.
        self.assertEqual(called, granted)

    def test_theRollUpMayDoExactlyWhatItsClassesCall(self):
        granted = {}
        for statement in self.statements_of("RollUpRole"):
            table = re.fullmatch(r"‹(\w+)\.Arn›", statement["Resource"])
            for action in as_list(statement["Action"]):
                if action.startswith("dynamodb:"):
                    granted.setdefault(table[1].lower(), set()).add(action.removeprefix("dynamodb:"))
        # Of ConfigTable's calls it needs only the one that lists the keys.
        self.assertEqual(calls_of_the_store(lambda name: name in OF_ROLL_UP | {"DynamoUsageRecords"}) | {"config": {"Scan"}}, granted)

    def test_withoutAReceiverNothingOfTheAlertsExists(self):
        self.assertEqual([], [name for name in self.schedules.resources if name.startswith("BudgetAlerts")])

    def test_theAlertsMayDoExactlyWhatTheirClassesCallAndPublishToTheirTopicOnly(self):
        schedules = gateway(BudgetAlertTopicArn=TOPIC).nested("Schedules")
        role = schedules.resources["BudgetAlertsRole"]["Properties"]
        granted = {}
        for statement in [one for policy in role["Policies"] for one in policy["PolicyDocument"]["Statement"]]:
            table = re.fullmatch(r"‹(\w+)\.Arn›", statement["Resource"])
            for action in as_list(statement["Action"]):
                if action.startswith("dynamodb:"):
                    granted.setdefault(table[1].lower(), set()).add(action.removeprefix("dynamodb:"))
        # Of ConfigTable's calls it needs the one that lists the keys, and the one that reads the configuration.
        self.assertEqual(calls_of_the_store(lambda name: name in OF_ALERTS) | {"config": {"Query", "Scan"}}, granted)
        (topic,) = [one for one in statements(schedules) if "sns" in str(one["Action"])]
        self.assertEqual(("sns:Publish", TOPIC), (topic["Action"], topic["Resource"]))
        self.assertEqual([], [one for one in statements(gateway(BudgetAlertTopicArn=TOPIC).nested("Gateway")) if "sns" in str(one)])

    def test_theAlertsReadTheAddressAndTheSecretOfTheWebhookOnly(self):
        root = gateway(BudgetAlertWebhook="/alerts/url", BudgetAlertWebhookSecret="/alerts/secret")
        (read,) = [one for one in statements(root.nested("Schedules")) if "ssm" in str(one["Action"])]
        parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter"
        self.assertEqual(("ssm:GetParameter", [parameter + "/alerts/url", parameter + "/alerts/secret"]), (read["Action"], read["Resource"]))
        variables = root.nested("Schedules").resources["BudgetAlerts"]["Properties"]["Environment"]["Variables"]
        self.assertEqual("ssm:/alerts/url", variables["TOLLGATE_BUDGET_ALERTS_WEBHOOK_URL"])
        self.assertEqual([], root.failed_assertions())
        self.assertEqual(1, len(gateway(BudgetAlertWebhook="/alerts/url").failed_assertions()))

    def test_theSchedulesMayInvokeOnlyTheirFunctions(self):
        (statement,) = self.statements_of("ScheduleRole")
        self.assertEqual(("lambda:InvokeFunction", ["‹Sweep.Arn›", "‹RollUp.Arn›", "‹Function.Arn›"]), (statement["Action"], statement["Resource"]))

    def test_jobsHaveNoResponseModeSoTheyDoNotReadWhatOnlyCallsNeed(self):
        java = (ROOT / "function/lambda/src/main/java/dev/tollgate/lambda/FunctionSettings.java").read_text()
        (mode,) = re.findall(r'String MODE = "(\w+)";', java)
        for name in ("Sweep", "RollUp"):
            self.assertNotIn(mode, self.schedules.resources[name]["Properties"]["Environment"]["Variables"])
        gateways = gateway().nested("Gateway").properties("AWS::Lambda::Function")
        self.assertIn(mode, gateways["Environment"]["Variables"])

    def test_theSweepReportsAndLogsUnderTheGatewaysName(self):
        root = gateway()
        self.assertEqual("‹Function›", self.function["Environment"]["Variables"]["TOLLGATE_NAME"])
        self.assertEqual({"LogGroup": root.output("LogGroupName"), "LogFormat": "JSON"}, self.function["LoggingConfig"])

    def statements_of(self, role):
        return [one for policy in self.schedules.resources[role]["Properties"]["Policies"] for one in policy["PolicyDocument"]["Statement"]]


if __name__ == "__main__":
    unittest.main()
