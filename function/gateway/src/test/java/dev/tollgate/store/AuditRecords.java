package dev.tollgate.store;

import java.time.Instant;
import java.util.UUID;

/** Records of the audit trail for changes whose trail is not what a test is about. */
final class AuditRecords {
    private AuditRecords() {}

    static AuditRecord by(String actor) {
        return new AuditRecord(
                UUID.randomUUID().toString(),
                Instant.parse("2040-01-01T00:00:00Z"),
                actor,
                "admin",
                "update",
                "a document",
                null,
                "{}",
                null);
    }
}
