"""Deploys the nested stacks into moto in the order of the root template, each with the real outputs of the earlier ones."""

import json
import logging
import warnings
from operator import itemgetter

import boto3
import cloudformation
from cloudformation import PSEUDO

REGION = PSEUDO["AWS::Region"]
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)

# Resource types that moto's CloudFormation does not support. We create them with the API call that CloudFormation would make.
CALLS = {
    "AWS::IAM::RolePolicy": ("iam", "put_role_policy"),
    "AWS::CloudWatch::Alarm": ("cloudwatch", "put_metric_alarm"),
    "AWS::Logs::MetricFilter": ("logs", "put_metric_filter"),
    "AWS::Lambda::Alias": ("lambda", "create_alias"),
    "AWS::Lambda::Url": ("lambda", "create_function_url_config"),
    "AWS::ApiGateway::RestApi": ("apigateway", "import_rest_api"),
    "AWS::Lambda::EventInvokeConfig": ("lambda", "put_function_event_invoke_config"),
    "AWS::Scheduler::Schedule": ("scheduler", "create_schedule"),
}
# moto does not import HTTP APIs, and knows no capacity providers. Stages and permissions need the id of an API that
# CloudFormation created.
LEFT_OUT = {
    "AWS::Lambda::CapacityProvider",
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Stage",
    "AWS::Lambda::Permission",
}


class Deployment:
    """The stacks that moto created from the templates. Use it inside mock_aws()."""

    def __init__(self, **parameters):
        # moto cannot pass the outputs of one nested stack to the next, so we deploy them one by one.
        self.root = cloudformation.Stack("template.yaml", parameters)
        self.outputs = {}
        self.ids = {}
        self.created = set()
        self.left_out = set()
        logging.getLogger("moto").setLevel(logging.ERROR)
        _upload_code()
        for name, resource in self.root.template["Resources"].items():
            if resource["Type"] == "AWS::CloudFormation::Stack" and name in self.root.resources:
                self._deploy(name, resource["Properties"])

    def _deploy(self, name, properties):
        given = {key: self._given(value) for key, value in properties["Parameters"].items()}
        template = cloudformation.transformed(properties["TemplateURL"])
        unsupported = {
            key: one["Type"] for key, one in template["Resources"].items() if one["Type"] in CALLS.keys() | LEFT_OUT
        }
        for key in unsupported:
            del template["Resources"][key]
        for resource in template["Resources"].values():
            # moto knows the other name only. They differ for a stack whose creation fails.
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
                resource["DeletionPolicy"] = "Retain"
            # CloudFormation leaves AWS::NoValue out of a list. moto keeps an empty policy, and fails at it.
            policies = resource.get("Properties", {}).get("Policies")
            if isinstance(policies, list):
                resource["Properties"]["Policies"] = _chosen(policies, cloudformation.Stack(properties["TemplateURL"], given))
        if template["Resources"].keys() & cloudformation.Stack(properties["TemplateURL"], given).resources.keys():
            self._create(name, _without_attributes_of(unsupported, _without_outputs_of(template, unsupported)), given)
        for key, resource in cloudformation.Stack(properties["TemplateURL"], given).resources.items():
            if resource["Type"] in CALLS:
                self._call(resource["Type"], self._with_ids(resource["Properties"]))
            elif key in unsupported:
                self.left_out.add(resource["Type"])

    def _create(self, name, template, given):
        formation = boto3.client("cloudformation", REGION)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            formation.create_stack(
                StackName=name,
                TemplateBody=json.dumps(template),
                Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
            )
        (stack,) = formation.describe_stacks(StackName=name)["Stacks"]
        assert stack["StackStatus"] == "CREATE_COMPLETE", stack
        self.outputs[name] = {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}
        # For what a condition leaves out, moto may list a resource without a name.
        for one in filter(itemgetter("LogicalResourceId"), formation.list_stack_resources(StackName=name)["StackResourceSummaries"]):
            self.ids[one["LogicalResourceId"]] = one["PhysicalResourceId"]
            self.created.add(one["ResourceType"])

    def delete(self):
        """Deletes the stacks in CloudFormation's order: what needs another one goes before it."""
        for name in reversed(self.outputs):
            boto3.client("cloudformation", REGION).delete_stack(StackName=name)
        # What moto's CloudFormation did not create, it does not delete.
        scheduler = boto3.client("scheduler", REGION)
        for schedule in scheduler.list_schedules()["Schedules"]:
            scheduler.delete_schedule(Name=schedule["Name"])

    def _given(self, value):
        """The value of a parameter: a real output of an earlier stack, where moto has one."""
        if isinstance(value, dict) and "Fn::If" in value:
            condition, first, second = value["Fn::If"]
            return self._given(first if self.root.value({"Condition": condition}) else second)
        if isinstance(value, dict) and "Fn::GetAtt" in value:
            name, attribute = value["Fn::GetAtt"]
            real = self.outputs.get(name, {}).get(attribute.removeprefix("Outputs."))
            if real is not None:
                return real
        return str(self.root.value(value))

    def _with_ids(self, properties):
        text = json.dumps(properties, ensure_ascii=False)
        for name, physical in self.ids.items():
            text = text.replace(f"‹{name}›", physical)
        return json.loads(text)

    def _call(self, kind, properties):
        service, operation = CALLS[kind]
        getattr(boto3.client(service, REGION), operation)(**_arguments(kind, properties))
        self.created.add(kind)


def _arguments(kind, properties):
    """Converts CloudFormation's properties to the SDK's arguments. The SDK rejects what the service does not define."""
    match kind:
        case "AWS::IAM::RolePolicy":
            return dict(properties, PolicyDocument=json.dumps(properties["PolicyDocument"]))
        case "AWS::CloudWatch::Alarm":
            return dict(properties, AlarmName=properties["AlarmDescription"], Threshold=float(properties["Threshold"]))
        case "AWS::Logs::MetricFilter":
            changes = [{key[0].lower() + key[1:]: value for key, value in one.items()}
                       for one in properties["MetricTransformations"]]
            return {
                "filterName": "unwritten",
                "logGroupName": properties["LogGroupName"],
                "filterPattern": properties["FilterPattern"],
                "metricTransformations": changes,
            }
        case "AWS::Lambda::Url":
            # moto knows function URLs of functions only.
            arguments = {key: value for key, value in properties.items() if key != "Qualifier"} | {"FunctionName": properties["TargetFunctionArn"]}
            del arguments["TargetFunctionArn"]
            return arguments
        case "AWS::Lambda::Alias":
            # moto's CloudFormation has no attributes of versions. The first one has the number 1.
            return dict(properties, FunctionVersion="1")
        case "AWS::Lambda::EventInvokeConfig":
            return {"FunctionName": properties["FunctionName"], "MaximumRetryAttempts": properties["MaximumRetryAttempts"]}
        case "AWS::Scheduler::Schedule":
            return dict(properties, Name=properties["Description"].replace(" ", "-"))
        case "AWS::ApiGateway::RestApi":
            return {"body": json.dumps(properties["Body"]).encode(), "failOnWarnings": True}


def _chosen(policies, stack):
    """The policies of a role, without those that a condition leaves out."""
    decided = [stack.branch(one["Fn::If"]) if "Fn::If" in one else one for one in policies]
    return [one for one in decided if one != {"Ref": "AWS::NoValue"}]


def _without_outputs_of(template, missing):
    text = {key: json.dumps(one) for key, one in template.get("Outputs", {}).items()}
    kept = {key: one for key, one in template.get("Outputs", {}).items() if not any(m in text[key] for m in missing)}
    return dict(template, Outputs=kept)


def _without_attributes_of(missing, node):
    """Replaces attributes of resources that are not in the template by their text."""
    if isinstance(node, list):
        return [_without_attributes_of(missing, one) for one in node]
    if not isinstance(node, dict):
        return node
    if list(node) == ["Fn::GetAtt"] and node["Fn::GetAtt"][0] in missing:
        return "‹" + ".".join(node["Fn::GetAtt"]) + "›"
    return {key: _without_attributes_of(missing, one) for key, one in node.items()}


def _upload_code():
    s3 = boto3.client("s3", REGION)
    if not s3.list_buckets()["Buckets"]:
        s3.create_bucket(Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="artifacts", Key="function.zip", Body=EMPTY_ZIP)
