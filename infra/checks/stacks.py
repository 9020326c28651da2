"""The root template with parameters, as the tests of the templates use it."""

from cloudformation import Stack

PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/tollgate/openai"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/anthropic-AbCdEf"


def gateway(endpoint="rest", **parameters):
    return Stack("template.yaml", {"EndpointType": endpoint, **parameters})
