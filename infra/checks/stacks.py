"""The root template with parameters, as the tests of the templates use it."""

from cloudformation import Stack

PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/tollgate/openai"
TOPIC = "arn:aws:sns:eu-central-1:123456789012:budgets"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tollgate/anthropic-AbCdEf"


# What differs in the other partitions (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html).
CHINA = {"AWS::Region": "cn-north-1", "AWS::Partition": "aws-cn", "AWS::URLSuffix": "amazonaws.com.cn"}
EUROPE = {"AWS::Region": "eusc-de-east-1", "AWS::Partition": "aws-eusc", "AWS::URLSuffix": "amazonaws.eu"}
US_GOVERNMENT = {"AWS::Region": "us-gov-west-1", "AWS::Partition": "aws-us-gov"}


def gateway(endpoint="rest", pseudo=None, **parameters):
    return Stack("template.yaml", {"EndpointType": endpoint, **parameters}, pseudo)
