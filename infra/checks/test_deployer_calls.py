"""Makes the calls of a deployment, and some that are none, against the policies of who deploys."""

import copy
import json
import unittest

from cloudformation import ROOT
from iam import allows
from test_deployer import NEEDS

POLICIES = [json.loads((ROOT / f"infra/deployer/{name}.json").read_text()) for name in ("stack", "options")]
FIRST = json.loads((ROOT / "infra/deployer/first.json").read_text())
REGION, ACCOUNT = "eu-central-1", "123456789012"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
# As CloudFormation names what has no name: the stack, the resource and some letters.
NAMED = "tollgate-prod-Part-1ABC-Resource-2DEF"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1-2-3"

# Where the calls of a service go. What differs for a type of resource or an action is below.
ARNS = {
    "apigateway": f"arn:aws:apigateway:{REGION}::/restapis/a1b2",
    "cloudformation": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{NAMED}/1-2",
    "cloudwatch": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{NAMED}",
    "codedeploy": f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:deploymentgroup:{NAMED}/{NAMED}",
    "cognito-idp": f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{REGION}_aBc",
    "dynamodb": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/tollgate-prod-usage",
    "ec2": "*",
    "iam": f"arn:aws:iam::{ACCOUNT}:role/{NAMED}",
    "kms": KEY,
    "lambda": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:tollgate-prod",
    "logs": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{NAMED}",
    "route53": "arn:aws:route53:::hostedzone/Z1",
    "s3": "arn:aws:s3:::aws-sam-cli-managed-default-samclisourcebucket-1abc/tollgate/2def",
    "scheduler": f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/{NAMED}",
    "secretsmanager": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:SessionSecret-1abc-2def",
    "wafv2": f"arn:aws:wafv2:{REGION}:{ACCOUNT}:regional/webacl/one/1",
}
ARNS_BY_TYPE = {
    ("AWS::ApiGatewayV2::Api", "apigateway"): f"arn:aws:apigateway:{REGION}::/apis/a1b2",
    ("AWS::ApiGatewayV2::Stage", "apigateway"): f"arn:aws:apigateway:{REGION}::/apis/a1b2/stages/$default",
    ("AWS::ApiGatewayV2::ApiMapping", "apigateway"): f"arn:aws:apigateway:{REGION}::/domainnames/llm.example.com/apimappings/1",
    ("AWS::ApiGatewayV2::DomainName", "apigateway"): f"arn:aws:apigateway:{REGION}::/domainnames/llm.example.com",
    ("AWS::CloudWatch::Dashboard", "cloudwatch"): f"arn:aws:cloudwatch::{ACCOUNT}:dashboard/tollgate-prod-{REGION}",
    ("AWS::CodeDeploy::Application", "codedeploy"): f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:application:{NAMED}",
    ("AWS::Lambda::Alias", "lambda"): f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:tollgate-prod:live",
    ("AWS::Lambda::CapacityProvider", "lambda"): f"arn:aws:lambda:{REGION}:{ACCOUNT}:capacity-provider:{NAMED}",
}
ARNS_BY_ACTION = {
    "codedeploy:GetDeploymentConfig": f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:deploymentconfig:CodeDeployDefault.LambdaCanary10Percent5Minutes",
    "codedeploy:GetApplicationRevision": f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:application:{NAMED}",
    "codedeploy:RegisterApplicationRevision": f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:application:{NAMED}",
    "cognito-idp:CreateUserPool": "*",
    "cognito-idp:DescribeUserPoolDomain": "*",
    "iam:CreateServiceLinkedRole": f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/service/Role",
    "lambda:PassCapacityProvider": f"arn:aws:lambda:{REGION}:{ACCOUNT}:capacity-provider:{NAMED}",
    "logs:DescribeLogGroups": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:*",
    "route53:GetChange": "arn:aws:route53:::change/C1",
    "secretsmanager:GetRandomPassword": "*",
}
CONTEXTS = {
    "kms": {"kms:ViaService": f"dynamodb.{REGION}.amazonaws.com"},
    "cognito-idp": {"aws:ResourceTag/aws:cloudformation:stack-name": "tollgate-prod"},
    "iam:AttachRolePolicy": {"iam:PolicyARN": "arn:aws:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"},
}
TRUSTED = {
    "AWS::CodeDeploy::DeploymentGroup": "codedeploy.amazonaws.com",
    "AWS::Scheduler::Schedule": "scheduler.amazonaws.com",
}
LINKED = {"AWS::ApiGatewayV2::DomainName": "ops.apigateway.amazonaws.com"}


def call(kind, action):
    """The resource and the context of what CloudFormation calls for this type of resource."""
    service = action.split(":")[0]
    resource = ARNS_BY_ACTION.get(action) or ARNS_BY_TYPE.get((kind, service)) or ARNS[service]
    context = CONTEXTS.get(action) or CONTEXTS.get(service) or {}
    if action == "iam:PassRole":
        context = {"iam:PassedToService": TRUSTED.get(kind, "lambda.amazonaws.com")}
    if action == "iam:CreateServiceLinkedRole":
        context = {"iam:AWSServiceName": LINKED.get(kind, "lambda.amazonaws.com")}
    return resource, context


def bounded():
    """The policies with the two changes that docs/deploy.md describes for a permissions boundary."""
    policies = copy.deepcopy(POLICIES)
    for statement in policies[0]["Statement"]:
        if "iam:DeleteRolePermissionsBoundary" in statement["Action"]:
            statement["Action"].remove("iam:DeleteRolePermissionsBoundary")
        if statement["Sid"] in ("RightsOfRoles", "PoliciesOfAws"):
            statement.setdefault("Condition", {})["StringEquals"] = {"iam:PermissionsBoundary": BOUNDARY}
    return policies


class Calls(unittest.TestCase):
    def test_ofEachResourceAreAllowedAtTheNamesThatTheStackGivesThem(self):
        for kind, actions in NEEDS.items():
            for action in actions.split():
                self.assertTrue(allows(POLICIES, action, *call(kind, action)), f"{kind}: {action} at {call(kind, action)}")

    def test_ofSamAreAllowed(self):
        stack = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/tollgate-prod/1"
        for action in ("CancelUpdateStack", "ContinueUpdateRollback", "CreateChangeSet", "ExecuteChangeSet", "DescribeChangeSet", "TagResource", "UntagResource", "DescribeStackEvents", "GetTemplate"):
            self.assertTrue(allows(POLICIES, f"cloudformation:{action}", stack), action)
        transform = f"arn:aws:cloudformation:{REGION}:aws:transform/Serverless-2016-10-31"
        self.assertTrue(allows(POLICIES, "cloudformation:CreateChangeSet", transform))
        bucket = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/aws-sam-cli-managed-default/1"
        self.assertTrue(allows(POLICIES, "cloudformation:CreateChangeSet", bucket))

    def test_ofTagsReachACapacityProvider(self):
        for action in ("TagResource", "UntagResource", "ListTags"):
            self.assertTrue(allows(POLICIES, f"lambda:{action}", ARNS_BY_TYPE["AWS::Lambda::CapacityProvider", "lambda"]), action)

    def test_thatUndoAFailedFirstDeploymentNeedTheTemporaryPolicy(self):
        self.assertFalse(allows(POLICIES, "dynamodb:DeleteTable", ARNS["dynamodb"]))
        self.assertTrue(allows([*POLICIES, FIRST], "dynamodb:DeleteTable", ARNS["dynamodb"]))
        others = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/payments"
        self.assertFalse(allows([*POLICIES, FIRST], "dynamodb:DeleteTable", others))

    def test_onWhatIsNotTheStacksAreRefused(self):
        for action, resource, context in (
            ("lambda:UpdateFunctionCode", f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:payments", {}),
            ("dynamodb:UpdateTable", f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/payments", {}),
            ("dynamodb:DeleteTable", ARNS["dynamodb"], {}),
            ("dynamodb:GetItem", ARNS["dynamodb"], {}),
            ("cloudformation:DeleteStack", f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/payments/1", {}),
            ("iam:PutRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/payments", {}),
            ("iam:AttachRolePolicy", ARNS["iam"], {"iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess"}),
            ("iam:PassRole", ARNS["iam"], {"iam:PassedToService": "ec2.amazonaws.com"}),
            ("iam:CreateServiceLinkedRole", f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/a/B", {"iam:AWSServiceName": "ecs.amazonaws.com"}),
            ("cognito-idp:DeleteUserPool", ARNS["cognito-idp"], {"aws:ResourceTag/aws:cloudformation:stack-name": "payments"}),
            ("cognito-idp:DeleteUserPool", ARNS["cognito-idp"], {}),
            ("secretsmanager:GetSecretValue", ARNS["secretsmanager"], {}),
            ("secretsmanager:DeleteSecret", f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:payments-1abc", {}),
            ("kms:Decrypt", KEY, {"kms:ViaService": f"secretsmanager.{REGION}.amazonaws.com"}),
            ("kms:Decrypt", KEY, {}),
            ("s3:PutObject", "arn:aws:s3:::payments/one", {}),
        ):
            self.assertFalse(allows(POLICIES, action, resource, context), f"{action} at {resource}")

    def test_withABoundaryNoRoleGetsRightsWithoutIt(self):
        policies, role = bounded(), ARNS["iam"]
        within, without = {"iam:PermissionsBoundary": BOUNDARY}, {}
        policy = CONTEXTS["iam:AttachRolePolicy"]
        for action, context in (("CreateRole", {}), ("PutRolePolicy", {}), ("PutRolePermissionsBoundary", {}), ("AttachRolePolicy", policy)):
            self.assertTrue(allows(policies, f"iam:{action}", role, {**context, **within}), action)
            self.assertFalse(allows(policies, f"iam:{action}", role, {**context, **without}), action)
            self.assertFalse(allows(policies, f"iam:{action}", role, {**context, "iam:PermissionsBoundary": BOUNDARY + "2"}), action)
        self.assertFalse(allows(policies, "iam:DeleteRolePermissionsBoundary", role, within))

    def test_theGuideDescribesTheseTwoChanges(self):
        guide = " ".join((ROOT / "docs/deploy.md").read_text().split())
        self.assertIn("- Remove `iam:DeleteRolePermissionsBoundary`.", guide)
        self.assertIn("- Add this condition to the statements `RightsOfRoles` and `PoliciesOfAws`: `StringEquals`, `iam:PermissionsBoundary`,", guide)


if __name__ == "__main__":
    unittest.main()
