package dev.tollgate.provider.compatible;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is read from these providers; without this list it can be read everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            CompatibleWire.Choice.class,
            CompatibleWire.Embedded.class,
            CompatibleWire.WireEmbedding.class,
            CompatibleWire.Reply.class,
            CompatibleWire.Spoken.class,
            CompatibleWire.TokenCount.class
        })
final class CompatibleRecords {
    private CompatibleRecords() {}
}
