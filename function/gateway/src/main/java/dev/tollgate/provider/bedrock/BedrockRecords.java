package dev.tollgate.provider.bedrock;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is read from Bedrock; without this list it can be read everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            BedrockWire.Reply.class,
            BedrockWire.Output.class,
            BedrockWire.Said.class,
            BedrockWire.Block.class,
            BedrockWire.ToolUse.class,
            BedrockWire.Cited.class,
            BedrockWire.Text.class,
            BedrockWire.Reasoning.class,
            BedrockWire.ReasoningText.class,
            BedrockWire.Tokens.class,
            BedrockWire.Event.class,
            BedrockWire.Event.BlockStart.class,
            BedrockWire.Event.BlockDelta.class,
            BedrockWire.Event.BlockStop.class,
            BedrockWire.Event.MessageStop.class,
            BedrockWire.Event.Metadata.class,
            BedrockWire.Event.Failed.class,
            BedrockWire.Event.Ignored.class,
            BedrockWire.Start.class,
            BedrockWire.Piece.class,
            BedrockWire.Input.class
        })
final class BedrockRecords {
    private BedrockRecords() {}
}
