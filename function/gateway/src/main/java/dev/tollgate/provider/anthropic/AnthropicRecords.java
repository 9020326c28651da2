package dev.tollgate.provider.anthropic;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is sent to Anthropic and read from it; without this list both work everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            AnthropicBody.class,
            AnthropicBody.Turn.class,
            AnthropicWire.Message.class,
            AnthropicWire.Stop.class,
            AnthropicWire.Count.class,
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
            AnthropicWire.Growth.class,
            AnthropicWire.Growth.Text.class,
            AnthropicWire.Growth.Thinking.class,
            AnthropicWire.Growth.Signature.class,
            AnthropicWire.Growth.Input.class,
            AnthropicWire.Growth.Citation.class,
            AnthropicWire.Growth.Other.class
        })
final class AnthropicRecords {
    private AnthropicRecords() {}
}
