"""Checks that the templates name nothing that only the partition `aws` has."""

import json
import unittest

from stacks import CHINA, US_GOVERNMENT, gateway

NESTED = ("Tables", "Gateway", "Api", "Schedules", "Monitoring")
KEY = "arn:aws-cn:kms:cn-north-1:123456789012:key/1"


class Partitions(unittest.TestCase):
    def test_eachArnIsOneOfThePartition(self):
        for pseudo in (CHINA, US_GOVERNMENT):
            for endpoint in ("rest", "url", "http"):
                root = gateway(endpoint, pseudo, PromptLogDays=30)
                text = json.dumps([root.nested(name).resources for name in NESTED])
                self.assertIn(f"arn:{pseudo['AWS::Partition']}:", text)
                self.assertNotIn("arn:aws:", text)

    def test_theBaseUrlHasTheDomainOfThePartition(self):
        self.assertEqual(
            "https://‹RestApi›.execute-api.cn-north-1.amazonaws.com.cn/api/v1", gateway("rest", CHINA).output("BaseUrl")
        )

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
        hosts = [gateway("rest", one).output("DashboardUrl").split("/")[2] for one in (None, CHINA, US_GOVERNMENT)]
        self.assertEqual(
            ["console.aws.amazon.com", "console.amazonaws.cn", "console.amazonaws-us-gov.com"], hosts
        )


if __name__ == "__main__":
    unittest.main()
