"""Decides as IAM does, as far as the policies of this repository need it: actions, resources and conditions of what is allowed."""

import fnmatch

OPERATORS = {
    "StringEquals": lambda value, wanted: value == wanted,
    "StringLike": fnmatch.fnmatchcase,
    "ArnEquals": fnmatch.fnmatchcase,
}


def allows(policies, action, resource, context=()):
    """Whether one of the policies allows the action. IAM allows nothing that no statement allows."""
    return any(
        applies(statement, action, resource, dict(context))
        for policy in policies
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow"
    )


def applies(statement, action, resource, context):
    return (
        any(fnmatch.fnmatchcase(action.lower(), one.lower()) for one in as_list(statement["Action"]))
        and any(fnmatch.fnmatchcase(resource, one) for one in as_list(statement["Resource"]))
        and all(holds(operator, keys, context) for operator, keys in statement.get("Condition", {}).items())
    )


def holds(operator, keys, context):
    """All keys must hold, each by one of its values. A key that the call does not have holds never."""
    matches = OPERATORS[operator]
    return all(key in context and any(matches(context[key], one) for one in as_list(wanted)) for key, wanted in keys.items())


def as_list(value):
    return value if isinstance(value, list) else [value]
