package dev.tollgate.provider.compatible;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Registers the records that Jackson reads from these providers. Without it, a native image could not read them. */
@RegisterForReflection(
        targets = {
            CompatibleWire.Choice.class,
            CompatibleWire.EmbeddingsReply.class,
            CompatibleWire.WireEmbedding.class,
            CompatibleWire.Reply.class,
            CompatibleWire.WireCall.class,
            CompatibleWire.WireFunction.class,
            CompatibleWire.WireMessage.class,
            CompatibleWire.TokenCount.class
        })
final class CompatibleRecords {
    private CompatibleRecords() {}
}
