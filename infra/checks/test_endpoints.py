"""Checks how callers reach the function with each endpoint type, after SAM's transform."""

import unittest

from stacks import SECRET, gateway

FUNCTION = "‹Function.Arn›"
ENDPOINT_TYPES = ("rest", "url", "http")


class EndpointTypes(unittest.TestCase):
    def test_restApiStreamsForFifteenMinutes(self):
        root = gateway("rest")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        rest = api.properties("AWS::ApiGateway::RestApi")
        path, call = integration(rest)
        self.assertEqual("/{proxy+}", path)
        self.assertEqual(
            f"arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/{FUNCTION}/response-streaming-invocations",
            call["uri"],
        )
        self.assertEqual(("aws_proxy", "POST", "STREAM", 900_000),
                         (call["type"], call["httpMethod"], call["responseTransferMode"], call["timeoutInMillis"]))
        self.assertEqual(["REGIONAL"], rest["EndpointConfiguration"]["Types"])
        self.assertNotIn("MinimumCompressionSize", rest)
        self.assertEqual(900, function["Timeout"])
        self.assertEqual("stream", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("https://‹RestApi›.execute-api.eu-central-1.amazonaws.com/api/v1", root.output("BaseUrl"))

    def test_functionUrlStreamsForAnyone(self):
        root = gateway("url")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        self.assertEqual(
            {"TargetFunctionArn": FUNCTION, "AuthType": "NONE", "InvokeMode": "RESPONSE_STREAM"},
            api.properties("AWS::Lambda::Url"),
        )
        granted = [one["Properties"] for one in api.of_type("AWS::Lambda::Permission").values()]
        self.assertEqual(
            [("lambda:InvokeFunctionUrl", "NONE", None), ("lambda:InvokeFunction", None, True)],
            [(one["Action"], one.get("FunctionUrlAuthType"), one.get("InvokedViaFunctionUrl")) for one in granted],
        )
        self.assertEqual(900, function["Timeout"])
        self.assertEqual("stream", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("‹FunctionUrl.FunctionUrl›v1", root.output("BaseUrl"))

    def test_httpApiIsBufferedAndTheFunctionGivesUpFirst(self):
        root = gateway("http")
        api, function = root.nested("Api"), root.nested("Gateway").properties("AWS::Lambda::Function")
        path, call = integration(api.properties("AWS::ApiGatewayV2::Api"))
        self.assertEqual("/$default", path)
        self.assertEqual(
            f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations", call["uri"]
        )
        self.assertEqual(("2.0", 30_000), (call["payloadFormatVersion"], call["timeoutInMillis"]))
        self.assertEqual(900, function["Timeout"])
        self.assertEqual("buffered", function["Environment"]["Variables"]["TOLLGATE_RESPONSE_MODE"])
        self.assertEqual("https://‹HttpApi›.execute-api.eu-central-1.amazonaws.com/v1", root.output("BaseUrl"))

    def test_theGatewayGivesUpFiveSecondsBeforeTheFunction(self):
        for endpoint in ENDPOINT_TYPES:
            function = gateway(endpoint).nested("Gateway").properties("AWS::Lambda::Function")
            seconds = int(function["Environment"]["Variables"]["TOLLGATE_REQUEST_TIMEOUT"].removesuffix("s"))
            self.assertGreaterEqual(function["Timeout"] - seconds, 5, endpoint)

    def test_onlyTheChosenEndpointExists(self):
        kinds = {"rest": "AWS::ApiGateway::RestApi", "url": "AWS::Lambda::Url", "http": "AWS::ApiGatewayV2::Api"}
        for endpoint in ENDPOINT_TYPES:
            api = gateway(endpoint).nested("Api")
            self.assertEqual([endpoint], [name for name, kind in kinds.items() if api.of_type(kind)])

    def test_onlyThisApiMayInvokeTheFunction(self):
        for endpoint, source in (("rest", "‹RestApi›/api/*"), ("http", "‹HttpApi›/$default/$default")):
            permission = gateway(endpoint).nested("Api").properties("AWS::Lambda::Permission")
            self.assertEqual("lambda:InvokeFunction", permission["Action"])
            self.assertEqual("apigateway.amazonaws.com", permission["Principal"])
            self.assertEqual(FUNCTION, permission["FunctionName"])
            self.assertEqual(f"arn:aws:execute-api:eu-central-1:123456789012:{source}", permission["SourceArn"])

    def test_aDomainNameLeadsToEitherApi(self):
        name = {"DomainName": "llm.example.com", "CertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1"}
        for endpoint, target in (("rest", ("‹RestApi›", "‹RestApiapiStage›")),
                             ("http", ("‹HttpApi›", "‹HttpApiApiGatewayDefaultStage›"))):
            root = gateway(endpoint, HostedZoneId="Z1", **name)
            mapping = root.nested("Api").properties("AWS::ApiGatewayV2::ApiMapping")
            self.assertEqual(target, (mapping["ApiId"], mapping["Stage"]))
            self.assertEqual("https://llm.example.com/v1", root.output("BaseUrl"))
            self.assertTrue(root.nested("Api").of_type("AWS::Route53::RecordSet"))
            self.assertFalse(gateway(endpoint, **name).nested("Api").of_type("AWS::Route53::RecordSet"))

    def test_aPathOfTheDomainIsKnownToTheFunction(self):
        name = {"DomainName": "api.example.com", "CertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1"}
        for endpoint in ("rest", "http"):
            root = gateway(endpoint, BasePath="ai/llm", **name)
            self.assertEqual("ai/llm", root.nested("Api").properties("AWS::ApiGatewayV2::ApiMapping")["ApiMappingKey"])
            self.assertEqual("https://api.example.com/ai/llm/v1", root.output("BaseUrl"))
            variables = root.nested("Gateway").properties("AWS::Lambda::Function")["Environment"]["Variables"]
            self.assertEqual("/ai/llm", variables["TOLLGATE_ENDPOINT_BASE_PATH"])
            self.assertNotIn("ApiMappingKey", gateway(endpoint, **name).nested("Api").properties("AWS::ApiGatewayV2::ApiMapping"))
        for path in ("/llm", "llm/", "a//b", "a b"):
            with self.assertRaises(ValueError, msg=path):
                gateway(BasePath=path, **name)

    def test_aPathOfAnotherStacksDomainIsKnownToTheFunctionAlone(self):
        for endpoint in ("rest", "http"):
            root = gateway(endpoint, BasePath="llm", PublicUrl="https://api.example.com/llm")
            self.assertEqual([], root.failed_assertions())
            self.assertEqual({}, root.nested("Api").of_type("AWS::ApiGatewayV2::ApiMapping"))
            variables = root.nested("Gateway").properties("AWS::Lambda::Function")["Environment"]["Variables"]
            self.assertEqual("/llm", variables["TOLLGATE_ENDPOINT_BASE_PATH"])
            self.assertEqual("https://api.example.com/llm/v1", root.output("BaseUrl"))
        self.assertEqual(1, len(gateway("url", PublicUrl="https://api.example.com/llm").failed_assertions()))
        for address in ("http://api.example.com", "https://api.example.com/", "https://api.example.com/v1?", "api.example.com"):
            with self.assertRaises(ValueError, msg=address):
                gateway(PublicUrl=address)

    def test_theWebAclProtectsTheStage(self):
        acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/one/1"
        self.assertEqual(
            {
                "WebACLArn": acl,
                "ResourceArn": "arn:aws:apigateway:eu-central-1::/restapis/‹RestApi›/stages/‹RestApiapiStage›",
            },
            gateway("rest", WebAclArn=acl).nested("Api").properties("AWS::WAFv2::WebACLAssociation"),
        )

    def test_bothApisThrottle(self):
        limits = {"ThrottlingRateLimit": "50", "ThrottlingBurstLimit": "20"}
        rest = gateway("rest", ThrottleRate=50, ThrottleBurst=20).nested("Api").properties("AWS::ApiGateway::Stage")
        self.assertEqual([{"ResourcePath": "/*", "HttpMethod": "*", **limits}], rest["MethodSettings"])
        http = gateway("http", ThrottleRate=50, ThrottleBurst=20).nested("Api").properties("AWS::ApiGatewayV2::Stage")
        self.assertEqual(limits, http["DefaultRouteSettings"])

    def test_contradictoryParametersAreRefusedBeforeAnythingIsCreated(self):
        self.assertEqual([], gateway("rest").failed_assertions())
        self.assertEqual(2, len(gateway("url", DomainName="llm.example.com").failed_assertions()))
        self.assertEqual(1, len(gateway("http", WebAclArn="arn:aws:wafv2:one").failed_assertions()))
        self.assertEqual([], gateway("rest", SecretArns=SECRET).failed_assertions())
        with self.assertRaises(ValueError):
            gateway("rest", ParameterArns="arn:aws:ssm:eu-central-1:123456789012:parameter/*")


def integration(api):
    ((path, methods),) = api["Body"]["paths"].items()
    ((_, method),) = methods.items()
    return path, method["x-amazon-apigateway-integration"]


if __name__ == "__main__":
    unittest.main()
