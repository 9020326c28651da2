"""Checks where the function runs: by default as any Lambda function, or on managed instances, and what they may do."""

import os
import re
import unittest
from unittest.mock import patch

from cloudformation import PSEUDO, ROOT, Stack, load
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from stacks import gateway

NETWORK = {"SubnetIds": "subnet-1,subnet-2,subnet-3", "SecurityGroupIds": "sg-1"}
MANAGED = {"Compute": "managed", "MemoryMegabytes": 2048, **NETWORK}
OF_MANAGED = ("CapacityProviderConfig", "FunctionScalingConfig", "PublishToLatestPublished")


def managed(endpoint="rest", **given):
    return gateway(endpoint, **{**MANAGED, **given})


class OnDemand(unittest.TestCase):
    def test_isTheDefaultAndHasNothingOfManagedInstances(self):
        stack = gateway().nested("Gateway")
        function = stack.properties("AWS::Lambda::Function")
        self.assertEqual("tollgate", function["FunctionName"])
        self.assertEqual([], [name for name in OF_MANAGED if name in function])
        self.assertEqual({"LogGroup": "‹Log›", "LogFormat": "JSON"}, function["LoggingConfig"])
        self.assertEqual({}, stack.of_type("AWS::Lambda::CapacityProvider"))
        self.assertEqual(["Role"], list(stack.of_type("AWS::IAM::Role")))


class ManagedInstances(unittest.TestCase):
    def setUp(self):
        self.root = managed(MaxVCpus=24, Architecture="x86_64")
        self.stack = self.root.nested("Gateway")
        self.function = self.stack.properties("AWS::Lambda::Function")

    def test_runInTheSubnetsOfTheParametersWithinTheirBound(self):
        self.assertEqual(
            {
                "VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2", "subnet-3"], "SecurityGroupIds": ["sg-1"]},
                "PermissionsConfig": {"CapacityProviderOperatorRoleArn": "‹InstancesRole.Arn›"},
                "InstanceRequirements": {"Architectures": ["x86_64"]},
                "CapacityProviderScalingConfig": {"MaxVCpuCount": "24", "ScalingMode": "Auto"},
            },
            self.stack.properties("AWS::Lambda::CapacityProvider"),
        )
        environments = self.function["FunctionScalingConfig"]
        self.assertEqual({"MinExecutionEnvironments": 3, "MaxExecutionEnvironments": "24"}, environments)

    def test_theFunctionIsANewOneBecauseLambdaMovesNone(self):
        self.assertEqual("tollgate-managed", self.function["FunctionName"])
        self.assertEqual("2048", self.function["MemorySize"])
        # Instances have a VPC, so the function has none.
        self.assertNotIn("VpcConfig", self.function)

    def test_anEnvironmentServesAsManyRequestsAsTheFunctionIsTestedWith(self):
        config = self.function["CapacityProviderConfig"]["LambdaManagedInstancesCapacityProviderConfig"]
        self.assertEqual("‹Instances.Arn›", config["CapacityProviderArn"])
        tests = ROOT / "function/lambda/src/test/java/dev/tollgate/lambda/ManagedInstanceIT.java"
        (tested,) = re.findall(r"int CONCURRENCY = (\d+);", tests.read_text())
        self.assertEqual(int(tested), config["PerExecutionEnvironmentMaxConcurrency"])

    def test_anEnvironmentHasWholeProcessorsWithEachAllowedSize(self):
        for megabytes in (2048, 4096, 8192):
            function = managed(MemoryMegabytes=megabytes).nested("Gateway").properties("AWS::Lambda::Function")
            per_processor = function["CapacityProviderConfig"]["LambdaManagedInstancesCapacityProviderConfig"]
            self.assertEqual(0, megabytes % (1024 * per_processor["ExecutionEnvironmentMemoryGiBPerVCpu"]))
            self.assertEqual([], managed(MemoryMegabytes=megabytes).failed_assertions())

    def test_eachUpdateIsPublishedToWhereItsCallersLookForIt(self):
        # An ARN without a qualifier means $LATEST.PUBLISHED.
        self.assertTrue(self.function["PublishToLatestPublished"])
        asynchronous = self.stack.properties("AWS::Lambda::EventInvokeConfig")
        self.assertEqual(("‹Function›", "$LATEST.PUBLISHED", 0),
                         tuple(asynchronous[name] for name in ("FunctionName", "Qualifier", "MaximumRetryAttempts")))
        default = gateway().nested("Gateway").properties("AWS::Lambda::EventInvokeConfig")
        self.assertEqual("$LATEST", default["Qualifier"])

    def test_eachEndpointTypeAndTheAlarmsKnowTheFunctionByTheSameNames(self):
        for endpoint in ("rest", "url", "http"):
            for nested in ("Api", "Monitoring", "Tables"):
                self.assertEqual(gateway(endpoint).nested(nested).resources, managed(endpoint).nested(nested).resources)

    def test_scheduledJobsStayOnDemandWithNoneOfItsPermissions(self):
        self.assertEqual(gateway(Architecture="x86_64", **NETWORK).nested("Schedules").resources, self.root.nested("Schedules").resources)

    def test_lambdaStartsInstancesWithARoleOfItsOwn(self):
        role = self.stack.resources["InstancesRole"]["Properties"]
        self.assertEqual({"AssumeRolePolicyDocument", "ManagedPolicyArns"}, set(role))
        self.assertEqual(["arn:aws:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator"], role["ManagedPolicyArns"])
        (trusted,) = role["AssumeRolePolicyDocument"]["Statement"]
        self.assertEqual({"Service": "lambda.amazonaws.com"}, trusted["Principal"])

    def test_theFunctionMayDoNothingMoreThere(self):
        def allowed(root):
            stack = root.nested("Gateway")
            policies = [one["Properties"] for one in stack.of_type("AWS::IAM::RolePolicy").values()]
            return stack.resources["Role"], policies

        self.assertEqual(allowed(gateway()), allowed(managed()))
        self.assertEqual("‹Role.Arn›", self.function["Role"])

    def test_theirLogIsTheGatewaysInTheOnlyFormatThatLambdaHasForThem(self):
        self.assertEqual({"LogGroup": "‹Log›", "LogFormat": "JSON"}, self.function["LoggingConfig"])


class Switch(unittest.TestCase):
    def test_deploysTheRestApiAlthoughItsTextStaysTheSame(self):
        os.environ["AWS_DEFAULT_REGION"] = PSEUDO["AWS::Region"]

        def deployments(seconds):
            with patch("samtranslator.model.apigateway.time.time", return_value=seconds):
                translated = Translator({}, Parser()).translate(load("infra/api.yaml"), {})
            return [name for name, one in translated["Resources"].items() if one["Type"] == "AWS::ApiGateway::Deployment"]

        self.assertNotEqual(deployments(1), deployments(2))


class Contradictions(unittest.TestCase):
    def test_areRefusedBeforeAnythingIsCreated(self):
        self.assertEqual([], managed().failed_assertions())
        self.assertEqual(3, len(gateway(Compute="managed").failed_assertions()))
        for given in ({"MemoryMegabytes": 512}, {"MemoryMegabytes": 3000}, {"ReservedConcurrency": 10}, {"LogFormat": "Text"}):
            self.assertEqual(1, len(managed(**given).failed_assertions()), given)
        for given in ({"SubnetIds": ""}, {"SecurityGroupIds": ""}):
            self.assertEqual(2, len(managed(**given).failed_assertions()), given)
        self.assertEqual(1, len(gateway(SubnetIds="subnet-1").failed_assertions()))
        self.assertEqual(1, len(gateway(SecurityGroupIds="sg-1").failed_assertions()))

    def test_malformedIdsAreRefused(self):
        for given in ({"SubnetIds": "vpc-1"}, {"SubnetIds": "subnet-1,"}, {"SubnetIds": "subnet-1, subnet-2"},
                      {"SecurityGroupIds": "default"}, {"Compute": "fargate"}):
            with self.assertRaises(ValueError, msg=given):
                managed(**given)

    def test_anOnDemandFunctionCanHaveTheSizesOfAManagedOne(self):
        self.assertEqual([], gateway(MemoryMegabytes=2048).failed_assertions())


class Bound(unittest.TestCase):
    def test_hasRoomForTheThreeInstancesThatAlwaysRun(self):
        declared = Stack("template.yaml").template["Parameters"]["MaxVCpus"]
        self.assertEqual((3 * 2, 12), (declared["MinValue"], declared["Default"]))


if __name__ == "__main__":
    unittest.main()
