"""Checks what `make plan` shows, with AWS' answers as they are documented."""

import json
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import samconfig
from cloudformation import ROOT
from test_packaging import script

PLAN = script("plan")
NOT_THERE = "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id tollgate does not exist"


class Plan(unittest.TestCase):
    SETS = {
        "root": {"Changes": [
            {"ResourceChange": {"LogicalResourceId": "Tables", "ResourceType": "AWS::CloudFormation::Stack", "Action": "Modify", "ChangeSetId": "tables"}},
            {"ResourceChange": {"LogicalResourceId": "Rollouts", "ResourceType": "AWS::CloudFormation::Stack", "Action": "Add"}},
        ]},
        "tables": {"Changes": [
            {"ResourceChange": {"LogicalResourceId": "Usage", "ResourceType": "AWS::DynamoDB::Table", "Action": "Modify", "Replacement": "True"}},
            {"ResourceChange": {"LogicalResourceId": "Cache", "ResourceType": "AWS::DynamoDB::Table", "Action": "Modify", "Replacement": "False"}},
        ]},
    }

    def test_showsWhatChangesInsideOfNestedStacksAndWarnsOfTables(self):
        found = list(PLAN.changes(self.SETS["root"], lambda *arguments: self.SETS[arguments[-1]]))
        self.assertEqual(
            [
                "Modify  Tables/Usage  AWS::DynamoDB::Table  replaced",
                "Modify  Tables/Cache  AWS::DynamoDB::Table",
                "Add     Rollouts  AWS::CloudFormation::Stack",
                "ATTENTION: Tables/Usage would be lost or get another address",
            ],
            PLAN.lines(found),
        )

    def test_keepsParametersThatTheStageDoesNotSet(self):
        self.assertEqual(
            [{"ParameterKey": "Compute", "ParameterValue": "lambda"}, {"ParameterKey": "MaxVCpus", "UsePreviousValue": True}],
            PLAN.parameters({"Compute": "lambda"}, ["Compute", "MaxVCpus", "Rollout"], {"Compute", "MaxVCpus", "Gone"}),
        )
        self.assertEqual("tollgate-prod", samconfig.setting("prod", ROOT / "samconfig.toml", "stack_name"))

    def test_warnsOfATableThatMightBeReplaced(self):
        self.assertEqual(
            ["Modify  Tables/Usage  AWS::DynamoDB::Table  perhaps replaced", "ATTENTION: Tables/Usage might be lost or get another address"],
            PLAN.lines([("Tables/Usage", "AWS::DynamoDB::Table", "Modify", "Conditional")]),
        )
        self.assertEqual(1, len(PLAN.lines([("Gateway/Role", "AWS::IAM::Role", "Modify", "Conditional")])))

    def test_takesTheZipsThatADeploymentTakes(self):
        for target in ("plan", "deploy"):
            command = ["make", "--dry-run", target, "ZIP=o'ne two.zip", "ADMIN_ZIP=three.zip", "STAGE=a b"]
            called = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            self.assertEqual(["infra/checks/zip", "a b", "--zip", "o'ne two.zip", "--admin-zip", "three.zip"], shlex.split(called.stdout.splitlines()[0]), target)


class Calls(unittest.TestCase):
    """The calls of a plan, to answers that stand for AWS."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.config = Path(folder.name, "samconfig.toml")
        self.called = []

    def plan(self, described=None, existing=None, more="", waits=True, nested=None):
        """What is shown for a change set and a stack, and the calls in self.called."""
        self.config.write_text(f'[one.deploy.parameters]\nstack_name = "tollgate"\n{more}\n')

        def aws(*arguments):
            self.called.append(arguments)
            match arguments[1]:
                case "describe-stacks":
                    if not existing:
                        raise PLAN.Failed(NOT_THERE)
                    return {"Stacks": [existing]}
                case "get-template-summary":
                    return {"Parameters": []}
                case "create-change-set":
                    return {"Id": "set"}
                case "wait" if not waits:
                    raise PLAN.Failed("Waiter ChangeSetCreateComplete failed")
                case "describe-change-set":
                    return nested if arguments[-1].startswith("arn:") else described
            return {}

        with patch.object(PLAN, "given_by", return_value={}), patch.object(subprocess, "run", lambda command, **_: self.called.append(tuple(map(str, command)))):
            return PLAN.plan("one", self.config, aws)

    def deployed(self, **more):
        return {"existing": {"StackStatus": "UPDATE_COMPLETE"}, **more}

    def test_beforeTheFirstDeploymentSaySo(self):
        self.assertEqual("tollgate is not deployed yet, so a deployment would create everything.", self.plan())
        self.assertIn("not deployed yet", self.plan(existing={"StackStatus": "REVIEW_IN_PROGRESS"}))

    def test_withNothingToChangeAreNoFailure(self):
        reason = "The submitted information didn't contain changes. Submit different information to create a change set."
        shown = self.plan(**self.deployed(described={"Status": "FAILED", "StatusReason": reason}, waits=False))
        self.assertEqual("Nothing would change.", shown)

    def test_thatFailForAnotherReasonFailWithItAndLeaveNoChangeSet(self):
        with self.assertRaisesRegex(PLAN.Failed, "Parameters: .Name. do not exist"):
            self.plan(**self.deployed(described={"Status": "FAILED", "StatusReason": "Parameters: [Name] do not exist in the template"}, waits=False))
        self.assertEqual("delete-change-set", self.called[-1][1])
        reason = "Nested change set arn:aws:cloudformation:eu-central-1:123456789012:changeSet/a/b was not successfully created: Currently in FAILED."
        with self.assertRaisesRegex(PLAN.Failed, "^Template error$"):
            self.plan(**self.deployed(described={"Status": "FAILED", "StatusReason": reason}, nested={"StatusReason": "Template error"}, waits=False))
        with self.assertRaisesRegex(PLAN.Failed, "Waiter"):
            self.plan(**self.deployed(described={"Status": "CREATE_IN_PROGRESS"}, waits=False))

    def test_areInTheRegionTheProfileAndTheBucketOfTheStage(self):
        more = 'region = "eu-west-1"\nprofile = "prod"\ns3_bucket = "mine"\ns3_prefix = "there"\ntags = ["stage=prod", "team=a,b"]'
        self.plan(**self.deployed(described={"Status": "CREATE_COMPLETE"}, more=more))
        (package,) = [one for one in self.called if one[0] == "sam"]
        self.assertEqual(("--s3-bucket", "mine", "--s3-prefix", "there", "--region", "eu-west-1", "--profile", "prod"), package[4:12])
        (change_set,) = [one for one in self.called if one[1] == "create-change-set"]
        tags = json.loads(change_set[change_set.index("--tags") + 1])
        self.assertEqual([{"Key": "stage", "Value": "prod"}, {"Key": "team", "Value": "a,b"}], tags)
        self.assertEqual(["--region", "eu-west-1", "--profile", "prod"], PLAN.account("one", self.config))
        with patch.object(subprocess, "run", return_value=subprocess.CompletedProcess([], 0, "{}", "")) as run:
            PLAN.Cli(PLAN.account("one", self.config))("sts", "get-caller-identity")
        self.assertEqual(["aws", "sts", "get-caller-identity", "--region", "eu-west-1", "--profile", "prod", "--output", "json"], run.call_args.args[0])

    def test_withoutABucketUseSams(self):
        self.plan(**self.deployed(described={"Status": "CREATE_COMPLETE"}))
        (package,) = [one for one in self.called if one[0] == "sam"]
        self.assertEqual(("--resolve-s3", "--s3-prefix", "tollgate"), package[4:7])

    def test_thatTheCliRefusesHaveItsMessage(self):
        with patch.object(subprocess, "run", return_value=subprocess.CompletedProcess([], 254, "", "Unable to locate credentials\n")):
            with self.assertRaisesRegex(PLAN.Failed, "^Unable to locate credentials$"):
                PLAN.Cli([])("sts", "get-caller-identity")


if __name__ == "__main__":
    unittest.main()
