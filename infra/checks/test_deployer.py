"""Checks that the policies of who deploys allow what CloudFormation does for each resource of the templates, and no more."""

import fnmatch
import json
import re
import unittest

from cloudformation import ROOT, load, transformed

FILES = ("stack", "options")
# IAM's bound of a managed policy, without white space.
LONGEST = 6144

# What CloudFormation calls to create, read, change and delete a resource, as the handlers of its type list it.
NEEDS = {
    "AWS::ApiGateway::Deployment": "apigateway:POST apigateway:GET apigateway:DELETE",
    "AWS::ApiGateway::RestApi": "apigateway:POST apigateway:GET apigateway:PUT apigateway:PATCH apigateway:DELETE apigateway:UpdateRestApiPolicy",
    "AWS::ApiGateway::Stage": "apigateway:POST apigateway:GET apigateway:PATCH apigateway:DELETE",
    "AWS::ApiGatewayV2::Api": "apigateway:POST apigateway:GET apigateway:PUT apigateway:PATCH apigateway:DELETE",
    "AWS::ApiGatewayV2::ApiMapping": "apigateway:POST apigateway:GET apigateway:PATCH apigateway:DELETE",
    "AWS::ApiGatewayV2::DomainName": "apigateway:POST apigateway:GET apigateway:PATCH apigateway:DELETE apigateway:AddCertificateToDomain iam:CreateServiceLinkedRole",
    "AWS::ApiGatewayV2::Stage": "apigateway:POST apigateway:GET apigateway:PATCH apigateway:DELETE logs:CreateLogDelivery logs:GetLogDelivery logs:ListLogDeliveries logs:UpdateLogDelivery logs:DeleteLogDelivery logs:PutResourcePolicy logs:DescribeResourcePolicies",
    "AWS::CloudFormation::Stack": "cloudformation:CreateStack cloudformation:UpdateStack cloudformation:DeleteStack cloudformation:DescribeStacks s3:GetObject",
    "AWS::CloudWatch::Alarm": "cloudwatch:PutMetricAlarm cloudwatch:DescribeAlarms cloudwatch:DeleteAlarms cloudwatch:TagResource cloudwatch:UntagResource cloudwatch:ListTagsForResource",
    "AWS::CloudWatch::Dashboard": "cloudwatch:PutDashboard cloudwatch:GetDashboard cloudwatch:DeleteDashboards",
    "AWS::CodeDeploy::Application": "codedeploy:CreateApplication codedeploy:GetApplication codedeploy:UpdateApplication codedeploy:DeleteApplication codedeploy:TagResource codedeploy:UntagResource codedeploy:ListTagsForResource",
    "AWS::CodeDeploy::DeploymentGroup": "codedeploy:CreateDeploymentGroup codedeploy:GetDeploymentGroup codedeploy:UpdateDeploymentGroup codedeploy:DeleteDeploymentGroup iam:PassRole",
    "AWS::Cognito::UserPool": "cognito-idp:CreateUserPool cognito-idp:DescribeUserPool cognito-idp:UpdateUserPool cognito-idp:DeleteUserPool cognito-idp:SetUserPoolMfaConfig cognito-idp:GetUserPoolMfaConfig cognito-idp:TagResource cognito-idp:UntagResource cognito-idp:ListTagsForResource",
    "AWS::Cognito::UserPoolClient": "cognito-idp:CreateUserPoolClient cognito-idp:DescribeUserPoolClient cognito-idp:UpdateUserPoolClient cognito-idp:DeleteUserPoolClient",
    "AWS::Cognito::UserPoolDomain": "cognito-idp:CreateUserPoolDomain cognito-idp:DescribeUserPoolDomain cognito-idp:UpdateUserPoolDomain cognito-idp:DeleteUserPoolDomain",
    "AWS::Cognito::UserPoolGroup": "cognito-idp:CreateGroup cognito-idp:GetGroup cognito-idp:UpdateGroup cognito-idp:DeleteGroup",
    # Not DeleteTable: the tables are kept. Only a failed first deployment deletes them (UNDOES).
    "AWS::DynamoDB::Table": "dynamodb:CreateTable dynamodb:DescribeTable dynamodb:UpdateTable dynamodb:DescribeContinuousBackups dynamodb:UpdateContinuousBackups dynamodb:DescribeTimeToLive dynamodb:UpdateTimeToLive dynamodb:DescribeContributorInsights dynamodb:DescribeKinesisStreamingDestination dynamodb:GetResourcePolicy dynamodb:TagResource dynamodb:UntagResource dynamodb:ListTagsOfResource kms:DescribeKey kms:CreateGrant kms:Decrypt",
    "AWS::IAM::Role": "iam:CreateRole iam:GetRole iam:UpdateRole iam:UpdateAssumeRolePolicy iam:DeleteRole iam:PutRolePolicy iam:GetRolePolicy iam:DeleteRolePolicy iam:ListRolePolicies iam:AttachRolePolicy iam:DetachRolePolicy iam:ListAttachedRolePolicies iam:PutRolePermissionsBoundary iam:DeleteRolePermissionsBoundary iam:TagRole iam:UntagRole",
    "AWS::IAM::RolePolicy": "iam:PutRolePolicy iam:GetRolePolicy iam:DeleteRolePolicy",
    "AWS::Lambda::Alias": "lambda:CreateAlias lambda:GetAlias lambda:UpdateAlias lambda:DeleteAlias codedeploy:CreateDeployment codedeploy:GetDeployment codedeploy:GetDeploymentConfig codedeploy:GetApplicationRevision codedeploy:RegisterApplicationRevision codedeploy:StopDeployment",
    "AWS::Lambda::CapacityProvider": "lambda:CreateCapacityProvider lambda:GetCapacityProvider lambda:UpdateCapacityProvider lambda:DeleteCapacityProvider lambda:ListFunctionVersionsByCapacityProvider lambda:TagResource lambda:UntagResource lambda:ListTags iam:PassRole iam:CreateServiceLinkedRole",
    "AWS::Lambda::EventInvokeConfig": "lambda:PutFunctionEventInvokeConfig lambda:GetFunctionEventInvokeConfig lambda:UpdateFunctionEventInvokeConfig lambda:DeleteFunctionEventInvokeConfig",
    "AWS::Lambda::Function": "lambda:CreateFunction lambda:GetFunction lambda:GetFunctionConfiguration lambda:GetFunctionCodeSigningConfig lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:DeleteFunction lambda:PutFunctionConcurrency lambda:DeleteFunctionConcurrency lambda:TagResource lambda:UntagResource lambda:ListTags lambda:PassCapacityProvider lambda:PutFunctionScalingConfig lambda:GetFunctionScalingConfig iam:PassRole s3:GetObject ec2:DescribeSubnets ec2:DescribeSecurityGroups ec2:DescribeVpcs",
    "AWS::Lambda::Permission": "lambda:AddPermission lambda:RemovePermission lambda:GetPolicy",
    "AWS::Lambda::Url": "lambda:CreateFunctionUrlConfig lambda:GetFunctionUrlConfig lambda:UpdateFunctionUrlConfig lambda:DeleteFunctionUrlConfig",
    "AWS::Lambda::Version": "lambda:PublishVersion lambda:ListVersionsByFunction lambda:GetFunctionConfiguration",
    "AWS::Logs::LogGroup": "logs:CreateLogGroup logs:DescribeLogGroups logs:DeleteLogGroup logs:PutRetentionPolicy logs:AssociateKmsKey logs:DisassociateKmsKey logs:DescribeIndexPolicies logs:GetDataProtectionPolicy logs:TagResource logs:UntagResource logs:ListTagsForResource",
    "AWS::Logs::MetricFilter": "logs:PutMetricFilter logs:DescribeMetricFilters logs:DeleteMetricFilter",
    "AWS::Route53::RecordSet": "route53:ChangeResourceRecordSets route53:ListResourceRecordSets route53:GetChange route53:GetHostedZone",
    "AWS::Scheduler::Schedule": "scheduler:CreateSchedule scheduler:GetSchedule scheduler:UpdateSchedule scheduler:DeleteSchedule iam:PassRole",
    "AWS::SecretsManager::Secret": "secretsmanager:CreateSecret secretsmanager:DescribeSecret secretsmanager:UpdateSecret secretsmanager:DeleteSecret secretsmanager:TagResource secretsmanager:UntagResource secretsmanager:GetRandomPassword",
    "AWS::WAFv2::WebACLAssociation": "wafv2:AssociateWebACL wafv2:DisassociateWebACL wafv2:GetWebACLForResource wafv2:GetWebACL apigateway:SetWebACL",
}
# What CloudFormation calls when the first deployment fails, for what it else keeps (RetainExceptOnCreate).
UNDOES = {
    "AWS::Cognito::UserPool": "cognito-idp:DeleteUserPool",
    "AWS::DynamoDB::Table": "dynamodb:DeleteTable",
    "AWS::Logs::LogGroup": "logs:DeleteLogGroup",
}
# What `sam deploy` and `sam delete` call themselves: change sets, the stack of their bucket, and the bucket.
OF_SAM = {"cloudformation", "s3"}


class Deployer(unittest.TestCase):
    def setUp(self):
        self.policies = {name: json.loads((ROOT / f"infra/deployer/{name}.json").read_text()) for name in FILES}
        self.statements = [one for policy in self.policies.values() for one in policy["Statement"]]
        self.allowed = {action for one in self.statements for action in one["Action"]}
        self.first = json.loads((ROOT / "infra/deployer/first.json").read_text())["Statement"]
        self.resources = [
            resource
            for path in ["template.yaml", *(f"infra/{one.name}" for one in (ROOT / "infra").glob("*.yaml"))]
            for resource in transformed(path)["Resources"].values()
        ]
        self.types = {resource["Type"] for resource in self.resources}

    def test_mayDoWhatEachResourceOfTheTemplatesNeeds(self):
        self.assertEqual(self.types, set(NEEDS))
        for kind, actions in NEEDS.items():
            self.assertEqual(set(), set(actions.split()) - self.allowed, kind)

    def test_mayDoNothingElse(self):
        needed = {action for actions in NEEDS.values() for action in actions.split()}
        self.assertEqual(set(), {one for one in self.allowed - needed if one.split(":")[0] not in OF_SAM})

    def test_noActionHasAWildcardAndTheTablesCannotBeDeleted(self):
        self.assertEqual([], [action for action in self.allowed if "*" in action])
        self.assertNotIn("dynamodb:DeleteTable", self.allowed)

    def test_aFailedFirstDeploymentCanBeUndoneWithTheTemporaryPolicy(self):
        kept = {one["Type"] for one in self.resources if one.get("DeletionPolicy") == "RetainExceptOnCreate"}
        self.assertEqual(kept, set(UNDOES))
        self.assertEqual(set(UNDOES.values()) - self.allowed, {action for one in self.first for action in one["Action"]})

    def test_aFailedUpdateCanBeStoppedAndContinued(self):
        (stacks,) = [one for one in self.statements if one["Sid"] == "Stacks"]
        for action in ("CancelUpdateStack", "ContinueUpdateRollback"):
            self.assertIn(f"cloudformation:{action}", stacks["Action"])

    def test_rolesAreThoseOfTheStackAndForTheServicesThatItUses(self):
        for one in self.statements:
            if any(action.startswith("iam:") for action in one["Action"]):
                self.assertIn(one["Resource"], ("arn:aws:iam::*:role/tollgate*", "arn:aws:iam::*:role/aws-service-role/*"))
        (passing,) = [one for one in self.statements if "iam:PassRole" in one["Action"]]
        trusted = {
            principal["Principal"]["Service"]
            for path in (ROOT / "infra").glob("*.yaml")
            for resource in transformed(f"infra/{path.name}")["Resources"].values()
            if resource["Type"] == "AWS::IAM::Role"
            for principal in resource["Properties"]["AssumeRolePolicyDocument"]["Statement"]
            if "Service" in principal["Principal"]
        }
        self.assertEqual(trusted, set(passing["Condition"]["StringEquals"]["iam:PassedToService"]))

    def test_attachesOnlyThePoliciesOfAwsThatTheTemplatesName(self):
        named = {
            "arn:aws:" + arn
            for path in (ROOT / "infra").glob("*.yaml")
            for resource in transformed(f"infra/{path.name}")["Resources"].values()
            for arn in re.findall(r"arn:\$\{AWS::Partition\}:(iam::aws:policy/[\w/-]+)", json.dumps(resource))
        }
        (attaching,) = [one for one in self.statements if "iam:AttachRolePolicy" in one["Action"]]
        self.assertEqual(named, set(attaching["Condition"]["ArnEquals"]["iam:PolicyARN"]))

    def test_everythingWithANameBeginsWithTheStacks(self):
        for one in self.statements:
            resources = one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]]
            for arn in resources:
                service = arn.split(":")[2] if arn != "*" else ""
                if service in ("lambda", "dynamodb", "scheduler", "cloudwatch"):
                    self.assertIn("tollgate", arn, one["Sid"])
        (stacks,) = [one for one in self.statements if one["Sid"] == "Stacks"]
        nested = "arn:aws:cloudformation:eu-central-1:123456789012:stack/tollgate-prod-Gateway-1ABC/11-22"
        self.assertTrue(any(fnmatch.fnmatchcase(nested, pattern) for pattern in stacks["Resource"]))

    def test_userPoolsAndSecretsOfOthersCannotBeChanged(self):
        for one in self.statements:
            if any(action.startswith("secretsmanager:") and action != "secretsmanager:GetRandomPassword" for action in one["Action"]):
                # CloudFormation names a secret without a name after its resource.
                self.assertNotIn("Name", load("infra/admin.yaml")["Resources"]["SessionSecret"]["Properties"])
                self.assertEqual("arn:aws:secretsmanager:*:*:secret:SessionSecret-*", one["Resource"])
            changes = [action for action in one["Action"] if action.startswith(("cognito-idp:Delete", "cognito-idp:Update", "cognito-idp:Set"))]
            if changes:
                self.assertEqual({"aws:ResourceTag/aws:cloudformation:stack-name": "tollgate*"}, one["Condition"]["StringLike"], changes)

    def test_eachFitsIntoOneManagedPolicy(self):
        for name, policy in self.policies.items():
            self.assertLessEqual(len(json.dumps(policy, separators=(",", ":"))), LONGEST, name)
            sids = [one["Sid"] for one in policy["Statement"]]
            self.assertEqual(len(sids), len(set(sids)), name)


if __name__ == "__main__":
    unittest.main()
