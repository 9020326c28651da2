package dev.tollgate.provider.claude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson reads from Claude's replies. Without it, a native image could not. */
@RegisterForReflection(
        targets = {
            AnthropicWire.Message.class,
            AnthropicWire.Stop.class,
            AnthropicWire.WireUsage.class,
            AnthropicWire.Event.class,
            AnthropicWire.Event.MessageStart.class,
            AnthropicWire.Event.BlockStart.class,
            AnthropicWire.Event.BlockDelta.class,
            AnthropicWire.Event.BlockStop.class,
            AnthropicWire.Event.MessageDelta.class,
            AnthropicWire.Event.MessageStop.class,
            AnthropicWire.Event.Failed.class,
            AnthropicWire.Event.Ignored.class,
            AnthropicWire.Block.class,
            AnthropicWire.Block.Text.class,
            AnthropicWire.Block.Thinking.class,
            AnthropicWire.Block.Redacted.class,
            AnthropicWire.Block.ToolUse.class,
            AnthropicWire.Block.Other.class,
            AnthropicWire.ContentDelta.class,
            AnthropicWire.ContentDelta.Text.class,
            AnthropicWire.ContentDelta.Thinking.class,
            AnthropicWire.ContentDelta.Signature.class,
            AnthropicWire.ContentDelta.Input.class,
            AnthropicWire.ContentDelta.Citation.class,
            AnthropicWire.ContentDelta.Other.class
        })
final class ClaudeRecords {
    private ClaudeRecords() {}
}
