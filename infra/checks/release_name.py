"""Names a release by its contents.

Lambda publishes a version for each new name. So anything that changes gets one: code, templates and parameters.
"""

import hashlib

CODE = "function/lambda/target/tollgate-function.zip"


def with_release(root, parameters):
    """The parameters of a stage, with a Release if it has a gradual rollout and does not name its release itself."""
    if parameters.get("Rollout", "AllAtOnce") == "AllAtOnce" or parameters.get("Release"):
        return parameters
    return {**parameters, "Release": _name(root, parameters)}


def _name(root, parameters):
    contents = hashlib.sha256(repr(sorted(parameters.items())).encode())
    for file in [root / CODE, root / "template.yaml", *sorted((root / "infra").glob("*.yaml"))]:
        contents.update(file.read_bytes())
    return contents.hexdigest()[:12]
