"""What a deployed gateway must do with chats: each function is one check, and says in words what it saw."""

import time

HELLO = [{"role": "user", "content": "Say hello."}]
# Enough for a model that thinks before it says hello.
TOKENS = 512


class Failed(Exception):
    """The gateway did something else."""


class Skipped(Exception):
    """The key or the deployment does not have what the check needs."""


def ready(gateway, _):
    reply = expect(gateway.send("/health/ready"), 200)
    return f"version {reply.json()['version']}, and its tables respond"


def wrong_key(gateway, model):
    reply = expect(gateway.send("/v1/chat/completions", chat(model), authorization="Bearer sk-wrong"), 401)
    require(reply.json()["error"]["code"] == "invalid_api_key", "another error than OpenAI's")
    return "a wrong key is refused in OpenAI's words"


def unknown_model(gateway, _):
    expect(gateway.send("/v1/chat/completions", chat("smoke/no-such-model")), 404, 403)
    return "an unknown model is refused"


def models(gateway, model):
    names = [one["id"] for one in expect(gateway.send("/v1/models"), 200).json()["data"]]
    require(model in names, f"{model} is not among the {len(names)} models of the key")
    return f"the key may use {len(names)} models"


def whole(gateway, model):
    reply = expect(gateway.send("/v1/chat/completions", chat(model)), 200)
    answer = reply.json()
    require(answer["choices"][0]["message"]["content"] is not None, "the answer has no text")
    require(answer["usage"]["total_tokens"] > 0, "the answer counts no tokens")
    return f"an answer from {reply.headers.get('x-tollgate-provider')} with {answer['usage']['total_tokens']} tokens"


def streamed(gateway, model):
    request = chat(model) | {"stream": True, "stream_options": {"include_usage": True}}
    reply = expect(gateway.send("/v1/chat/completions", request), 200)
    require(reply.events()[-1] == "[DONE]", "the stream does not end with [DONE]")
    first, last = reply.pieces[0], reply.pieces[-1]
    if len(reply.pieces) == 1:
        return f"{len(reply.events())} events in one piece after {first:.1f} s: this endpoint type buffers, or the answer is short"
    return f"{len(reply.events())} events in {len(reply.pieces)} pieces, the first after {first:.1f} s, the last after {last:.1f} s"


def completions(gateway, model):
    answer = expect(gateway.send("/v1/completions", {"model": model, "prompt": "Say hello.", "max_tokens": TOKENS}), 200).json()
    require(answer["object"] == "text_completion" and answer["choices"], "no completion")
    return "OpenAI's API before chat answers"


def streamed_completions(gateway, model):
    request = {"model": model, "prompt": "Say hello.", "max_tokens": TOKENS, "stream": True}
    events = expect(gateway.send("/v1/completions", request), 200).events()
    require(events[-1] == "[DONE]", "the stream does not end with [DONE]")
    return f"{len(events)} events"


def responses(gateway, model):
    answer = expect(gateway.send("/v1/responses", {"model": model, "input": "Say hello.", "max_output_tokens": TOKENS}), 200).json()
    require(answer["object"] == "response" and answer["output"], "no response with output")
    return "OpenAI's Responses API answers"


def streamed_responses(gateway, model):
    request = {"model": model, "input": "Say hello.", "max_output_tokens": TOKENS, "stream": True}
    events = expect(gateway.send("/v1/responses", request), 200).documents()
    require(events[-1]["type"] in ("response.completed", "response.incomplete"), f"the stream ends with {events[-1]['type']}")
    return f"{len(events)} events"


def messages(gateway, model):
    request = {"model": model, "max_tokens": TOKENS, "messages": HELLO}
    answer = expect(gateway.send("/v1/messages", request, anthropic_version="2023-06-01"), 200).json()
    require(answer["type"] == "message" and answer["content"], "no message with content")
    return "Anthropic's Messages API answers"


def streamed_messages(gateway, model):
    request = {"model": model, "max_tokens": TOKENS, "messages": HELLO, "stream": True}
    events = expect(gateway.send("/v1/messages", request, anthropic_version="2023-06-01"), 200).documents()
    require(events[-1]["type"] == "message_stop", f"the stream ends with {events[-1]['type']}")
    return f"{len(events)} events"


def count_tokens(gateway, model):
    request = {"model": model, "messages": HELLO}
    answer = expect(gateway.send("/v1/messages/count_tokens", request, anthropic_version="2023-06-01"), 200).json()
    require(answer["input_tokens"] > 0, "no tokens are counted")
    return f"a prompt of {answer['input_tokens']} tokens"


def gemini(gateway, model):
    answer = expect(gateway.send(of_gemini(model, "generateContent"), contents()), 200).json()
    require(answer["candidates"], "no candidate")
    return "Gemini's API answers"


def streamed_gemini(gateway, model):
    events = expect(gateway.send(of_gemini(model, "streamGenerateContent") + "?alt=sse", contents()), 200).documents()
    require(events[-1]["candidates"][0].get("finishReason"), "the stream does not say why it ends")
    return f"{len(events)} events"


def gemini_count_tokens(gateway, model):
    request = {"contents": contents()["contents"]}
    answer = expect(gateway.send(of_gemini(model, "countTokens"), request), 200).json()
    require(answer["totalTokens"] > 0, "no tokens are counted")
    return f"a prompt of {answer['totalTokens']} tokens"


def limits(gateway, model):
    headers = expect(gateway.send("/v1/chat/completions", chat(model)), 200).headers
    limit, left = (headers.get(f"x-ratelimit-{name}-requests") for name in ("limit", "remaining"))
    if limit is None:
        raise Skipped("the key has no limit of requests")
    require(int(left) < int(limit), "the request is not counted")
    return f"{left} of {limit} requests are left"


def record(gateway, model):
    request_id = expect(gateway.send("/v1/chat/completions", chat(model)), 200).headers["x-request-id"]
    # The record is settled right after the answer.
    for _ in range(20):
        found = expect(gateway.send(f"/v1/usage/{request_id}"), 200).json()
        if found["status"] != "pending":
            break
        time.sleep(0.5)
    require(found["status"] == "settled", f"the usage record stays {found['status']}")
    cost = "without a price" if found["unpriced"] else f"{found['charge_micros'] / 1e6:.6f} dollars"
    return f"the usage record is settled: {found['total_tokens']} tokens, {cost}"


ALL = [ready, wrong_key, unknown_model, models, whole, streamed, completions, streamed_completions, responses, streamed_responses, messages,
       streamed_messages, count_tokens, gemini, streamed_gemini, gemini_count_tokens, limits, record]


def chat(model):
    return {"model": model, "messages": HELLO, "max_completion_tokens": TOKENS}


def expect(reply, *statuses):
    if reply.status not in statuses:
        raise Failed(f"status {reply.status}: {reply.body[:300].decode(errors='replace')}")
    return reply


def require(holds, otherwise):
    if not holds:
        raise Failed(otherwise)


def of_gemini(model, method):
    if "/" in model:
        raise Skipped("Gemini's paths take an alias, not provider/model")
    return f"/v1beta/models/{model}:{method}"


def contents():
    return {"contents": [{"role": "user", "parts": [{"text": "Say hello."}]}], "generationConfig": {"maxOutputTokens": TOKENS}}
