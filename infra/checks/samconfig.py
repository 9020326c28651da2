"""Reads what samconfig.toml sets for a stage: what you write by hand, and what `sam deploy --guided` writes."""

import re
import shutil
import sys

import toml_reader

INSTALL = {
    "sam": "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html",
    "aws": "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
}
# SAM ends a value at the first space, unless it is in quotes.
PAIR = re.compile(r"""\s*(?:ParameterKey=(\w+),ParameterValue=|(\w+)=)("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s"'\\])*)(?=\s|$)""")


def require(*programs):
    """Exits with an address if one of AWS' programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed: {INSTALL[program]}")


def parameters(stage, config):
    """The template's parameters that a stage sets, by name."""
    return pairs(stage, config, "parameter_overrides")


def pairs(stage, config, name):
    """What a stage sets as Name=value, in a list or in one text. Exits at what SAM would read differently."""
    given = _stage(stage, config).get(name, [])
    if isinstance(given, dict):
        return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in given.items()}
    if not all(isinstance(one, str) for one in (given if isinstance(given, list) else [given])):
        sys.exit(f"{config.name}: {name} of the stage {stage} is neither a text nor a list of them")
    return dict(pair for text in ([given] if isinstance(given, str) else given) for pair in _pairs(text, f"{config.name}: {name} of the stage {stage}"))


def setting(stage, config, name):
    """A text that a stage sets, such as the stack's name. Exits if it does not."""
    found = optional(stage, config, name)
    if not found:
        sys.exit(f"{config.name} sets no {name} for the stage {stage}")
    return found


def optional(stage, config, name):
    """A text that a stage may set, such as its region, or nothing."""
    return _stage(stage, config).get(name)


def _pairs(text, where):
    position, found = 0, []
    while text[position:].strip():
        one = PAIR.match(text, position)
        if not one:
            sys.exit(f"{where}: {text[position:].strip()} is not read as Name=value. A value with spaces needs quotes: Name=\\\"one two\\\"")
        found.append((one[1] or one[2], _unquoted(one[3])))
        position = one.end()
    return found


def _unquoted(value):
    """The quotes around a value with spaces are no part of it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return re.sub(r"\\(.)", r"\1", value[1:-1] if quoted else value)


def _stage(stage, config):
    """What a stage sets for all commands, and for `sam deploy`. Exits if there is no such stage."""
    try:
        document = toml_reader.loads(config.read_text())
    except ValueError as failure:
        sys.exit(f"{config.name} cannot be read: {failure}")
    sections = [document.get(stage, {}).get(command, {}).get("parameters") for command in ("global", "deploy")]
    if not any(section is not None for section in sections):
        sys.exit(f"{config.name} has no stage {stage}")
    return {key: value for section in sections if section for key, value in section.items()}
