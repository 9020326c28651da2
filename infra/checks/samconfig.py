"""Reads samconfig.toml as text, because Python before 3.11 has no reader for TOML.

Understands what you write by hand, and what `sam deploy --guided` writes.
"""

import re
import shutil
import sys

INSTALL = {
    "sam": "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html",
    "aws": "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
}


def require(*programs):
    """Exits with an address if one of AWS' programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed: {INSTALL[program]}")


def parameters(stage, config):
    """The template's parameters that a stage sets, by name."""
    section = re.search(r"^parameter_overrides\s*=\s*(\[.*?^\s*\]|\[.*?\]\s*$|\".*\"\s*$)", _section(stage, config), re.S | re.M)
    if not section:
        return {}
    text = section[1]
    if text.startswith("["):
        found = re.findall(r'"(\w+)=((?:[^"\\]|\\.)*)"' + r"|'(\w+)=([^'\n]*)'", text)
        return {key or literal: _unquoted(re.sub(r"\\(.)", r"\1", value) or kept) for key, value, literal, kept in found}
    return dict(re.findall(r'(\w+)=\\"([^"\\]*)\\"', text)) or dict(one.split("=", 1) for one in text.strip('" \n').split())


def setting(stage, config, name):
    """A text that a stage sets, such as the stack's name. Exits if it does not."""
    found = re.search(rf'^{name}\s*=\s*"([^"]*)"', _section(stage, config), re.M)
    if not found:
        sys.exit(f"{config.name} sets no {name} for the stage {stage}")
    return found[1]


def _unquoted(value):
    """SAM wants quotes around a value with spaces, and they are no part of it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _section(stage, config):
    """The lines of a stage. Exits if there is no such stage."""
    header = re.compile(r"\[\s*" + re.escape(stage) + r"\.(deploy|global)\.parameters\s*\]")
    inside, section, found = False, [], False
    for line in config.read_text().splitlines():
        if line.lstrip().startswith("#"):
            continue
        if re.match(r"\s*\[[\w.\- ]+\]\s*$", line):
            inside = bool(header.match(line.strip()))
            found |= inside
        elif inside:
            section.append(line)
    if not found:
        sys.exit(f"{config.name} has no stage {stage}")
    return "\n".join(section)
