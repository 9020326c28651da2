"""Evaluates the templates as AWS does: first SAM's transform, then CloudFormation's functions, for given parameters."""

import copy
import functools
import json
import os
import re
from pathlib import Path

from cfnlint.decode import cfn_yaml
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

ROOT = Path(__file__).resolve().parents[2]
PSEUDO = {
    "AWS::Region": "eu-central-1",
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "tollgate",
}
ABSENT = object()


def load(path):
    """Returns a template as plain dictionaries, with functions in their long form."""
    return json.loads(json.dumps(cfn_yaml.load(str(ROOT / path))))


def transformed(path):
    """Returns the template that CloudFormation receives: without SAM's resources, and with the code uploaded."""
    return copy.deepcopy(_transformed(path))


@functools.cache
def _transformed(path):
    template = load(path)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://artifacts/function.zip"
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = {"S3Bucket": "artifacts", "S3Key": "function.zip"}
    if "Transform" not in template:
        return template
    os.environ["AWS_DEFAULT_REGION"] = PSEUDO["AWS::Region"]
    translated = Translator({}, Parser()).translate(template, {})
    return json.loads(json.dumps(translated))


class Stack:
    """A template with its parameters. Values that only AWS knows, such as ARNs, become ‹Resource.Attribute›."""

    def __init__(self, path, parameters=None, pseudo=None):
        self.pseudo = {**PSEUDO, **(pseudo or {})}
        self.template = transformed(path)
        declared = self.template.get("Parameters", {})
        given = parameters or {}
        unknown = set(given) - set(declared)
        if unknown:
            raise ValueError(f"{path} has no parameter {sorted(unknown)}")
        self.parameters = {name: self._parameter(name, one, given) for name, one in declared.items()}
        self._nested = {}
        self.resources = {}
        for name, resource in self.template["Resources"].items():
            if self._holds(resource.get("Condition")):
                self.resources[name] = dict(resource, Properties=self.value(resource.get("Properties", {})))

    @staticmethod
    def _parameter(name, declared, given):
        if name not in given and "Default" not in declared:
            raise ValueError(f"the parameter {name} is required")
        value = str(given.get(name, declared.get("Default")))
        if "AllowedValues" in declared and value not in map(str, declared["AllowedValues"]):
            raise ValueError(f"{name} may not be {value}")
        if "AllowedPattern" in declared and not re.fullmatch(declared["AllowedPattern"], value):
            raise ValueError(f"{name} may not be {value}")
        return value.split(",") if declared["Type"] == "CommaDelimitedList" else value

    def failed_assertions(self):
        """Returns the descriptions of the rules' assertions that fail."""
        failed = []
        for rule in self.template.get("Rules", {}).values():
            if self.value(rule["RuleCondition"]):
                failed += [one["AssertDescription"] for one in rule["Assertions"] if not self.value(one["Assert"])]
        return failed

    def nested(self, name):
        """Returns a nested stack with the parameters that this stack passes to it."""
        if name not in self._nested:
            resource = self.template["Resources"][name]["Properties"]
            self._nested[name] = Stack(resource["TemplateURL"], self.value(resource["Parameters"]), self.pseudo)
        return self._nested[name]

    def output(self, name):
        return self.value(self.template["Outputs"][name]["Value"])

    def of_type(self, kind):
        return {name: one for name, one in self.resources.items() if one["Type"] == kind}

    def properties(self, kind):
        """Returns the properties of the only resource of this type."""
        (only,) = self.of_type(kind).values()
        return only["Properties"]

    def branch(self, argument):
        """The part of an Fn::If that its condition chooses, as it is written."""
        return argument[1] if self._holds(argument[0]) else argument[2]

    def _holds(self, condition):
        return condition is None or self.value(self.template["Conditions"][condition])

    def value(self, node):
        if isinstance(node, list):
            return [value for value in map(self.value, node) if value is not ABSENT]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            ((function, argument),) = node.items()
            if function in ("Ref", "Condition") and isinstance(argument, str):
                return self._reference(argument) if function == "Ref" else self._holds(argument)
            if function.startswith("Fn::"):
                return self._call(function[4:], argument)
        values = {key: self.value(value) for key, value in node.items()}
        return {key: value for key, value in values.items() if value is not ABSENT}

    def _reference(self, name):
        if name == "AWS::NoValue":
            return ABSENT
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        return f"‹{self._existing(name)}›"

    def _existing(self, name):
        if name not in self.template["Resources"]:
            raise ValueError(f"there is no {name}")
        if not self._holds(self.template["Resources"][name].get("Condition")):
            raise ValueError(f"{name} is referenced, but its condition is false")
        return name

    def _attribute(self, name, attribute):
        if attribute.startswith("Outputs."):
            return self.nested(name).output(attribute.removeprefix("Outputs."))
        return f"‹{self._existing(name)}.{attribute}›"

    def _call(self, function, argument):
        match function:
            case "GetAtt":
                name, attribute = argument if isinstance(argument, list) else argument.split(".", 1)
                return self._attribute(name, attribute)
            case "If":
                return self.value(self.branch(argument))
            case "Equals":
                return self.value(argument[0]) == self.value(argument[1])
            case "Not":
                return not self.value(argument[0])
            case "And":
                return all(map(self.value, argument))
            case "Or":
                return any(map(self.value, argument))
            case "Contains":
                return self.value(argument[1]) in self.value(argument[0])
            case "Join":
                return argument[0].join(self.value(argument[1]))
            case "FindInMap":
                name, first, second = map(self.value, argument)
                return self.template["Mappings"][name][first][second]
            case "Sub":
                text, given = argument if isinstance(argument, list) else (argument, {})
                return re.sub(
                    r"\$\{([^}]+)\}",
                    lambda match: self.value(given[match[1]]) if match[1] in given else self._substitute(match[1]),
                    text,
                )
        raise ValueError(f"Fn::{function} is not supported")

    def _substitute(self, name):
        resource, dot, attribute = name.partition(".")
        return self._attribute(resource, attribute) if dot else str(self._reference(name))
