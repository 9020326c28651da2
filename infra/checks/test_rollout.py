"""Checks gradual rollouts: who invokes the alias, what publishes a version, and what moves callers back."""

import json
import unittest

from cloudformation import ROOT, load
from stacks import gateway

ALIAS = "‹Live›"
ITSELF = "arn:aws:lambda:eu-central-1:123456789012:function:‹Function›"


def gradual(endpoint="rest", **given):
    return gateway(endpoint, **{"Rollout": "Canary10Percent5Minutes", "Release": "v1", **given})


class AllAtOnce(unittest.TestCase):
    def test_isTheDefaultAndHasNothingOfRollouts(self):
        root = gateway()
        self.assertNotIn("Rollouts", root.resources)
        function = root.nested("Gateway").properties("AWS::Lambda::Function")
        self.assertNotIn("TOLLGATE_ENDPOINT_ALIAS", function["Environment"]["Variables"])
        self.assertEqual("Tollgate, an OpenAI-compatible LLM gateway", function["Description"])


class Gradual(unittest.TestCase):
    def setUp(self):
        self.root = gradual()
        self.rollout = self.root.nested("Rollouts")

    def test_everyoneInvokesTheAlias(self):
        for endpoint, kind in (("rest", "AWS::ApiGateway::RestApi"), ("http", "AWS::ApiGatewayV2::Api")):
            api = gradual(endpoint).nested("Api")
            self.assertIn(f"/functions/{ALIAS}/", str(api.properties(kind)["Body"]))
            self.assertEqual(ALIAS, api.properties("AWS::Lambda::Permission")["FunctionName"])
        url = gradual("url").nested("Api")
        self.assertEqual(("‹Function.Arn›", "live"), tuple(url.properties("AWS::Lambda::Url")[name] for name in ("TargetFunctionArn", "Qualifier")))
        self.assertEqual({ALIAS}, {one["Properties"]["FunctionName"] for one in url.of_type("AWS::Lambda::Permission").values()})
        schedules = self.root.nested("Schedules").resources
        self.assertEqual(ALIAS, schedules["BatchSchedule"]["Properties"]["Target"]["Arn"])
        self.assertIn(ALIAS, str(schedules["ScheduleRole"]))

    def test_theFunctionInvokesItselfAndNothingElseUnderTheAlias(self):
        function = self.root.nested("Gateway")
        variables = function.properties("AWS::Lambda::Function")["Environment"]["Variables"]
        alias = self.rollout.properties("AWS::Lambda::Alias")
        self.assertEqual(alias["Name"], variables["TOLLGATE_ENDPOINT_ALIAS"])
        (statement,) = function.resources["BackgroundPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        self.assertEqual(f"{ITSELF}:{alias['Name']}", statement["Resource"])
        asynchronous = self.rollout.properties("AWS::Lambda::EventInvokeConfig")
        of_function = function.properties("AWS::Lambda::EventInvokeConfig")
        self.assertEqual({**of_function, "Qualifier": "live"}, asynchronous)

    def test_eachNewNamePublishesAVersionAndFormerOnesStay(self):
        versions = [gradual(Release=name).nested("Rollouts").resources["Version"] for name in ("v1", "v2")]
        # CloudFormation cannot change a version, so it replaces one that has another description.
        self.assertEqual(["v1", "v2"], [one["Properties"]["Description"] for one in versions])
        self.assertEqual({"Retain"}, {one["UpdateReplacePolicy"] for one in versions})
        # Lambda publishes nothing if the function is the same as the last version.
        functions = [gradual(Release=name).nested("Gateway").properties("AWS::Lambda::Function")["Description"] for name in ("v1", "v2")]
        self.assertNotEqual(*functions)

    def test_codeDeployMovesTheAliasAsTheParameterSays(self):
        update = self.rollout.resources["Live"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
        self.assertEqual({"ApplicationName": {"Ref": "Application"}, "DeploymentGroupName": {"Ref": "DeploymentGroup"}}, update)
        for rollout in load("template.yaml")["Parameters"]["Rollout"]["AllowedValues"]:
            if rollout != "AllAtOnce":
                group = gradual(Rollout=rollout).nested("Rollouts").properties("AWS::CodeDeploy::DeploymentGroup")
                self.assertEqual(f"CodeDeployDefault.Lambda{rollout}", group["DeploymentConfigName"])

    def test_alarmsOfTheRolloutMoveCallersBack(self):
        group = self.rollout.properties("AWS::CodeDeploy::DeploymentGroup")
        alarms = self.rollout.of_type("AWS::CloudWatch::Alarm")
        self.assertEqual([f"‹{name}›" for name in alarms], [one["Name"] for one in group["AlarmConfiguration"]["Alarms"]])
        self.assertIn("DEPLOYMENT_STOP_ON_ALARM", group["AutoRollbackConfiguration"]["Events"])
        for name, alarm in alarms.items():
            self.assertEqual("notBreaching", alarm["Properties"]["TreatMissingData"], name)
            periods = {one["MetricStat"]["Period"] for one in alarm["Properties"]["Metrics"] if "MetricStat" in one}
            self.assertEqual({60}, periods, name)

    def test_theyMeasureWhatTheAlarmsOfOperationMeasure(self):
        monitoring = self.root.nested("Monitoring").resources
        for rollout, other in (("RolloutErrorRate", "ErrorRate"), ("RolloutFailures", "FunctionFailures")):
            mine, theirs = (stack[name]["Properties"] for stack, name in ((self.rollout.resources, rollout), (monitoring, other)))
            self.assertEqual(theirs["Threshold"], mine["Threshold"])
            self.assertEqual(theirs["Metrics"][0]["Expression"], mine["Metrics"][0]["Expression"])

    def test_theNewReleaseIsAlsoMeasuredAlone(self):
        both, new = (self.rollout.resources[name]["Properties"] for name in ("RolloutErrorRate", "RolloutReleaseErrorRate"))
        self.assertEqual((both["Threshold"], both["Metrics"][0]), (new["Threshold"], new["Metrics"][0]))
        for metric in new["Metrics"][1:]:
            self.assertEqual({"Gateway": "‹Function›", "LambdaVersion": "‹Version.Version›"},
                             {one["Name"]: one["Value"] for one in metric["MetricStat"]["Metric"]["Dimensions"]})
        self.assertEqual("RolloutReleaseErrorRate", self.rollout.resources["Live"]["DependsOn"])
        listed = json.loads((ROOT / "infra/metrics.json").read_text())["directives"]
        self.assertIn([["Gateway", "LambdaVersion"]], [one["Dimensions"] for one in listed])

    def test_jobsChangeOnlyAfterTheFunctionSoARolloutThatIsStoppedLeavesThemAlone(self):
        # A reference makes CloudFormation wait.
        parameters = load("template.yaml")["Resources"]["Schedules"]["Properties"]["Parameters"]
        self.assertIn("Rollouts.Outputs.AliasArn", ".".join(parameters["GatewayArn"]["Fn::If"][1]["Fn::GetAtt"]))

    def test_codeDeployMayOnlyMoveAliases(self):
        role = self.rollout.properties("AWS::IAM::Role")
        self.assertEqual(["arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"], role["ManagedPolicyArns"])
        self.assertNotIn("Policies", role)
        boundary = "arn:aws:iam::123456789012:policy/boundary"
        self.assertEqual(boundary, gradual(PermissionsBoundaryArn=boundary).nested("Rollouts").properties("AWS::IAM::Role")["PermissionsBoundary"])


class Contradictions(unittest.TestCase):
    def test_areRefusedBeforeAnythingIsCreated(self):
        self.assertEqual([], gradual().failed_assertions())
        self.assertEqual(1, len(gradual(Release="").failed_assertions()))
        managed = {"Compute": "managed", "MemoryMegabytes": 2048, "SubnetIds": "subnet-1", "SecurityGroupIds": "sg-1"}
        self.assertEqual(1, len(gradual(**managed).failed_assertions()))
        for given in ({"Rollout": "Slowly"}, {"Release": "two words"}):
            with self.assertRaises(ValueError, msg=given):
                gradual(**given)


if __name__ == "__main__":
    unittest.main()
