"""One streamed response."""

import json


class Run:
    """The arrival times of the response's chunks with content, its number of tokens, and its error, if any."""

    def __init__(self, sent_at):
        self.sent_at = sent_at
        self.chunks_at = []
        self.tokens = None
        self.error = None
        self.done = False

    def add_line(self, line, now):
        """Adds a line of the stream. Ignores lines without data, such as heartbeats."""
        text = line.decode("utf-8", "replace").strip()
        if not text.startswith("data:"):
            return
        data = text.removeprefix("data:").strip()
        if data == "[DONE]":
            self.done = True
            return
        chunk = json.loads(data)
        if "error" in chunk:
            self.error = chunk["error"].get("code") or chunk["error"].get("type") or "error"
        if chunk.get("usage"):
            self.tokens = chunk["usage"]["completion_tokens"]
        if any(has_content(choice.get("delta", {})) for choice in chunk.get("choices", [])):
            self.chunks_at.append(now)

    def fail(self, status, body):
        try:
            self.error = json.loads(body)["error"]["code"]
        except (ValueError, LookupError, TypeError):
            self.error = f"status {status}"

    def end(self):
        if self.error is None and not self.done:
            self.error = "cut"
        elif self.error is None and not self.chunks_at:
            self.error = "empty"

    def first_token_seconds(self):
        return self.chunks_at[0] - self.sent_at if self.chunks_at else None

    def tokens_per_second(self):
        """Counts from the first chunk to the last. The time before is the time to first token."""
        if self.tokens is None or len(self.chunks_at) < 2 or self.chunks_at[-1] <= self.chunks_at[0]:
            return None
        return (self.tokens - 1) / (self.chunks_at[-1] - self.chunks_at[0])

    def gaps(self):
        return [later - earlier for earlier, later in zip(self.chunks_at, self.chunks_at[1:])]


def has_content(delta):
    """Reasoning counts as content, because it shows a user that something happens."""
    return bool(delta.get("content") or delta.get("reasoning_content") or delta.get("tool_calls"))
