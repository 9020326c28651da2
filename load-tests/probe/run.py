"""One streamed answer, as it comes."""

import json


class Run:
    """When each piece of the answer came, how many tokens it had, and what went wrong, if anything."""

    def __init__(self, asked_at):
        self.asked_at = asked_at
        self.pieces_at = []
        self.tokens = None
        self.error = None
        self.done = False

    def line(self, line, now):
        """A line of the stream; what is no event of the answer, such as a heartbeat, is passed over."""
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
        if any(says(choice.get("delta", {})) for choice in chunk.get("choices", [])):
            self.pieces_at.append(now)

    def refused(self, status, body):
        try:
            self.error = json.loads(body)["error"]["code"]
        except (ValueError, LookupError, TypeError):
            self.error = f"status {status}"

    def ended(self):
        if self.error is None and not self.done:
            self.error = "cut"
        elif self.error is None and not self.pieces_at:
            self.error = "empty"

    def first_token_seconds(self):
        return self.pieces_at[0] - self.asked_at if self.pieces_at else None

    def tokens_per_second(self):
        """From the first piece to the last: what comes before it is the time to first token."""
        if self.tokens is None or len(self.pieces_at) < 2 or self.pieces_at[-1] <= self.pieces_at[0]:
            return None
        return (self.tokens - 1) / (self.pieces_at[-1] - self.pieces_at[0])

    def gaps(self):
        return [later - earlier for earlier, later in zip(self.pieces_at, self.pieces_at[1:])]


def says(delta):
    """Thinking counts: a user sees that something happens."""
    return bool(delta.get("content") or delta.get("reasoning_content") or delta.get("tool_calls"))
