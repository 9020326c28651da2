"""Checks the admin function: that it is off by default, all that it may do, and its routes."""

import json
import re
import unittest

from cloudformation import ROOT, load
from rights import as_list, calls_of_the_store, statements
from stacks import CHINA, gateway

TABLE = "‹{}.Arn›"
DEPLOYER = "arn:aws:sts::123456789012:assumed-role/Deployer/*"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/oidc-AbCdEf"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/1"
OTHER_KEY = "arn:aws:kms:eu-central-1:123456789012:key/2"
OIDC = {"AdminLogin": "oidc", "AdminOidcIssuer": "https://id.example.com", "AdminOidcClientId": "tollgate", "AdminOidcAdmins": "platform,root"}
COGNITO = {"AdminLogin": "cognito", "AdminCognitoDomain": "example-tollgate"}
SIGNED = {"AdminIamAdmins": DEPLOYER}
ADMIN = "arn:aws:lambda:eu-central-1:123456789012:function:tollgate-admin"
PATHS = {"/admin/{proxy+}", "/console", "/console/{proxy+}", "/iam/{proxy+}"}

# The classes of the store that administration calls, with its adapters in dev.tollgate.admin.
OF_ADMINISTRATION = {"ConfigTable", "DynamoBudgets", "DynamoUsageRecords", "DynamoResponseRemoval"}
# Others have calls that the gateway makes: it registers callers, and notes the health of targets.
OF_THE_GATEWAY_ONLY = {"usage": {"PutItem"}, "counters": {"UpdateItem"}}


def admin(endpoint="rest", pseudo=None, **given):
    return gateway(endpoint, pseudo, **{"Admin": "true", **given})


def function(root):
    return root.nested("Administration").properties("AWS::Lambda::Function")


def browsers(stack):
    """Returns the client of browsers in the user pool."""
    return stack.resources["UserPoolClient"]["Properties"]


def settings(root):
    return {name: value for name, value in function(root)["Environment"]["Variables"].items() if name.startswith("TOLLGATE_ADMIN_")}


def allowed(root):
    return {(action, as_list(one["Resource"])[0]) for one in statements(root.nested("Administration")) for action in as_list(one["Action"])}


class Off(unittest.TestCase):
    def test_isTheDefaultAndLeavesNothingBehind(self):
        for endpoint in ("rest", "url", "http"):
            root = gateway(endpoint)
            self.assertNotIn("Administration", root.resources)
            self.assertEqual("none", root.output("ConsoleUrl"))
            self.assertEqual(set(), PATHS & set(paths(root)))

    def test_andOnTheGatewayIsTheSame(self):
        for endpoint in ("rest", "url", "http"):
            for nested in ("Tables", "Gateway", "Schedules", "Monitoring"):
                self.assertEqual(gateway(endpoint).nested(nested).resources, admin(endpoint, **OIDC).nested(nested).resources)


class Role(unittest.TestCase):
    """All rights, one by one: another right fails here."""

    USUAL = {
        ("logs:CreateLogStream", "‹Log.Arn›"),
        ("logs:PutLogEvents", "‹Log.Arn›"),
        *(("dynamodb:" + one, TABLE.format("Config")) for one in ("DeleteItem", "GetItem", "PutItem", "Query", "Scan")),
        *(("dynamodb:" + one, TABLE.format("Counters")) for one in ("BatchGetItem", "GetItem")),
        ("dynamodb:Query", TABLE.format("Usage")),
        *(("dynamodb:" + one, TABLE.format("Cache")) for one in ("BatchWriteItem", "Scan")),
    }

    def test_needsNoSecretForRequestsWithASignature(self):
        self.assertEqual(self.USUAL, allowed(admin(**SIGNED)))

    def test_mayReadTheSecretsOfLoginsAndNoProvidersSecret(self):
        session = ("secretsmanager:GetSecretValue", "‹SessionSecret›")
        everything = {"ParameterArns": "arn:aws:ssm:eu-central-1:123456789012:parameter/openai", "SecretArns": SECRET, "SecretsKeyArn": KEY}
        self.assertEqual(self.USUAL | {session}, allowed(admin(**OIDC, **everything)))
        self.assertEqual(self.USUAL | {session}, allowed(admin(**COGNITO, **everything)))
        self.assertEqual(
            self.USUAL | {session, ("secretsmanager:GetSecretValue", SECRET), ("kms:Decrypt", KEY)},
            allowed(admin(**OIDC, AdminOidcClientSecretArn=SECRET, SecretsKeyArn=KEY)),
        )

    def test_mayUseTheKeysOfTablesThroughDynamoDbOnly(self):
        root = admin(**SIGNED, TablesKmsKeyArn=KEY, CacheKmsKeyArn=OTHER_KEY)
        self.assertEqual(self.USUAL | {("kms:Decrypt", KEY), ("kms:Decrypt", OTHER_KEY)}, allowed(root))
        for one in statements(root.nested("Administration")):
            if one["Action"] == "kms:Decrypt":
                self.assertEqual({"kms:ViaService": "dynamodb.eu-central-1.amazonaws.com"}, one["Condition"]["StringEquals"])

    def test_mayDoExactlyWhatTheClassesOfTheStoreCall(self):
        called = calls_of_the_store(lambda name: name in OF_ADMINISTRATION | {"DynamoCallerRegister", "DynamoHealthStore"})
        needed = {table: actions - OF_THE_GATEWAY_ONLY.get(table, set()) for table, actions in called.items()}
        granted = {}
        for action, resource in allowed(admin(**SIGNED)):
            if action.startswith("dynamodb:"):
                granted.setdefault(re.fullmatch(r"‹(\w+)\.Arn›", resource)[1].lower(), set()).add(action.removeprefix("dynamodb:"))
        self.assertEqual(needed, granted)

    def test_isBoundedAndInTheSubnetsLikeTheGateways(self):
        boundary = "arn:aws:iam::123456789012:policy/bounds"
        stack = admin(**SIGNED, PermissionsBoundaryArn=boundary, SubnetIds="subnet-1", SecurityGroupIds="sg-1").nested("Administration")
        role = stack.properties("AWS::IAM::Role")
        self.assertEqual(boundary, role["PermissionsBoundary"])
        self.assertEqual(["arn:aws:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"], role["ManagedPolicyArns"])
        self.assertEqual({"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}, stack.properties("AWS::Lambda::Function")["VpcConfig"])
        self.assertNotIn("ManagedPolicyArns", admin(**SIGNED).nested("Administration").properties("AWS::IAM::Role"))


class Function(unittest.TestCase):
    def test_isTheNativeAdminFunctionWithTheTablesOfTheGateway(self):
        root = admin(**SIGNED, Architecture="x86_64", ExistingTables="kept")
        one = function(root)
        self.assertEqual(("tollgate-admin", "provided.al2023", ["x86_64"], "1024"),
                         (one["FunctionName"], one["Runtime"], one["Architectures"], one["MemorySize"]))
        code = load("infra/admin.yaml")["Resources"]["Function"]["Properties"]["Code"]
        self.assertEqual(ROOT / "function/admin-lambda/target/tollgate-admin.zip", (ROOT / "infra" / code).resolve())
        variables = one["Environment"]["Variables"]
        self.assertEqual({f"TOLLGATE_TABLES_{name.upper()}": f"kept-{name}" for name in ("config", "counters", "usage", "cache")},
                         {name: value for name, value in variables.items() if name.startswith("TOLLGATE_TABLES_")})

    def test_answersInTheModeOfItsEndpointBeforeThatGivesUp(self):
        for endpoint, mode, timeout, waits in (("rest", "stream", 300, 300), ("url", "stream", 300, 900), ("http", "buffered", 29, 30)):
            one = function(admin(endpoint, **SIGNED))
            self.assertEqual((mode, timeout), (one["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"], one["Timeout"]))
            self.assertLessEqual(timeout, waits)
        for endpoint, waits in (("rest", 300_000), ("http", 30_000)):
            self.assertEqual({waits}, {one["timeoutInMillis"] for one in integrations(admin(endpoint, **SIGNED)).values()})

    def test_hasALogOfItsOwnAndRaisesAlarms(self):
        topic = "arn:aws:sns:eu-central-1:123456789012:on-call"
        stack = admin(**SIGNED, LogRetentionDays=90, AlarmTopicArn=topic).nested("Administration")
        self.assertEqual({"RetentionInDays": "90"}, stack.properties("AWS::Logs::LogGroup"))
        alarms = stack.of_type("AWS::CloudWatch::Alarm")
        self.assertEqual({"Failures": "Errors", "Throttles": "Throttles"}, {name: one["Properties"]["MetricName"] for name, one in alarms.items()})
        self.assertEqual([[topic], [topic]], [one["Properties"]["AlarmActions"] for one in alarms.values()])

    def test_isNamedByThePartition(self):
        text = json.dumps([admin("rest", CHINA, **given).nested("Administration").resources for given in (OIDC, COGNITO)])
        self.assertNotIn("arn:aws:", text)
        self.assertIn("cognito-idp.cn-north-1.amazonaws.com.cn", text)


class Routes(unittest.TestCase):
    def test_leadToTheAdminFunctionAndNothingElseDoes(self):
        for endpoint in ("rest", "http"):
            root = admin(endpoint, **OIDC)
            self.assertEqual(PATHS, set(integrations(root)))
            for call in integrations(root).values():
                self.assertIn(f"/functions/{ADMIN}/", call["uri"])
            others = set(paths(root)) - PATHS
            self.assertEqual(set(paths(gateway(endpoint))), others)
            # The API names the function before it exists.
            self.assertTrue(ADMIN.endswith(":" + function(root)["FunctionName"]))

    def test_signaturesAreVerifiedBelowIamOnly(self):
        for endpoint in ("rest", "http"):
            body = api_body(admin(endpoint, **OIDC))
            (scheme,) = body["components"]["securitySchemes"].items()
            self.assertEqual("awsSigv4", scheme[1]["x-amazon-apigateway-authtype"])
            secured = {path for path, methods in body["paths"].items() for one in methods.values() if one.get("security") == [{scheme[0]: []}]}
            self.assertEqual({"/iam/{proxy+}"}, secured)

    def test_onlyThisApiMayInvokeTheFunction(self):
        for endpoint, source in (("rest", "‹RestApi›/api/*"), ("http", "‹HttpApi›/$default/*")):
            permission = admin(endpoint, **OIDC).nested("Administration").properties("AWS::Lambda::Permission")
            self.assertEqual(("lambda:InvokeFunction", "apigateway.amazonaws.com"), (permission["Action"], permission["Principal"]))
            self.assertEqual(f"arn:aws:execute-api:eu-central-1:123456789012:{source}", permission["SourceArn"])

    def test_aFunctionUrlIsOpenOnlyIfTheFunctionAuthenticatesBrowsers(self):
        open_url, signed_url = (admin("url", **given).nested("Administration") for given in (OIDC, SIGNED))
        self.assertEqual("NONE", open_url.properties("AWS::Lambda::Url")["AuthType"])
        self.assertEqual(2, len(open_url.of_type("AWS::Lambda::Permission")))
        self.assertEqual("AWS_IAM", signed_url.properties("AWS::Lambda::Url")["AuthType"])
        self.assertEqual({}, signed_url.of_type("AWS::Lambda::Permission"))
        self.assertEqual("‹FunctionUrl.FunctionUrl›console/index.html", admin("url", **OIDC).output("ConsoleUrl"))

    def test_areDeployedAlthoughTheTextOfTheRestApiStaysTheSame(self):
        self.assertTrue(load("infra/api.yaml")["Resources"]["RestApi"]["Properties"]["AlwaysDeploy"])


def api_body(root):
    api = root.nested("Api")
    return (api.of_type("AWS::ApiGateway::RestApi") or api.of_type("AWS::ApiGatewayV2::Api")).popitem()[1]["Properties"]["Body"]


def paths(root):
    return {} if root.parameters["EndpointType"] == "url" else api_body(root)["paths"]


def integrations(root):
    """The integrations of the admin function, by path."""
    return {path: methods["x-amazon-apigateway-any-method"]["x-amazon-apigateway-integration"]
            for path, methods in paths(root).items() if path in PATHS}


if __name__ == "__main__":
    unittest.main()
