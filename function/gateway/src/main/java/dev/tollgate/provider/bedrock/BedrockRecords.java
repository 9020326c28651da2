package dev.tollgate.provider.bedrock;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson reads from Bedrock. Without it, a native image could not read them. */
@RegisterForReflection(
        targets = {
            BedrockWire.Reply.class,
            BedrockWire.Output.class,
            BedrockWire.WireMessage.class,
            BedrockWire.Block.class,
            BedrockWire.ToolUse.class,
            BedrockWire.CitedContent.class,
            BedrockWire.Text.class,
            BedrockWire.Reasoning.class,
            BedrockWire.ReasoningText.class,
            BedrockWire.WireUsage.class,
            BedrockWire.CacheDetail.class,
            BedrockWire.Event.class,
            BedrockWire.Event.BlockStart.class,
            BedrockWire.Event.BlockDelta.class,
            BedrockWire.Event.BlockStop.class,
            BedrockWire.Event.MessageStop.class,
            BedrockWire.Event.Metadata.class,
            BedrockWire.Event.Failed.class,
            BedrockWire.Event.Ignored.class,
            BedrockWire.Start.class,
            BedrockWire.ContentDelta.class,
            BedrockWire.ToolInput.class
        })
final class BedrockRecords {
    private BedrockRecords() {}
}
