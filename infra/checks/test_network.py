"""Checks what reaches the function, and what it reaches: subnets, a private API, access logs and traces."""

import json
import unittest

from cloudformation import ROOT
from stacks import gateway

SUBNETS = {"SubnetIds": "subnet-1,subnet-2", "SecurityGroupIds": "sg-1"}
BOUNDARY = "arn:aws:iam::123456789012:policy/bounds"


class Subnets(unittest.TestCase):
    def test_holdTheFunctionWhichMayConnectItself(self):
        function = gateway(**SUBNETS).nested("Gateway")
        self.assertEqual(
            {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]},
            function.properties("AWS::Lambda::Function")["VpcConfig"],
        )
        self.assertIn("AWSLambdaENIManagementAccess", str(function.resources["Role"]["Properties"]["ManagedPolicyArns"]))

    def test_holdTheFunctionsOfTheSchedulesToo(self):
        stack = gateway(**SUBNETS, BudgetAlertTopicArn="arn:aws:sns:eu-central-1:123456789012:budgets").nested("Schedules")
        for name in ("Sweep", "RollUp", "BudgetAlerts"):
            self.assertEqual({"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}, stack.resources[name]["Properties"]["VpcConfig"], name)
            self.assertIn("AWSLambdaENIManagementAccess", str(stack.resources[name + "Role"]["Properties"]["ManagedPolicyArns"]), name)

    def test_areNotUsedByDefault(self):
        function = gateway().nested("Gateway")
        self.assertNotIn("VpcConfig", function.properties("AWS::Lambda::Function"))
        self.assertNotIn("ManagedPolicyArns", function.resources["Role"]["Properties"])
        self.assertNotIn("ENIManagement", str(gateway().nested("Schedules").resources))

    def test_needSecurityGroups(self):
        self.assertEqual([], gateway(**SUBNETS).failed_assertions())
        self.assertEqual(1, len(gateway(SubnetIds="subnet-1").failed_assertions()))
        self.assertEqual(1, len(gateway(SecurityGroupIds="sg-1").failed_assertions()))


class PrivateApi(unittest.TestCase):
    def test_isReachedByItsVpcEndpointsOnly(self):
        api = gateway(VpcEndpointIds="vpce-1,vpce-2").nested("Api").properties("AWS::ApiGateway::RestApi")
        self.assertEqual({"Types": ["PRIVATE"], "VpcEndpointIds": ["vpce-1", "vpce-2"]}, endpoints(api))
        (statement,) = api["Body"]["x-amazon-apigateway-policy"]["Statement"]
        self.assertEqual({"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, statement["Condition"])

    def test_isNotTheDefault(self):
        api = gateway().nested("Api").properties("AWS::ApiGateway::RestApi")
        self.assertEqual({"Types": ["REGIONAL"]}, endpoints(api))
        self.assertNotIn("x-amazon-apigateway-policy", api["Body"])

    def test_isARestApiWithoutADomainName(self):
        for given in ({"endpoint": "http"}, {"endpoint": "url"}, {"DomainName": "llm.example.com", "CertificateArn": "arn"}):
            self.assertEqual(1, len(gateway(VpcEndpointIds="vpce-1", **given).failed_assertions()), given)


class AccessLog(unittest.TestCase):
    def test_isOneLineOfJsonPerRequest(self):
        for endpoint, stage, setting in (("rest", "AWS::ApiGateway::Stage", "AccessLogSetting"),
                                         ("http", "AWS::ApiGatewayV2::Stage", "AccessLogSettings")):
            api = gateway(endpoint, AccessLogDays=30).nested("Api")
            log = api.properties(stage)[setting]
            self.assertEqual("‹AccessLog.Arn›", log["DestinationArn"])
            self.assertIn("integration_error", json.loads(log["Format"]))
            self.assertNotIn("\n", log["Format"])
            self.assertEqual(30, int(api.properties("AWS::Logs::LogGroup")["RetentionInDays"]))

    def test_isTheSameOfBothApis(self):
        formats = {
            gateway(endpoint, AccessLogDays=30).nested("Api").properties(stage)[setting]["Format"]
            for endpoint, stage, setting in (("rest", "AWS::ApiGateway::Stage", "AccessLogSetting"), ("http", "AWS::ApiGatewayV2::Stage", "AccessLogSettings"))
        }
        self.assertEqual(1, len(formats))
        self.assertEqual(1, (ROOT / "infra/api.yaml").read_text().count("$context.requestTime"))

    def test_isNotWrittenByDefaultAndNotByAFunctionUrl(self):
        self.assertEqual({}, gateway().nested("Api").of_type("AWS::Logs::LogGroup"))
        self.assertEqual(1, len(gateway("url", AccessLogDays=30).failed_assertions()))


class Tracing(unittest.TestCase):
    def test_tracesTheApiAndTheFunctionOnRequest(self):
        for given, mode, traced in (("xray", "Active", True), ("none", "PassThrough", False)):
            root = gateway(Tracing=given)
            self.assertEqual(traced, root.nested("Api").properties("AWS::ApiGateway::Stage")["TracingEnabled"])
            function = root.nested("Gateway")
            self.assertEqual({"Mode": mode}, function.properties("AWS::Lambda::Function")["TracingConfig"])

    def test_theRoleMayWriteTracesFromItsBeginningBecauseLambdaChecksIt(self):
        self.assertEqual({"log", "tables"}, self.policies("none"))
        self.assertEqual({"log", "tables", "traces"}, self.policies("xray"))

    @staticmethod
    def policies(tracing):
        """What the role has when it exists. The function waits for that, and not for policies that are resources of their own."""
        return {one["PolicyName"] for one in gateway(Tracing=tracing).nested("Gateway").resources["Role"]["Properties"]["Policies"]}


class Boundary(unittest.TestCase):
    def test_boundsEachRole(self):
        for given, expected in ((BOUNDARY, {BOUNDARY}), ("", {None})):
            root = gateway(PermissionsBoundaryArn=given)
            roles = [role for name in ("Gateway", "Schedules", "Api") for role in root.nested(name).of_type("AWS::IAM::Role").values()]
            self.assertEqual(4, len(roles))
            self.assertEqual(expected, {role["Properties"].get("PermissionsBoundary") for role in roles})


def endpoints(api):
    return api["EndpointConfiguration"]


if __name__ == "__main__":
    unittest.main()
