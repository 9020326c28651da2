"""Checks that the gateway's function may do exactly what its code calls, after SAM's transform."""

import json
import re
import unittest

from cloudformation import ROOT
from rights import OF_ALERTS, OF_APPLY, OF_COMMAND_LINE, OF_ROLL_UP, OF_SWEEP, as_list, calls_of_the_store, rights_of, statements
from stacks import PARAMETER, SECRET, TOPIC, gateway

KEY = "arn:aws:kms:eu-central-1:123456789012:key/1"
MODEL = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
GUARDRAIL = "arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr4bc123"
ITSELF = "arn:aws:lambda:eu-central-1:123456789012:function:‹Function›"
PROFILE = "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0"


class Permissions(unittest.TestCase):
    def test_theFunctionMayDoExactlyWhatTheStoreCalls(self):
        granted = {}
        for statement in statements(gateway().nested("Gateway")):
            table = re.fullmatch(r"‹(\w+)\.Arn›", str(statement["Resource"]))
            if table and table[1] != "Log":
                actions = {action.removeprefix("dynamodb:") for action in as_list(statement["Action"])}
                granted[table[1].lower()] = granted.get(table[1].lower(), set()) | actions
        called = calls_of_the_store(lambda name: name not in OF_SWEEP | OF_ROLL_UP | OF_ALERTS | OF_COMMAND_LINE)
        needed = {table: actions - OF_APPLY.get(table, set()) for table, actions in called.items()}
        self.assertEqual(needed, granted)

    def test_theFunctionMayInvokeOnlyItself(self):
        self.assertEqual(
            [{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": ITSELF}],
            [one for one in statements(gateway().nested("Gateway")) if "lambda" in str(one["Action"])],
        )

    def test_withoutSecretsAndModelsOnlyTheTablesTheLogAndTheFunctionItselfAreAllowed(self):
        services = {action.split(":")[0] for one in statements(gateway().nested("Gateway")) for action in as_list(one["Action"])}
        self.assertEqual({"dynamodb", "lambda", "logs"}, services)

    def test_onlyListedSecretsMayBeRead(self):
        root = gateway(ParameterArns=f"{PARAMETER},{PARAMETER}2", SecretArns=SECRET, SecretsKeyArn=KEY)
        found = {one["Action"]: one["Resource"] for one in statements(root.nested("Gateway")) if isinstance(one["Action"], str)}
        self.assertEqual(
            {
                "ssm:GetParameter": [PARAMETER, PARAMETER + "2"],
                "secretsmanager:GetSecretValue": [SECRET],
                "kms:Decrypt": KEY,
                "lambda:InvokeFunction": ITSELF,
            },
            found,
        )

    def test_anOwnKeyOfTheCacheIsUsedThroughDynamoDbOnly(self):
        root = gateway(CacheKmsKeyArn=KEY)
        (statement,) = [one for one in statements(root.nested("Gateway")) if "kms" in str(one["Action"])]
        self.assertEqual(("kms:Decrypt", KEY), (statement["Action"], statement["Resource"]))
        self.assertIn("dynamodb.", str(statement["Condition"]))

    def test_onlyListedBedrockModelsMayBeCalled(self):
        root = gateway(BedrockModelArns=f"{MODEL},{PROFILE}")
        self.assertEqual(
            [
                {
                    "Effect": "Allow",
                    "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                    "Resource": [MODEL, PROFILE],
                }
            ],
            [one for one in statements(root.nested("Gateway")) if "bedrock" in str(one["Action"])],
        )

    def test_onlyListedGuardrailsMayBeApplied(self):
        root = gateway(BedrockGuardrailArns=GUARDRAIL)
        self.assertEqual(
            [{"Effect": "Allow", "Action": "bedrock:ApplyGuardrail", "Resource": [GUARDRAIL]}],
            [one for one in statements(root.nested("Gateway")) if "bedrock" in str(one["Action"])],
        )
        for arn in ("*", GUARDRAIL + "*", GUARDRAIL + ",", "gr4bc123", MODEL):
            with self.assertRaises(ValueError, msg=arn):
                gateway(BedrockGuardrailArns=arn)

    def test_promptsMayBeWrittenOnlyToTheirPlaceAndNeverRead(self):
        bucket = gateway(PromptLogBucket="my.prompts").nested("Gateway")
        self.assertEqual(
            [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::my.prompts/tollgate/*"}],
            [one for one in statements(bucket) if "s3" in str(one["Action"])],
        )
        log = gateway(PromptLogDays=30).nested("Gateway")
        self.assertEqual(
            [{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "‹Prompts.Arn›"}],
            [one for one in statements(log) if "Prompts" in str(one["Resource"])],
        )

    def test_modelsAreListedOneByOne(self):
        for arn in (
            MODEL,
            PROFILE,
            "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0",
            "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
            f"{MODEL},{PROFILE},{MODEL}",
            "",
        ):
            self.assertEqual([], gateway(BedrockModelArns=arn).failed_assertions())
        for arn in (
            "*",
            MODEL + "*",
            MODEL + ",",
            "anthropic.claude-haiku-4-5",
            "arn:aws:bedrock:eu-central-1::foundation-model/*",
            "arn:aws:bedrock:eu-central-1:123456789012:guardrail/abc",
            PARAMETER,
        ):
            with self.assertRaises(ValueError, msg=arn):
                gateway(BedrockModelArns=arn)

    def test_noActionAndNoResourceHasAWildcard(self):
        root = gateway(ParameterArns=PARAMETER, SecretArns=SECRET, SecretsKeyArn=KEY, BedrockModelArns=MODEL)
        for statement in statements(root.nested("Gateway")) + statements(root.nested("Schedules")):
            self.assertEqual("Allow", statement["Effect"])
            self.assertNotIn("NotAction", statement)
            self.assertNotIn("*", "".join(as_list(statement["Action"])))
            self.assertNotIn("*", "".join(as_list(statement["Resource"])))


class Rights(unittest.TestCase):
    """The list from which those who run a server write its role, and with which tests compare what programs call."""

    def test_ofEachRoleAreThoseThatItsProgramUses(self):
        root = gateway(BudgetAlertTopicArn=TOPIC, Admin="true", AdminIamAdmins="arn:aws:iam::123456789012:user/ada")
        schedules = root.nested("Schedules").resources
        roles = {
            "gateway": root.nested("Gateway").resources["Role"],
            "sweep": schedules["SweepRole"],
            "roll-up": schedules["RollUpRole"],
            "budget-alerts": schedules["BudgetAlertsRole"],
            "admin": root.nested("Administration").resources["Role"],
        }
        listed = json.loads((ROOT / "infra/rights.json").read_text())
        self.assertEqual(set(roles) | {"about"}, set(listed))
        for program, role in roles.items():
            self.assertEqual({table: set(actions) for table, actions in listed[program].items()}, rights_of(role), program)

    def test_ofTheGatewayAreThoseOfTheGuide(self):
        guide = (ROOT / "docs/security.md").read_text()
        for table, actions in json.loads((ROOT / "infra/rights.json").read_text())["gateway"].items():
            self.assertIn(f"| `{table}` | {', '.join(f'`{action}`' for action in actions)} |\n", guide)


if __name__ == "__main__":
    unittest.main()
