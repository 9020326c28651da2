"""Checks the function, the tables, the names and the files of the templates, after SAM's transform."""

import re
import tomllib
import unittest

from cloudformation import ROOT, Stack, load
from stacks import TOPIC, gateway

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
        self.assertEqual("‹Log›", gateway_stack.properties("AWS::Lambda::Function")["LoggingConfig"]["LogGroup"])
        self.assertEqual({"RetentionInDays": "7"}, gateway_stack.properties("AWS::Logs::LogGroup"))
        self.assertEqual("RetainExceptOnCreate", gateway_stack.resources["Log"]["DeletionPolicy"])

    def test_eachFunctionLogsInTheSameFormat(self):
        def formats(**given):
            root = gateway(**given, Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada", BudgetAlertTopicArn=TOPIC)
            return [
                one["Properties"]["LoggingConfig"]["LogFormat"]
                for nested in ("Gateway", "Administration", "Schedules")
                for one in root.nested(nested).of_type("AWS::Lambda::Function").values()
            ]

        self.assertEqual(["JSON"] * 5, formats())
        self.assertEqual(["Text"] * 5, formats(LogFormat="Text"))

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

    def test_aSettingThatAParameterGivesReachesTheFunction(self):
        def added(**given):
            before, after = (
                gateway(**each).nested("Gateway").properties("AWS::Lambda::Function")["Environment"]["Variables"]
                for each in ({}, given)
            )
            self.assertEqual(before, {name: after.get(name) for name in before})
            return {name: value for name, value in after.items() if name not in before}

        self.assertEqual({"TOLLGATE_CORS_ORIGINS": "https://a.example,http://localhost:5173"},
                         added(CorsOrigins="https://a.example,http://localhost:5173"))
        self.assertEqual({"TOLLGATE_CORS_ORIGINS": "*"}, added(CorsOrigins="*"))
        self.assertEqual({"TOLLGATE_REQUEST_TAGS_ALLOWED": "feature,customer", "TOLLGATE_REQUEST_TAGS_TRUSTED": "customer"},
                         added(RequestTags="feature,customer", TrustedRequestTags="customer"))
        self.assertEqual({"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1"},
                         added(TracesSampler="parentbased_traceidratio", TracesSamplerArg="0.1"))
        self.assertEqual("groups", added(JwtIssuer="https://id.example.com", JwtAliasesClaim="groups")["TOLLGATE_JWT_ALIASES_CLAIM"])
        self.assertEqual(1, len(gateway(TrustedRequestTags="customer").failed_assertions()))
        for wrong in ({"CorsOrigins": "app.example.com"}, {"CorsOrigins": "https://a.example/"}, {"RequestTags": "a, b"},
                      {"TracesSampler": "some"}, {"TracesSamplerArg": "10"}):
            with self.assertRaises(ValueError, msg=wrong):
                gateway(**wrong)

    def test_theGuideSaysWhichSettingsAStackHas(self):
        """Each variable that a parameter gives, with this parameter."""
        variables = load("infra/function.yaml")["Resources"]["Function"]["Properties"]["Environment"]["Variables"]
        root = load("template.yaml")
        passed = root["Resources"]["Gateway"]["Properties"]["Parameters"]
        settings = {
            (variable, parameter)
            for variable, value in variables.items()
            for parameter in re.findall(r"'Ref': '(\w+)'|\$\{(\w+)\}", str(value))
            for parameter in filter(None, parameter)
            if passed.get(parameter) == {"Ref": parameter}
        }
        section = re.search(r"^#### In AWS\n(.*?)^#", (ROOT / "docs/configuration.md").read_text(), re.S | re.M)[1]
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.M)
        listed = {(variable, parameter) for variable, cell in rows for parameter in re.findall(r"`(\w+)`", cell)}
        self.assertEqual(settings, listed - {("TOLLGATE_PROMPT_LOG", "PromptLogDays")})

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


class Guide(unittest.TestCase):
    def test_hasARowForEachParameter(self):
        rows = "".join(re.findall(r"^\| `.*$", (ROOT / "docs/deploy.md").read_text(), re.M))
        listed = set(re.findall(r"`(\w+)(?:=\w+)?`", rows))
        four_more = {"AdminOidcTeamAdmins", "AdminOidcViewers", "AdminOidcFinance", "AdminOidcDevelopers"}
        self.assertEqual(four_more, set(load("template.yaml")["Parameters"]) - listed)

    def test_eachParameterSaysWhatItIs(self):
        parameters = load("template.yaml")["Parameters"]
        self.assertEqual([], [name for name, one in parameters.items() if "Description" not in one])


class Names(unittest.TestCase):
    """A stack of the CDK has a generated name, which is long and begins with that of its parent."""

    def test_areThoseOfTheStackUnlessAParameterGivesThemAnother(self):
        for given, prefix in (({}, "tollgate"), ({"Name": "chat"}, "chat")):
            root = gateway(Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada", **given)
            self.assertEqual(prefix, root.nested("Gateway").properties("AWS::Lambda::Function")["FunctionName"])
            self.assertEqual(f"{prefix}-admin", root.nested("Administration").properties("AWS::Lambda::Function")["FunctionName"])
            self.assertIn(f":function:{prefix}-admin/", str(root.nested("Api").resources["RestApi"]))
            self.assertEqual(f"{prefix}-usage", root.nested("Tables").resources["Usage"]["Properties"]["TableName"])

    def test_leaveRoomForWhatIsAppended(self):
        gateway(Name="a" * 56)
        for name in ("a" * 57, "1a", "a_b", "a.b"):
            with self.assertRaises(ValueError, msg=name):
                gateway(Name=name)


class LogKey(unittest.TestCase):
    KEY = "arn:aws:kms:eu-central-1:123456789012:key/3"

    def test_encryptsEachLogGroupWhereOneIsGiven(self):
        for key, expected in ((self.KEY, self.KEY), ("", None)):
            root = gateway(LogKmsKeyArn=key, PromptLogDays=30, AccessLogDays=30, Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada")
            groups = [group for name in NESTED_STACKS if name in root.resources for group in root.nested(name).of_type("AWS::Logs::LogGroup").values()]
            self.assertEqual([expected] * 4, [group["Properties"].get("KmsKeyId") for group in groups])


class Tables(unittest.TestCase):
    def setUp(self):
        self.tables = gateway().nested("Tables").of_type("AWS::DynamoDB::Table")

    def test_areRetainedBilledByRequestAndEncryptedWithoutAFee(self):
        self.assertEqual(["Config", "Counters", "Usage", "Cache"], list(self.tables))
        for name, table in self.tables.items():
            self.assertEqual("RetainExceptOnCreate", table["DeletionPolicy"], name)
            self.assertEqual("Retain", table["UpdateReplacePolicy"], name)
            self.assertEqual("PAY_PER_REQUEST", table["Properties"]["BillingMode"], name)
            # Without it, DynamoDB encrypts with a key of its own. With `SSEEnabled` alone, KMS would charge for AWS' key.
            self.assertNotIn("SSESpecification", table["Properties"], name)

    def test_theOthersAreEncryptedWithAnOwnKeyWhereOneIsGiven(self):
        tables = gateway(TablesKmsKeyArn="arn:aws:kms:eu-central-1:123456789012:key/2").nested("Tables").resources
        own = {name for name, table in tables.items() if table["Properties"].get("SSESpecification", {}).get("SSEType") == "KMS"}
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

    def test_thatExistAreNotProtectedByAParameterThatDoesNotReachThem(self):
        self.assertEqual(1, len(gateway(ExistingTables="kept", DeletionProtection="true").failed_assertions()))
        self.assertEqual([], gateway(ExistingTables="kept").failed_assertions())

    def test_theCacheIsEncryptedWithAnOwnKeyWhereOneIsGiven(self):
        key = "arn:aws:kms:eu-central-1:123456789012:key/1"
        tables = gateway(CacheKmsKeyArn=key).nested("Tables").of_type("AWS::DynamoDB::Table")
        for name, table in tables.items():
            own = {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": key} if name == "Cache" else None
            self.assertEqual(own, table["Properties"].get("SSESpecification"), name)

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


class Files(unittest.TestCase):
    def test_haveNoYamlAliasesBecauseCloudFormationDoesNotReadThem(self):
        import yaml

        for path in TEMPLATES:
            events = yaml.parse((ROOT / path).read_text())
            self.assertFalse([one for one in events if isinstance(one, yaml.AliasEvent)], path)

    def test_ofPythonCanBeReadAtOnce(self):
        for folder in ("infra/checks", "infra/release", "infra/costs", "infra/prices", "load-tests/smoke", ".ci"):
            for path in (ROOT / folder).glob("*.py"):
                self.assertLessEqual(len(path.read_text().splitlines()), 300, path)

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
