"""What roles allow, and what the classes of dev.tollgate.store call: what the tests of permissions compare."""

import re

from cloudformation import ROOT

# The actions that `tollgate apply` needs and the function must not have.
OF_APPLY = {"config": {"PutItem", "DeleteItem", "Scan"}}
# The classes of the store that only scheduled jobs call. The gateway's function needs none of their permissions.
OF_SWEEP = {"DynamoStalePendingRecords", "IndexedRecords", "JournalSweep"}
OF_ROLL_UP = {"DynamoRollUps"}
OF_ALERTS = {"DynamoAlertLedger", "DynamoBudgets"}
# The classes that only the command line calls, with its user's permissions.
OF_COMMAND_LINE = {"DynamoResponseRemoval"}
# Classes that do not get the name of their table as others do.
TABLES = {"SettlementWriter": "usage", "UsageWriteGroups": "usage", "BudgetWrites": "counters"}
# A batch of statements needs the permissions of its statements.
STATEMENTS = {"BatchExecuteStatement": {"PartiQLInsert", "PartiQLUpdate"}}
# A transaction needs the permissions of its operations: on the record, and on the budgets that it counts in.
TRANSACTED = {"usage": {"PutItem", "UpdateItem"}, "counters": {"UpdateItem"}}
# Readiness reads each table in the way that the function may.
OF_READINESS = {"config": {"GetItem"}, "counters": {"GetItem"}, "usage": {"Query"}, "cache": {"GetItem"}}


def rights_of(role):
    """The DynamoDB actions of a role by table, or by table and index."""
    rights = {}
    for policy in role["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            table = re.fullmatch(r"‹(\w+)\.Arn›(/index/\w+)?", str(statement["Resource"]))
            actions = {one.removeprefix("dynamodb:") for one in as_list(statement["Action"]) if one.startswith("dynamodb:")}
            if actions:
                rights.setdefault(table[1].lower() + (table[2] or ""), set()).update(actions)
    return rights


def statements(stack):
    roles = [role["Properties"] for role in stack.of_type("AWS::IAM::Role").values()]
    documents = [policy["PolicyDocument"] for role in roles for policy in role["Policies"]]
    documents += [one["Properties"]["PolicyDocument"] for one in stack.of_type("AWS::IAM::RolePolicy").values()]
    return [statement for document in documents for statement in document["Statement"]]


def as_list(value):
    return value if isinstance(value, list) else [value]


def calls_of_the_store(selected):
    """Returns by table the DynamoDB actions that the selected classes of dev.tollgate.store call. RoleRightsIT proves it."""
    calls = {}
    tables = {}
    for path in (ROOT / "function/gateway/src/main/java/dev/tollgate/store").rglob("*.java"):
        text = path.read_text()
        for found in re.finditer(r"(?:new (\w+)\([^;]*?)?config\.tables\(\)\.(\w+)\(\)", text):
            tables[found[1] or path.stem] = found[2]
        tables.update(TABLES)
        actions = re.findall(
            r"\.(getItem|putItem|updateItem|deleteItem|query|scan|batchGetItem|batchWriteItem|transactGetItems"
            r"|transactWriteItems|executeStatement|batchExecuteStatement|describeTable)(?:Paginator)?\(",
            text,
        )
        if actions:
            names = {action[0].upper() + action[1:] for action in actions}
            calls[path.stem] = set().union(*(STATEMENTS.get(name, {name}) for name in names))
    by_table = {}
    for name, actions in calls.items():
        if not selected(name):
            continue
        several = OF_READINESS if name == "DynamoTableProbe" else TRANSACTED if actions == {"TransactWriteItems"} else {}
        if several:
            by_table.update({table: by_table.get(table, set()) | granted for table, granted in several.items()})
            continue
        if name not in tables:
            raise AssertionError(f"{name} calls DynamoDB, but infra/checks does not find out which table")
        by_table[tables[name]] = by_table.get(tables[name], set()) | actions
    return by_table
