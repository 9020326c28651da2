"""Translates the source's names of providers and models to those that callers of a gateway use."""

import re

RENAMED = {"aws": "bedrock", "google": "gemini", "moonshotai": "moonshot", "x-ai": "xai", "zhipuai": "zhipu"}
HUGGING_FACE = "huggingface_"
# Hosts with the same model names as Hugging Face. Hugging Face's router adds nothing to their prices
# (https://huggingface.co/docs/inference-providers/pricing).
SAME_NAME_AT_HOST = {"hyperbolic", "nebius", "nscale"}
# SambaNova uses the last segment of the name, except for Meta's models.
# https://docs.sambanova.ai/docs/en/models/sambacloud-models
SAMBANOVA = {
    "Llama-3.1-8B-Instruct": "Meta-Llama-3.1-8B-Instruct",
    "Llama-3.3-70B-Instruct": "Meta-Llama-3.3-70B-Instruct",
}
REGION = re.compile(r"(us|us-gov|eu|apac|au|jp)\.")
# Inference profiles of the older models (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html).
OLDER_REGIONS = ("us", "eu", "apac")


def names(source, model):
    """Returns each provider/model to which a price of the source applies. There is none if no kind of provider can reach it."""
    identity = model["id"]
    if source.startswith(HUGGING_FACE):
        return hugging_face(source.removeprefix(HUGGING_FACE), identity)
    if source == "aws":
        return ["bedrock/" + name for name in bedrock(identity, model["match"])]
    if source == "fireworks":
        return ["fireworks/accounts/fireworks/models/" + identity]
    if source == "zhipuai":
        return ["zhipu/" + identity.lower()]
    if source == "google":
        # The others are Claude on Vertex AI, which a key from Google AI Studio cannot reach.
        return ["gemini/" + name for name in with_aliases(model) if name.startswith(("gemini-", "gemma-"))]
    return [RENAMED.get(source, source) + "/" + name for name in with_aliases(model)]


def hugging_face(host, identity):
    """The router takes the host after the model's name. Some hosts are also in the catalogue themselves."""
    found = [f"huggingface/{identity}:{host}"]
    if host in SAME_NAME_AT_HOST:
        found.append(f"{host}/{identity}")
    if host == "sambanova":
        short = identity.rsplit("/", 1)[-1]
        found.append("sambanova/" + SAMBANOVA.get(short, short))
    return found


def bedrock(identity, match):
    """`regional.` is the source's prefix for the inference profiles of all regions, which have the same price."""
    if not identity.startswith("regional."):
        return [identity]
    bare = identity.removeprefix("regional.")
    regions = {found.group(1) for text in contained(match) if (found := REGION.match(text))}
    return [bare] + [f"{region}.{bare}" for region in sorted(regions or OLDER_REGIONS)]


def with_aliases(model):
    """Returns the model's name and its aliases in the source, except those that differ only in case."""
    identity = model["id"]
    return [identity] + sorted(name for name in equal(model["match"]) if name.lower() != identity.lower())


def equal(match):
    return set(texts(match, "equals"))


def contained(match):
    return set(texts(match, "contains"))


def texts(match, condition):
    if condition in match:
        yield match[condition]
    for alternative in match.get("or", []):
        yield from texts(alternative, condition)
