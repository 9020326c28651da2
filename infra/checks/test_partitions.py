"""Checks that the templates name nothing that only the partition `aws` has."""

import json
import unittest

from cloudformation import ROOT
from stacks import CHINA, EUROPE, US_GOVERNMENT, gateway

NESTED = ("Tables", "Gateway", "Rollouts", "Api", "Administration", "Schedules", "Monitoring")
# With all that can be in a stack, but for what names an ARN of its own.
EVERYTHING = {"PromptLogDays": 30, "AccessLogDays": 30, "Tracing": "xray", "Rollout": "Canary10Percent5Minutes", "Release": "v1",
              "Admin": "true", "AdminLogin": "oidc", "AdminOidcIssuer": "https://id.example.com", "AdminOidcClientId": "tollgate"}
KEY = "arn:aws-cn:kms:cn-north-1:123456789012:key/1"


class Partitions(unittest.TestCase):
    def test_eachArnIsOneOfThePartition(self):
        self.assertEqual(set(NESTED), set(gateway().template["Resources"]))
        for pseudo in (CHINA, EUROPE, US_GOVERNMENT):
            for endpoint in ("rest", "url", "http"):
                root = gateway(endpoint, pseudo, **{**EVERYTHING, **({"AccessLogDays": 0} if endpoint == "url" else {})})
                self.assertEqual([], root.failed_assertions())
                text = json.dumps([root.nested(name).resources for name in NESTED])
                self.assertIn(f"arn:{pseudo['AWS::Partition']}:", text)
                self.assertNotIn("arn:aws:", text)

    def test_theBaseUrlHasTheDomainOfThePartition(self):
        self.assertEqual(
            "https://‹RestApi›.execute-api.cn-north-1.amazonaws.com.cn/api/v1", gateway("rest", CHINA).output("BaseUrl")
        )
        self.assertEqual("https://‹RestApi›.execute-api.eusc-de-east-1.amazonaws.eu/api/v1", gateway("rest", EUROPE).output("BaseUrl"))

    def test_keysAreUsedThroughTheServicesOfThePartition(self):
        role = gateway("rest", CHINA, CacheKmsKeyArn=KEY, SecretsKeyArn=KEY).nested("Gateway")
        conditions = [
            one["Properties"]["PolicyDocument"]["Statement"][0]["Condition"]["StringEquals"]["kms:ViaService"]
            for one in (role.resources["CacheKeyPolicy"], role.resources["KeyPolicy"])
        ]
        self.assertEqual(
            [
                "dynamodb.cn-north-1.amazonaws.com.cn",
                ["ssm.cn-north-1.amazonaws.com.cn", "secretsmanager.cn-north-1.amazonaws.com.cn"],
            ],
            conditions,
        )

    def test_theDashboardIsInTheConsoleOfThePartition(self):
        hosts = [gateway("rest", one).output("DashboardUrl").split("/")[2] for one in (None, CHINA, EUROPE, US_GOVERNMENT)]
        self.assertEqual(
            ["console.aws.amazon.com", "console.amazonaws.cn", "eusc-de-east-1.console.amazonaws-eusc.eu", "console.amazonaws-us-gov.com"], hosts
        )

    def test_theGuidesLinksAreThoseOfThePartition(self):
        guide = (ROOT / "docs/deploy.md").read_text()
        for pseudo in (CHINA, EUROPE, US_GOVERNMENT):
            root = gateway("rest", pseudo)
            partition, region, suffix = (root.pseudo[f"AWS::{name}"] for name in ("Partition", "Region", "URLSuffix"))
            console = root.output("DashboardUrl").split("/")[2]
            self.assertIn(f"| `{partition}` | `{console}` | `YOUR_BUCKET.s3.{region}.{suffix}` |\n", guide)


if __name__ == "__main__":
    unittest.main()
