"""Checks the function, the tables, the metrics and the files of the templates, after SAM's transform."""

import json
import re
import tomllib
import unittest

from cloudformation import ROOT, Stack, load
from stacks import gateway

NESTED_STACKS = ("Tables", "Gateway", "Rollouts", "Api", "Administration", "Schedules", "Monitoring")
TEMPLATES = ("template.yaml", *sorted(f"infra/{path.name}" for path in (ROOT / "infra").glob("*.yaml")))


class Function(unittest.TestCase):
    def test_isNativeAndHasTheSizeOfTheParameters(self):
        function = gateway(Architecture="x86_64", MemoryMegabytes=256).nested("Gateway").properties("AWS::Lambda::Function")
        self.assertEqual(
            ("provided.al2023", "bootstrap", ["x86_64"], "256"),
            (function["Runtime"], function["Handler"], function["Architectures"], function["MemorySize"]),
        )
        self.assertEqual(["arm64"], gateway().nested("Gateway").properties("AWS::Lambda::Function")["Architectures"])

    def test_itsCodeIsTheZipOfTheBuild(self):
        code = load("infra/function.yaml")["Resources"]["Function"]["Properties"]["Code"]
        self.assertEqual(ROOT / "function/lambda/target/tollgate-function.zip", (ROOT / "infra" / code).resolve())

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

    def test_exportsOnlyWhereAParameterSaysSo(self):
        def exported(**given):
            stack = gateway(**given).nested("Gateway")
            variables = stack.properties("AWS::Lambda::Function")["Environment"]["Variables"]
            return {name: value for name, value in variables.items() if name.startswith("OTEL_")}

        self.assertEqual({}, exported())
        self.assertEqual(
            {
                "OTEL_EXPORTER_OTLP_ENDPOINT": "https://otlp.example.com",
                "OTEL_EXPORTER_OTLP_HEADERS": "ssm:/tollgate/otlp",
            },
            exported(OtlpEndpoint="https://otlp.example.com", OtlpHeaders="ssm:/tollgate/otlp"),
        )

    def test_acceptsTokensOnlyIfAParameterNamesTheirIssuer(self):
        def settings(**given):
            stack = gateway(**given).nested("Gateway")
            variables = stack.properties("AWS::Lambda::Function")["Environment"]["Variables"]
            return {name: value for name, value in variables.items() if name.startswith("TOLLGATE_JWT_")}

        self.assertEqual({}, settings())
        self.assertEqual(
            {
                "TOLLGATE_JWT_ISSUER": "https://id.example.com",
                "TOLLGATE_JWT_AUDIENCE": "tollgate",
                "TOLLGATE_JWT_TEAM_CLAIM": "team",
                "TOLLGATE_JWT_SUBJECT_CLAIM": "sub",
            },
            settings(JwtIssuer="https://id.example.com", JwtAudience="tollgate"),
        )
        self.assertEqual(1, len(gateway(JwtIssuer="https://id.example.com").failed_assertions()))

    def test_keepsPromptsOnlyWhereAParameterSaysSo(self):
        def place(**given):
            stack = gateway(**given).nested("Gateway")
            return stack.properties("AWS::Lambda::Function")["Environment"]["Variables"].get("TOLLGATE_PROMPT_LOG")

        self.assertIsNone(place())
        self.assertEqual("s3://my-prompts/tollgate", place(PromptLogBucket="my-prompts"))
        self.assertEqual("logs:‹Prompts›", place(PromptLogDays=14))
        prompts = gateway(PromptLogDays=14).nested("Gateway").resources["Prompts"]
        self.assertEqual({"RetentionInDays": "14"}, prompts["Properties"])
        self.assertEqual("RetainExceptOnCreate", prompts["DeletionPolicy"])
        self.assertEqual(1, len(gateway(PromptLogBucket="my-prompts", PromptLogDays=14).failed_assertions()))


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

    def test_theOthersAreEncryptedWithAnOwnKeyWhereOneIsGiven(self):
        tables = gateway(TablesKmsKeyArn="arn:aws:kms:eu-central-1:123456789012:key/2").nested("Tables").resources
        own = {name for name, table in tables.items() if table["Properties"]["SSESpecification"].get("SSEType") == "KMS"}
        self.assertEqual({"Config", "Counters", "Usage"}, own)

    def test_cannotBeDeletedWhereTheyAreProtected(self):
        for given in ("true", "false"):
            tables = gateway(DeletionProtection=given).nested("Tables").resources.values()
            self.assertEqual({given}, {table["Properties"]["DeletionProtectionEnabled"] for table in tables})

    def test_thatExistAreUsedInPlaceOfNewOnes(self):
        root = gateway(ExistingTables="kept")
        self.assertNotIn("Tables", root.resources)
        function = root.nested("Gateway")
        variables = function.properties("AWS::Lambda::Function")["Environment"]["Variables"]
        self.assertEqual("kept-usage", variables["TOLLGATE_TABLES_USAGE"])
        self.assertIn("arn:aws:dynamodb:eu-central-1:123456789012:table/kept-usage", str(function.resources["Role"]))
        self.assertEqual("kept-config", root.output("ConfigTable"))

    def test_theCacheIsEncryptedWithAnOwnKeyWhereOneIsGiven(self):
        key = "arn:aws:kms:eu-central-1:123456789012:key/1"
        tables = gateway(CacheKmsKeyArn=key).nested("Tables").of_type("AWS::DynamoDB::Table")
        for name, table in tables.items():
            own = {"SSEType": "KMS", "KMSMasterKeyId": key} if name == "Cache" else {}
            self.assertEqual({"SSEEnabled": True, **own}, table["Properties"]["SSESpecification"], name)

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
        # Local mode needs no protection of what it stores, but it must not omit anything else, such as an index.
        not_local = {"SSESpecification", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled"}
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


if __name__ == "__main__":
    unittest.main()
