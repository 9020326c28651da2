package dev.tollgate.provider.anthropic;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson writes to Anthropic and reads from it. Without it, a native image could do neither. */
@RegisterForReflection(
        targets = {
            AnthropicBody.class,
            AnthropicBody.Turn.class,
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
final class AnthropicRecords {
    private AnthropicRecords() {}
}
