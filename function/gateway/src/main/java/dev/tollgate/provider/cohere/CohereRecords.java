package dev.tollgate.provider.cohere;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson writes to Cohere and reads from it. Without it, a native image could do neither. */
@RegisterForReflection(
        targets = {
            CohereRequest.class,
            CohereRequest.Format.class,
            CohereRequest.Message.class,
            CohereWire.Block.class,
            CohereWire.Delta.class,
            CohereWire.End.class,
            CohereWire.Event.class,
            CohereWire.Event.CitationStart.class,
            CohereWire.Event.ContentDelta.class,
            CohereWire.Event.ContentEnd.class,
            CohereWire.Event.ContentStart.class,
            CohereWire.Event.MessageEnd.class,
            CohereWire.Event.MessageStart.class,
            CohereWire.Event.Other.class,
            CohereWire.Event.ToolCallDelta.class,
            CohereWire.Event.ToolCallStart.class,
            CohereWire.Event.ToolPlanDelta.class,
            CohereWire.Logprobs.class,
            CohereWire.Message.class,
            CohereWire.MessagePiece.class,
            CohereWire.Reply.class
        })
final class CohereRecords {
    private CohereRecords() {}
}
