"""Deploys the templates into moto for each endpoint type, and prints what moto does not support."""

import ast
import json
import os
import unittest

import boto3
from cloudformation import load
from deployment import REGION, Deployment
from moto import mock_aws

PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/tollgate/openai"
MODEL = "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/anthropic-AbCdEf"

# moto keeps everything in this process. These settings make sure that no real account is used.
os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION=REGION)
os.environ.pop("AWS_PROFILE", None)

CREATED = set()
LEFT_OUT = set()


def tearDownModule():
    print(f"\nmoto created: {', '.join(sorted(CREATED))}")
    print(f"moto cannot create these, so only their text was checked: {', '.join(sorted(LEFT_OUT))}")


def deploy(**parameters):
    deployment = Deployment(**parameters)
    CREATED.update(deployment.created)
    LEFT_OUT.update(deployment.left_out)
    return deployment


def client(service):
    return boto3.client(service, REGION)


class RestApi(unittest.TestCase):
    """One deployment that all tests read."""

    @classmethod
    def setUpClass(cls):
        cls.aws = mock_aws()
        cls.aws.start()
        cls.addClassCleanup(cls.aws.stop)
        cls.deployment = deploy(
            EndpointType="rest", ParameterArns=PARAMETER, SecretArns=SECRET, BedrockModelArns=MODEL, LogRetentionDays=7
        )

    def test_theTablesMatchThoseOfLocalMode(self):
        dynamo = client("dynamodb")
        wanted = local_tables()
        self.assertEqual(sorted(one["TableName"] for one in wanted), sorted(dynamo.list_tables()["TableNames"]))
        for local in wanted:
            name = local["TableName"]
            table = dynamo.describe_table(TableName=name)["Table"]
            self.assertEqual(local["KeySchema"], table["KeySchema"])
            self.assertEqual(local["AttributeDefinitions"], table["AttributeDefinitions"])
            indexes = [{key: one[key] for key in ("IndexName", "KeySchema", "Projection")} for one in table.get("GlobalSecondaryIndexes", [])]
            self.assertEqual(local["GlobalSecondaryIndexes"], indexes)
            self.assertEqual(local["BillingMode"], table["BillingModeSummary"]["BillingMode"])

    def test_theFunctionReceivesTheTableNames(self):
        function = client("lambda").get_function_configuration(FunctionName="tollgate")
        self.assertEqual(
            {f"tollgate-{one}" for one in ("config", "counters", "usage", "cache")},
            {value for name, value in function["Environment"]["Variables"].items() if name.startswith("TOLLGATE_TABLES_")},
        )
        self.assertEqual((900, "stream"), timeout_and_mode())

    def test_theFunctionMayUseOnlyItsTablesSecretsAndModels(self):
        iam, role = client("iam"), self.deployment.ids["Role"]
        resources = {}
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            if isinstance(document, str):
                # moto stores policies from CloudFormation as the text of a Python dictionary.
                document = ast.literal_eval(document)
            resources[policy] = [one["Resource"] for one in document["Statement"]]
        table = f"arn:aws:dynamodb:{REGION}:123456789012:table/tollgate-"
        self.assertEqual({"log", "tables", "background", "parameters", "secrets", "bedrock"}, set(resources))
        self.assertEqual([table + one for one in ("config", "counters", "usage", "cache")], resources["tables"])
        self.assertEqual([[PARAMETER]], resources["parameters"])
        self.assertEqual([[SECRET]], resources["secrets"])
        self.assertEqual([[MODEL]], resources["bedrock"])
        # On AWS the ARN of a log group ends with ":*" for all its streams; moto omits that.
        self.assertIn(f":log-group:{self.deployment.ids['Log']}", resources["log"][0])
        self.assertEqual([], iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"])

    def test_logEntriesExpire(self):
        (group,) = client("logs").describe_log_groups(logGroupNamePrefix=self.deployment.ids["Log"])["logGroups"]
        self.assertEqual(7, group["retentionInDays"])

    def test_theApiInvokesTheFunctionWithResponseStreaming(self):
        gateway = client("apigateway")
        (api,) = gateway.get_rest_apis()["items"]
        paths = {one["path"]: one for one in gateway.get_resources(restApiId=api["id"], embed=["methods"])["items"]}
        (method,) = paths["/{proxy+}"]["resourceMethods"].values()
        self.assertEqual(
            f"arn:aws:apigateway:{REGION}:lambda:path/2021-11-15/functions/"
            f"arn:aws:lambda:{REGION}:123456789012:function:tollgate/response-streaming-invocations",
            method["methodIntegration"]["uri"],
        )

    def test_alarmsAndDashboardAreValid(self):
        self.assertEqual(13, len(client("cloudwatch").describe_alarms()["MetricAlarms"]))
        body = client("cloudwatch").get_dashboard(DashboardName="tollgate-eu-central-1")["DashboardBody"]
        self.assertEqual(15, len(json.loads(body)["widgets"]))


class OtherEndpointTypes(unittest.TestCase):
    @mock_aws
    def test_theFunctionUrlStreams(self):
        deploy(EndpointType="url")
        url = client("lambda").get_function_url_config(FunctionName="tollgate")
        self.assertEqual(("NONE", "RESPONSE_STREAM"), (url["AuthType"], url["InvokeMode"]))
        self.assertEqual((900, "stream"), timeout_and_mode())

    @mock_aws
    def test_theFunctionBehindAnHttpApiBuffers(self):
        deploy(EndpointType="http")
        self.assertEqual((900, "buffered"), timeout_and_mode())


class Removal(unittest.TestCase):
    @mock_aws
    def test_keepsTablesAndLogAndAnotherStackGoesOnWithThem(self):
        first = deploy(EndpointType="rest")
        client("dynamodb").put_item(TableName="tollgate-usage", Item={"pk": {"S": "KEY#a#2026-11#0"}, "sk": {"S": "1"}})
        first.delete()
        self.assertEqual([], client("lambda").list_functions()["Functions"])
        self.assertEqual(4, len(client("dynamodb").list_tables()["TableNames"]))
        self.assertIn(first.ids["Log"], [one["logGroupName"] for one in client("logs").describe_log_groups()["logGroups"]])

        second = deploy(EndpointType="rest", ExistingTables="tollgate")
        self.assertNotIn("Tables", second.outputs)
        function = client("lambda").get_function_configuration(FunctionName="tollgate")
        self.assertEqual("tollgate-usage", function["Environment"]["Variables"]["TOLLGATE_TABLES_USAGE"])
        self.assertEqual(1, client("dynamodb").scan(TableName="tollgate-usage")["Count"])
        policies = client("iam").get_role_policy(RoleName=second.ids["Role"], PolicyName="tables")["PolicyDocument"]
        self.assertIn("table/tollgate-usage", str(policies))


class GradualRollout(unittest.TestCase):
    @mock_aws
    def test_theAliasIsTheVersionThatTheReleasePublished(self):
        deployment = deploy(EndpointType="rest", Rollout="Linear10PercentEvery1Minute", Release="v1")
        alias = client("lambda").get_alias(FunctionName="tollgate", Name="live")
        self.assertEqual("1", alias["FunctionVersion"])
        self.assertIn("AWS::Lambda::Version", deployment.created)
        version = client("lambda").get_function_configuration(FunctionName="tollgate", Qualifier="1")
        self.assertEqual("live", version["Environment"]["Variables"]["TOLLGATE_ENDPOINT_ALIAS"])
        self.assertEqual(16, len(client("cloudwatch").describe_alarms()["MetricAlarms"]))


class Tracing(unittest.TestCase):
    @mock_aws
    def test_theRoleOfTheFunctionMayWriteTraces(self):
        deployment = deploy(EndpointType="rest", Tracing="xray")
        self.assertIn("traces", client("iam").list_role_policies(RoleName=deployment.ids["Role"])["PolicyNames"])


class ManagedInstances(unittest.TestCase):
    @mock_aws
    def test_theFunctionIsReachedByItsOtherName(self):
        deployment = deploy(
            EndpointType="url", Compute="managed", MemoryMegabytes=2048, SubnetIds="subnet-1", SecurityGroupIds="sg-1"
        )
        self.assertEqual((900, "stream"), timeout_and_mode("tollgate-managed"))
        self.assertEqual("RESPONSE_STREAM", client("lambda").get_function_url_config(FunctionName="tollgate-managed")["InvokeMode"])
        self.assertEqual("tollgate-managed", deployment.outputs["Gateway"]["FunctionName"])


class Administration(unittest.TestCase):
    @mock_aws
    def test_theApiLeadsToTheAdminFunction(self):
        deploy(EndpointType="rest", Admin="true", AdminIamAdmins="arn:aws:sts::123456789012:assumed-role/Deployer/*")
        self.assertEqual((300, "stream"), timeout_and_mode("tollgate-admin"))
        gateway = client("apigateway")
        (api,) = gateway.get_rest_apis()["items"]
        paths = {one["path"]: one for one in gateway.get_resources(restApiId=api["id"], embed=["methods"])["items"]}
        arn = client("lambda").get_function_configuration(FunctionName="tollgate-admin")["FunctionArn"]
        for path in ("/admin/{proxy+}", "/console", "/console/{proxy+}", "/iam/{proxy+}"):
            (method,) = paths[path]["resourceMethods"].values()
            self.assertIn(f"/functions/{arn}/", method["methodIntegration"]["uri"])


def timeout_and_mode(function="tollgate"):
    function = client("lambda").get_function_configuration(FunctionName=function)
    return function["Timeout"], function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"]


def local_tables():
    """Reads the tables as dev.tollgate.dynamodb.TableFile does: from the template, with the default prefix."""
    template = load("infra/tables.yaml")
    prefix = template["Parameters"]["Prefix"]["Default"]
    tables = [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::DynamoDB::Table"]
    return [
        {
            "TableName": table["TableName"]["Fn::Sub"].replace("${Prefix}", prefix),
            "BillingMode": table["BillingMode"],
            "KeySchema": table["KeySchema"],
            "AttributeDefinitions": table["AttributeDefinitions"],
            "GlobalSecondaryIndexes": table.get("GlobalSecondaryIndexes", []),
        }
        for table in tables
    ]


if __name__ == "__main__":
    unittest.main()
