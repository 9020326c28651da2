"""Checks the templates after SAM's transform, for each endpoint type. Nothing is deployed here."""

import json
import re
import tomllib
import unittest

from cloudformation import ROOT, Stack, load

FUNCTION = "‹Function.Arn›"
ENDPOINT_TYPES = ("rest", "url", "http")
PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/tollgate/openai"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/anthropic-AbCdEf"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/1"
MODEL = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
PROFILE = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0"
NESTED_STACKS = ("Tables", "Gateway", "Api", "Schedules", "Monitoring")
TEMPLATES = ("template.yaml", *sorted(f"infra/{path.name}" for path in (ROOT / "infra").glob("*.yaml")))

# The actions that `tollgate apply` needs and the function must not have.
OF_APPLY = {"config": {"PutItem", "DeleteItem", "Scan"}}
# The classes of the store that only scheduled jobs call. The gateway's function needs none of their permissions.
OF_SWEEP = {"DynamoStalePendingRecords"}
# A transaction needs the permissions of its operations: on the record, and on the budgets that it counts in.
TRANSACTED = {"usage": {"PutItem", "UpdateItem"}, "counters": {"UpdateItem"}}
OF_ROLL_UP = {"DynamoRollUps"}


def gateway(endpoint="rest", **parameters):
    return Stack("template.yaml", {"EndpointType": endpoint, **parameters})


def integration(api):
    ((path, methods),) = api["Body"]["paths"].items()
    ((_, method),) = methods.items()
    return path, method["x-amazon-apigateway-integration"]


def statements(stack):
    roles = [role["Properties"] for role in stack.of_type("AWS::IAM::Role").values()]
    documents = [policy["PolicyDocument"] for role in roles for policy in role["Policies"]]
    documents += [one["Properties"]["PolicyDocument"] for one in stack.of_type("AWS::IAM::RolePolicy").values()]
    return [statement for document in documents for statement in document["Statement"]]


def as_list(value):
    return value if isinstance(value, list) else [value]


class EndpointTypes(unittest.TestCase):
    def test_restApiStreamsForFifteenMinutes(self):
        root = gateway("rest")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        rest = api.properties("AWS::ApiGateway::RestApi")
        path, call = integration(rest)
        self.assertEqual("/{proxy+}", path)
        self.assertEqual(
            f"arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/{FUNCTION}/response-streaming-invocations",
            call["uri"],
        )
        self.assertEqual(("aws_proxy", "POST", "STREAM", 900_000),
                         (call["type"], call["httpMethod"], call["responseTransferMode"], call["timeoutInMillis"]))
        self.assertEqual(["REGIONAL"], rest["EndpointConfiguration"]["Types"])
        self.assertNotIn("MinimumCompressionSize", rest)
        self.assertEqual(900, function["Timeout"])
        self.assertEqual("stream", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("https://‹RestApi›.execute-api.eu-central-1.amazonaws.com/api/v1", root.output("BaseUrl"))

    def test_functionUrlStreamsForAnyone(self):
        root = gateway("url")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        self.assertEqual(
            {"TargetFunctionArn": FUNCTION, "AuthType": "NONE", "InvokeMode": "RESPONSE_STREAM"},
            api.properties("AWS::Lambda::Url"),
        )
        granted = [one["Properties"] for one in api.of_type("AWS::Lambda::Permission").values()]
        self.assertEqual(
            [("lambda:InvokeFunctionUrl", "NONE", None), ("lambda:InvokeFunction", None, True)],
            [(one["Action"], one.get("FunctionUrlAuthType"), one.get("InvokedViaFunctionUrl")) for one in granted],
        )
        self.assertEqual(900, function["Timeout"])
        self.assertEqual("stream", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("‹FunctionUrl.FunctionUrl›v1", root.output("BaseUrl"))

    def test_httpApiIsBufferedAndTheFunctionGivesUpFirst(self):
        root = gateway("http")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        path, call = integration(api.properties("AWS::ApiGatewayV2::Api"))
        self.assertEqual("/$default", path)
        self.assertEqual(
            f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations", call["uri"]
        )
        self.assertEqual(("2.0", 30_000), (call["payloadFormatVersion"], call["timeoutInMillis"]))
        self.assertEqual(29, function["Timeout"])
        self.assertEqual("buffered", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("https://‹HttpApi›.execute-api.eu-central-1.amazonaws.com/v1", root.output("BaseUrl"))

    def test_theGatewayGivesUpFiveSecondsBeforeTheFunction(self):
        for endpoint in ENDPOINT_TYPES:
            function = gateway(endpoint).nested("Gateway").properties("AWS::Lambda::Function")
            seconds = int(function["Environment"]["Variables"]["TOLLGATE_REQUEST_TIMEOUT"].removesuffix("s"))
            self.assertGreaterEqual(function["Timeout"] - seconds, 5, endpoint)

    def test_onlyTheChosenEndpointExists(self):
        kinds = {"rest": "AWS::ApiGateway::RestApi", "url": "AWS::Lambda::Url", "http": "AWS::ApiGatewayV2::Api"}
        for endpoint in ENDPOINT_TYPES:
            api = gateway(endpoint).nested("Api")
            self.assertEqual([endpoint], [name for name, kind in kinds.items() if api.of_type(kind)])

    def test_onlyThisApiMayInvokeTheFunction(self):
        for endpoint, source in (("rest", "‹RestApi›/api/*"), ("http", "‹HttpApi›/$default/$default")):
            permission = gateway(endpoint).nested("Api").properties("AWS::Lambda::Permission")
            self.assertEqual("lambda:InvokeFunction", permission["Action"])
            self.assertEqual("apigateway.amazonaws.com", permission["Principal"])
            self.assertEqual(FUNCTION, permission["FunctionName"])
            self.assertEqual(f"arn:aws:execute-api:eu-central-1:123456789012:{source}", permission["SourceArn"])

    def test_aDomainNameLeadsToEitherApi(self):
        name = {"DomainName": "llm.example.com", "CertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1"}
        for endpoint, target in (("rest", ("‹RestApi›", "‹RestApiapiStage›")),
                             ("http", ("‹HttpApi›", "‹HttpApiApiGatewayDefaultStage›"))):
            root = gateway(endpoint, HostedZoneId="Z1", **name)
            mapping = root.nested("Api").properties("AWS::ApiGatewayV2::ApiMapping")
            self.assertEqual(target, (mapping["ApiId"], mapping["Stage"]))
            self.assertEqual("https://llm.example.com/v1", root.output("BaseUrl"))
            self.assertTrue(root.nested("Api").of_type("AWS::Route53::RecordSet"))
            self.assertFalse(gateway(endpoint, **name).nested("Api").of_type("AWS::Route53::RecordSet"))

    def test_theWebAclProtectsTheStage(self):
        acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/one/1"
        self.assertEqual(
            {
                "WebACLArn": acl,
                "ResourceArn": "arn:aws:apigateway:eu-central-1::/restapis/‹RestApi›/stages/‹RestApiapiStage›",
            },
            gateway("rest", WebAclArn=acl).nested("Api").properties("AWS::WAFv2::WebACLAssociation"),
        )

    def test_bothApisThrottle(self):
        limits = {"ThrottlingRateLimit": "50", "ThrottlingBurstLimit": "20"}
        rest = gateway("rest", ThrottleRate=50, ThrottleBurst=20).nested("Api").properties("AWS::ApiGateway::Stage")
        self.assertEqual([{"ResourcePath": "/*", "HttpMethod": "*", **limits}], rest["MethodSettings"])
        http = gateway("http", ThrottleRate=50, ThrottleBurst=20).nested("Api").properties("AWS::ApiGatewayV2::Stage")
        self.assertEqual(limits, http["DefaultRouteSettings"])

    def test_contradictoryParametersAreRefusedBeforeAnythingIsCreated(self):
        self.assertEqual([], gateway("rest").failed_assertions())
        self.assertEqual(2, len(gateway("url", DomainName="llm.example.com").failed_assertions()))
        self.assertEqual(1, len(gateway("http", WebAclArn="arn:aws:wafv2:one").failed_assertions()))
        self.assertEqual(1, len(gateway("rest", SecretArns=SECRET).failed_assertions()))
        with self.assertRaises(ValueError):
            gateway("rest", ParameterArns="arn:aws:ssm:eu-central-1:123456789012:parameter/*")


class Permissions(unittest.TestCase):
    def test_theFunctionMayDoExactlyWhatTheStoreCalls(self):
        granted = {}
        for statement in statements(gateway().nested("Gateway")):
            table = re.fullmatch(r"‹(\w+)\.Arn›", str(statement["Resource"]))
            if table and table[1] != "Log":
                actions = {action.removeprefix("dynamodb:") for action in as_list(statement["Action"])}
                granted[table[1].lower()] = granted.get(table[1].lower(), set()) | actions
        called = calls_of_the_store(lambda name: name not in OF_SWEEP | OF_ROLL_UP)
        needed = {table: actions - OF_APPLY.get(table, set()) for table, actions in called.items()}
        self.assertEqual(needed, granted)

    def test_withoutSecretsAndModelsOnlyTablesAndTheLogAreAllowed(self):
        services = {action.split(":")[0] for one in statements(gateway().nested("Gateway")) for action in as_list(one["Action"])}
        self.assertEqual({"dynamodb", "logs"}, services)

    def test_onlyListedSecretsMayBeRead(self):
        root = gateway(ParameterArns=f"{PARAMETER},{PARAMETER}2", SecretArns=SECRET, SecretsKeyArn=KEY)
        found = {one["Action"]: one["Resource"] for one in statements(root.nested("Gateway")) if isinstance(one["Action"], str)}
        self.assertEqual(
            {
                "ssm:GetParameter": [PARAMETER, PARAMETER + "2"],
                "secretsmanager:GetSecretValue": [SECRET],
                "kms:Decrypt": KEY,
            },
            found,
        )

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
        self.assertEqual(load("infra/function.yaml")["Resources"]["Function"]["Properties"]["CodeUri"], code)
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

    def test_theFunctionUnderstandsWhatTheSchedulesSend(self):
        java = (ROOT / "function/lambda/src/main/java/dev/tollgate/lambda/LambdaEventReader.java").read_text()
        known = dict(re.findall(r'private static final String (WORK|SWEEP|ROLL_UP) = "([\w-]+)";', java))
        for schedule, work in (("SweepSchedule", "SWEEP"), ("RollUpSchedule", "ROLL_UP")):
            sent = json.loads(self.schedules.resources[schedule]["Properties"]["Target"]["Input"])
            self.assertEqual({known["WORK"]: known[work]}, sent)

    def test_theSweepMayDoExactlyWhatItsClassesCall(self):
        granted = {}
        for statement in self.statements_of("SweepRole"):
            table = re.fullmatch(r"‹(\w+)\.Arn›(/index/pending)?", statement["Resource"])
            for action in as_list(statement["Action"]):
                if action.startswith("dynamodb:"):
                    granted.setdefault(table[1].lower(), set()).add(action.removeprefix("dynamodb:"))
                    # The sweep queries only the index, never the table.
                    self.assertEqual(action == "dynamodb:Query", table[2] is not None)
        called = calls_of_the_store(lambda name: name in OF_SWEEP)
        # It closes records and releases their holds by updates in transactions. Other classes make these calls.
        self.assertEqual({"usage": called["usage"] | {"UpdateItem"}, "counters": {"UpdateItem"}}, granted)

    def test_theRollUpMayDoExactlyWhatItsClassesCall(self):
        granted = {}
        for statement in self.statements_of("RollUpRole"):
            table = re.fullmatch(r"‹(\w+)\.Arn›", statement["Resource"])
            for action in as_list(statement["Action"]):
                if action.startswith("dynamodb:"):
                    granted.setdefault(table[1].lower(), set()).add(action.removeprefix("dynamodb:"))
        # Of ConfigTable's calls it needs only the one that lists the keys.
        self.assertEqual(calls_of_the_store(lambda name: name in OF_ROLL_UP | {"DynamoUsageRecords"}) | {"config": {"Scan"}}, granted)

    def test_theSchedulesMayInvokeOnlyTheirFunctions(self):
        (statement,) = self.statements_of("ScheduleRole")
        self.assertEqual(("lambda:InvokeFunction", ["‹Sweep.Arn›", "‹RollUp.Arn›"]), (statement["Action"], statement["Resource"]))

    def test_theSweepReportsAndLogsUnderTheGatewaysName(self):
        root = gateway()
        self.assertEqual("‹Function›", self.function["Environment"]["Variables"]["TOLLGATE_NAME"])
        self.assertEqual({"LogGroup": root.output("LogGroupName")}, self.function["LoggingConfig"])

    def statements_of(self, role):
        return [one for policy in self.schedules.resources[role]["Properties"]["Policies"] for one in policy["PolicyDocument"]["Statement"]]


class Function(unittest.TestCase):
    def test_isNativeAndHasTheSizeOfTheParameters(self):
        function = gateway(Architecture="x86_64", MemoryMegabytes=256).nested("Gateway").properties("AWS::Lambda::Function")
        self.assertEqual(
            ("provided.al2023", "bootstrap", ["x86_64"], "256"),
            (function["Runtime"], function["Handler"], function["Architectures"], function["MemorySize"]),
        )
        self.assertEqual(["arm64"], gateway().nested("Gateway").properties("AWS::Lambda::Function")["Architectures"])

    def test_itsCodeIsTheZipOfTheBuild(self):
        code = load("infra/function.yaml")["Resources"]["Function"]["Properties"]["CodeUri"]
        self.assertEqual(ROOT / "function/lambda/target/function.zip", (ROOT / "infra" / code).resolve())

    def test_concurrencyIsReservedOnRequest(self):
        def reserved(**given):
            function = gateway(**given).nested("Gateway").properties("AWS::Lambda::Function")
            return function.get("ReservedConcurrentExecutions")

        self.assertIsNone(reserved())
        self.assertEqual("200", reserved(ReservedConcurrency=200))
        self.assertEqual("0", reserved(ReservedConcurrency=0))

    def test_receivesTheNameOfEachTable(self):
        java = (ROOT / "function/gateway/src/main/java/dev/tollgate/config/GatewayConfig.java").read_text()
        tables = re.findall(r"String (\w+)\(\);", java[java.index("interface Tables"):java.index("interface Dynamodb")])
        variables = gateway().nested("Gateway").properties("AWS::Lambda::Function")["Environment"]["Variables"]
        self.assertEqual(
            {f"TOLLGATE_TABLES_{table.upper()}": f"‹{table.capitalize()}›" for table in tables},
            {name: value for name, value in variables.items() if name.startswith("TOLLGATE_TABLES_")},
        )

    def test_logsToItsOwnGroupWithARetention(self):
        gateway_stack = gateway(LogRetentionDays=7).nested("Gateway")
        self.assertEqual({"LogGroup": "‹Log›"}, gateway_stack.properties("AWS::Lambda::Function")["LoggingConfig"])
        self.assertEqual({"RetentionInDays": "7"}, gateway_stack.properties("AWS::Logs::LogGroup"))
        self.assertEqual("RetainExceptOnCreate", gateway_stack.resources["Log"]["DeletionPolicy"])


class Tables(unittest.TestCase):
    def setUp(self):
        self.tables = gateway().nested("Tables").of_type("AWS::DynamoDB::Table")

    def test_areRetainedEncryptedAndBilledByRequest(self):
        self.assertEqual(["Config", "Counters", "Usage", "Cache"], list(self.tables))
        for name, table in self.tables.items():
            self.assertEqual("RetainExceptOnCreate", table["DeletionPolicy"], name)
            self.assertEqual("Retain", table["UpdateReplacePolicy"], name)
            self.assertEqual("PAY_PER_REQUEST", table["Properties"]["BillingMode"], name)
            self.assertEqual({"SSEEnabled": True}, table["Properties"]["SSESpecification"], name)

    def test_configAndUsageHavePointInTimeRecoveryAndTheOthersExpire(self):
        def having(field):
            return [name for name, table in self.tables.items() if field in table["Properties"]]

        self.assertEqual(["Config", "Usage"], having("PointInTimeRecoverySpecification"))
        self.assertEqual(["Counters", "Cache"], having("TimeToLiveSpecification"))
        for name in having("PointInTimeRecoverySpecification"):
            recovery = self.tables[name]["Properties"]["PointInTimeRecoverySpecification"]
            self.assertEqual({"PointInTimeRecoveryEnabled": True}, recovery)
        for name in having("TimeToLiveSpecification"):
            expiry = self.tables[name]["Properties"]["TimeToLiveSpecification"]
            self.assertEqual({"AttributeName": "expires_at", "Enabled": True}, expiry)

    def test_localModeReadsThisFileAndAllItsRelevantProperties(self):
        pom = (ROOT / "infra/dynamodb-local/pom.xml").read_text()
        self.assertIn("<directory>${project.basedir}/..</directory>", pom)
        self.assertIn("<include>tables.yaml</include>", pom)
        java = (ROOT / "infra/dynamodb-local/src/main/java/dev/tollgate/dynamodb/TableFile.java").read_text()
        local = set(re.findall(r'"(TableName|[A-Z]\w+)"', java))
        # Local mode needs neither encryption nor recovery, but it must not omit anything else, such as an index.
        not_local = {"SSESpecification", "PointInTimeRecoverySpecification"}
        for name, table in self.tables.items():
            self.assertEqual(set(), table["Properties"].keys() - local - not_local, name)

    def test_haveTheGatewaysDefaultNames(self):
        java = (ROOT / "function/gateway/src/main/java/dev/tollgate/config/GatewayConfig.java").read_text()
        names = [table["Properties"]["TableName"] for table in Stack("infra/tables.yaml").resources.values()]
        self.assertEqual(sorted(names), sorted(re.findall(r'@WithDefault\("(tollgate-\w+)"\)', java)))


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
        self.assertEqual({(name, "Gateway") for name in ("Requests", "Errors", "FirstChunkMillis", "Unpriced", "Abandoned", "OverdueSeconds")}, read)
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
        self.assertEqual(("Errors", 3600, 2, 0, "breaching"),
                         tuple(alarm[name] for name in ("MetricName", "Period", "EvaluationPeriods", "Threshold", "TreatMissingData")))

    def test_alarmsGoToTheTopic(self):
        topic = "arn:aws:sns:eu-central-1:123456789012:on-call"
        alarms = gateway(AlarmTopicArn=topic).nested("Monitoring").of_type("AWS::CloudWatch::Alarm")
        self.assertEqual(10, len(alarms))
        for alarm in alarms.values():
            self.assertEqual([topic], alarm["Properties"]["AlarmActions"])


class Files(unittest.TestCase):
    def test_haveNoYamlAliasesBecauseCloudFormationDoesNotReadThem(self):
        import yaml

        for path in TEMPLATES:
            events = yaml.parse((ROOT / path).read_text())
            self.assertFalse([one for one in events if isinstance(one, yaml.AliasEvent)], path)

    def test_theRootNestsEachTemplate(self):
        nested = {one["Properties"]["TemplateURL"] for one in load("template.yaml")["Resources"].values()}
        self.assertEqual(set(TEMPLATES) - {"template.yaml"}, nested)
        self.assertEqual(list(NESTED_STACKS), list(load("template.yaml")["Resources"]))

    def test_nestedTemplatesHaveNoDefaultsSoThatTheRootMustPassEachParameter(self):
        for path in set(TEMPLATES) - {"template.yaml", "infra/tables.yaml"}:
            for name, parameter in load(path)["Parameters"].items():
                self.assertNotIn("Default", parameter, f"{path}: {name}")

    def test_eachStageSetsExistingParameters(self):
        stages = tomllib.loads((ROOT / "samconfig.toml").read_text())
        stages.pop("version")
        self.assertEqual(["default", "prod"], list(stages))
        for stage in stages.values():
            deploy = stage["deploy"]["parameters"]
            self.assertEqual("template.yaml", deploy["template_file"])
            self.assertEqual(["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"], deploy["capabilities"])
            Stack("template.yaml", dict(one.split("=", 1) for one in deploy["parameter_overrides"]))
        self.assertEqual(2, len({stage["deploy"]["parameters"]["stack_name"] for stage in stages.values()}))


def calls_of_the_store(selected):
    """Returns by table the DynamoDB actions that the selected classes of dev.tollgate.store call."""
    calls = {}
    tables = {}
    for path in (ROOT / "function/gateway/src/main/java/dev/tollgate/store").rglob("*.java"):
        text = path.read_text()
        for found in re.finditer(r"(?:new (\w+)\([^;]*?)?config\.tables\(\)\.(\w+)\(\)", text):
            tables[found[1] or path.stem] = found[2]
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
        if actions == {"TransactWriteItems"}:
            by_table.update({table: by_table.get(table, set()) | granted for table, granted in TRANSACTED.items()})
            continue
        if name not in tables:
            raise AssertionError(f"{name} calls DynamoDB, but infra/checks does not find out which table")
        by_table[tables[name]] = by_table.get(tables[name], set()) | actions
    return by_table


if __name__ == "__main__":
    unittest.main()
