"""Checks that the functions and their schedules may do exactly what the code calls, after SAM's transform."""

import json
import re
import unittest

from cloudformation import ROOT, load
from stacks import PARAMETER, SECRET, gateway

TOPIC = "arn:aws:sns:eu-central-1:123456789012:budgets"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/1"
MODEL = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
GUARDRAIL = "arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr4bc123"
ITSELF = "arn:aws:lambda:eu-central-1:123456789012:function:‹Function›"
PROFILE = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0"

# The actions that `tollgate apply` needs and the function must not have.
OF_APPLY = {"config": {"PutItem", "DeleteItem", "Scan"}}
# The classes of the store that only scheduled jobs call. The gateway's function needs none of their permissions.
OF_SWEEP = {"DynamoStalePendingRecords", "IndexedRecords", "JournalSweep"}
OF_ROLL_UP = {"DynamoRollUps"}
OF_ALERTS = {"DynamoAlertLedger", "DynamoBudgets"}
# The classes that only the command line calls, with its user's permissions.
OF_COMMAND_LINE = {"DynamoResponseRemoval"}
# Classes that get the names of both tables, and that of the second one as an argument.
OF_BOTH = {"SettlementWriter": "usage"}
# A transaction needs the permissions of its operations: on the record, and on the budgets that it counts in.
TRANSACTED = {"usage": {"PutItem", "UpdateItem"}, "counters": {"UpdateItem"}}
# Readiness reads each table in the way that the function may.
OF_READINESS = {"config": {"GetItem"}, "counters": {"GetItem"}, "usage": {"Query"}, "cache": {"GetItem"}}


class Permissions(unittest.TestCase):
    def test_theFunctionMayDoExactlyWhatTheStoreCalls(self):
        granted = {}
        for statement in statements(gateway().nested("Gateway")):
            table = re.fullmatch(r"‹(\w+)\.Arn›", str(statement["Resource"]))
            if table and table[1] != "Log":
                actions = {action.removeprefix("dynamodb:") for action in as_list(statement["Action"])}
                granted[table[1].lower()] = granted.get(table[1].lower(), set()) | actions
        called = calls_of_the_store(lambda name: name not in OF_SWEEP | OF_ROLL_UP | OF_ALERTS | OF_COMMAND_LINE)
        needed = {table: actions - OF_APPLY.get(table, set()) for table, actions in called.items()}
        self.assertEqual(needed, granted)

    def test_theFunctionMayInvokeOnlyItself(self):
        self.assertEqual(
            [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": ITSELF}],
            [one for one in statements(gateway().nested("Gateway")) if "lambda" in str(one["Action"])],
        )

    def test_withoutSecretsAndModelsOnlyTheTablesTheLogAndTheFunctionItselfAreAllowed(self):
        services = {action.split(":")[0] for one in statements(gateway().nested("Gateway")) for action in as_list(one["Action"])}
        self.assertEqual({"dynamodb", "lambda", "logs"}, services)

    def test_onlyListedSecretsMayBeRead(self):
        root = gateway(ParameterArns=f"{PARAMETER},{PARAMETER}2", SecretArns=SECRET, SecretsKeyArn=KEY)
        found = {one["Action"]: one["Resource"] for one in statements(root.nested("Gateway")) if isinstance(one["Action"], str)}
        self.assertEqual(
            {
                "ssm:GetParameter": [PARAMETER, PARAMETER + "2"],
                "secretsmanager:GetSecretValue": [SECRET],
                "kms:Decrypt": KEY,
                "lambda:InvokeFunction": ITSELF,
            },
            found,
        )

    def test_anOwnKeyOfTheCacheIsUsedThroughDynamoDbOnly(self):
        root = gateway(CacheKmsKeyArn=KEY)
        (statement,) = [one for one in statements(root.nested("Gateway")) if "kms" in str(one["Action"])]
        self.assertEqual(("kms:Decrypt", KEY), (statement["Action"], statement["Resource"]))
        self.assertIn("dynamodb.", str(statement["Condition"]))

    def test_onlyListedBedrockModelsMayBeCalled(self):
        root = gateway(BedrockModelArns=f"{MODEL},{PROFILE}")
        self.assertEqual(
            [
                {
                    "Effect": "Allow",
                    "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                    "Resource": [MODEL, PROFILE],
                }
            ],
            [one for one in statements(root.nested("Gateway")) if "bedrock" in str(one["Action"])],
        )

    def test_onlyListedGuardrailsMayBeApplied(self):
        root = gateway(BedrockGuardrailArns=GUARDRAIL)
        self.assertEqual(
            [{"Effect": "Allow", "Action": "bedrock:ApplyGuardrail", "Resource": [GUARDRAIL]}],
            [one for one in statements(root.nested("Gateway")) if "bedrock" in str(one["Action"])],
        )
        for arn in ("*", GUARDRAIL + "*", GUARDRAIL + ",", "gr4bc123", MODEL):
            with self.assertRaises(ValueError, msg=arn):
                gateway(BedrockGuardrailArns=arn)

    def test_promptsMayBeWrittenOnlyToTheirPlaceAndNeverRead(self):
        bucket = gateway(PromptLogBucket="my.prompts").nested("Gateway")
        self.assertEqual(
            [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::my.prompts/tollgate/*"}],
            [one for one in statements(bucket) if "s3" in str(one["Action"])],
        )
        log = gateway(PromptLogDays=30).nested("Gateway")
        self.assertEqual(
            [{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "‹Prompts.Arn›"}],
            [one for one in statements(log) if "Prompts" in str(one["Resource"])],
        )

    def test_modelsAreListedOneByOne(self):
        for arn in (
            MODEL,
            PROFILE,
            "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0",
            "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
            f"{MODEL},{PROFILE},{MODEL}",
            "",
        ):
            self.assertEqual([], gateway(BedrockModelArns=arn).failed_assertions())
        for arn in (
            "*",
            MODEL + "*",
            MODEL + ",",
            "anthropic.claude-haiku-4-5",
            "arn:aws:bedrock:eu-central-1::foundation-model/*",
            "arn:aws:bedrock:eu-central-1:123456789012:guardrail/abc",
            PARAMETER,
        ):
            with self.assertRaises(ValueError, msg=arn):
                gateway(BedrockModelArns=arn)

    def test_noActionAndNoResourceHasAWildcard(self):
        root = gateway(ParameterArns=PARAMETER, SecretArns=SECRET, SecretsKeyArn=KEY, BedrockModelArns=MODEL)
        for statement in statements(root.nested("Gateway")) + statements(root.nested("Schedules")):
            self.assertEqual("Allow", statement["Effect"])
            self.assertNotIn("NotAction", statement)
            self.assertNotIn("*", "".join(as_list(statement["Action"])))
            self.assertNotIn("*", "".join(as_list(statement["Resource"])))


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
        called = calls_of_the_store(lambda name: name in OF_SWEEP | {"BudgetCounters", "JournalReader", "TransactionWriter"})
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
        self.assertEqual({"LogGroup": root.output("LogGroupName")}, self.function["LoggingConfig"])

    def statements_of(self, role):
        return [one for policy in self.schedules.resources[role]["Properties"]["Policies"] for one in policy["PolicyDocument"]["Statement"]]


class Rights(unittest.TestCase):
    """The list from which those who run a server write its role, and with which tests compare what programs call."""

    def test_ofEachRoleAreThoseThatItsProgramUses(self):
        root = gateway(BudgetAlertTopicArn=TOPIC, Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada")
        schedules = root.nested("Schedules").resources
        roles = {
            "gateway": root.nested("Gateway").resources["Role"],
            "sweep": schedules["SweepRole"],
            "roll-up": schedules["RollUpRole"],
            "budget-alerts": schedules["BudgetAlertsRole"],
            "admin": root.nested("Administration").resources["Role"],
        }
        listed = json.loads((ROOT / "infra/rights.json").read_text())
        self.assertEqual(set(roles) | {"about"}, set(listed))
        for program, role in roles.items():
            self.assertEqual({table: set(actions) for table, actions in listed[program].items()}, rights_of(role), program)

    def test_ofTheGatewayAreThoseOfTheGuide(self):
        guide = (ROOT / "docs/security.md").read_text()
        for table, actions in json.loads((ROOT / "infra/rights.json").read_text())["gateway"].items():
            self.assertIn(f"| `{table}` | {', '.join(f'`{action}`' for action in actions)} |\n", guide)


def rights_of(role):
    """The DynamoDB actions of a role by table, or by table and index."""
    rights = {}
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            table = re.fullmatch(r"‹(\w+)\.Arn›(/index/\w+)?", str(statement["Resource"]))
            actions = {one.removeprefix("dynamodb:") for one in as_list(statement["Action"]) if one.startswith("dynamodb:")}
            if actions:
                rights.setdefault(table[1].lower() + (table[2] or ""), set()).update(actions)
    return rights


def statements(stack):
    roles = [role["Properties"] for role in stack.of_type("AWS::IAM::Role").values()]
    documents = [policy["PolicyDocument"] for role in roles for policy in role["Policies"]]
    documents += [one["Properties"]["PolicyDocument"] for one in stack.of_type("AWS::IAM::RolePolicy").values()]
    return [statement for document in documents for statement in document["Statement"]]


def as_list(value):
    return value if isinstance(value, list) else [value]


def calls_of_the_store(selected):
    """Returns by table the DynamoDB actions that the selected classes of dev.tollgate.store call. RoleRightsIT proves it."""
    calls = {}
    tables = {}
    for path in (ROOT / "function/gateway/src/main/java/dev/tollgate/store").rglob("*.java"):
        text = path.read_text()
        for found in re.finditer(r"(?:new (\w+)\([^;]*?)?config\.tables\(\)\.(\w+)\(\)", text):
            tables[found[1] or path.stem] = found[2]
        tables.update(OF_BOTH)
        actions = re.findall(
            r"\.(getItem|putItem|updateItem|deleteItem|query|scan|batchGetItem|batchWriteItem|transactGetItems"
            r"|transactWriteItems|executeStatement|describeTable)(?:Paginator)?\(",
            text,
        )
        if actions:
            calls[path.stem] = {action[0].upper() + action[1:] for action in actions}
    by_table = {}
    for name, actions in calls.items():
        if not selected(name):
            continue
        several = OF_READINESS if name == "DynamoTableProbe" else TRANSACTED if actions == {"TransactWriteItems"} else {}
        if several:
            by_table.update({table: by_table.get(table, set()) | granted for table, granted in several.items()})
            continue
        if name not in tables:
            raise AssertionError(f"{name} calls DynamoDB, but infra/checks does not find out which table")
        by_table[tables[name]] = by_table.get(tables[name], set()) | actions
    return by_table


if __name__ == "__main__":
    unittest.main()
