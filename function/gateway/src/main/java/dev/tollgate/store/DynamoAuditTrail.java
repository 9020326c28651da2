package dev.tollgate.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail in the config table: a partition for each month, in order of time. Nothing changes or removes a record. */
@ApplicationScoped
public class DynamoAuditTrail {
    private static final String PARTITION = "AUDIT#";

    private final ConfigTable table;

    DynamoAuditTrail(ConfigTable table) {
        this.table = table;
    }

    /** The JSON form of a record. What its sort key and its attributes hold is not repeated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredAudit(
            Instant at,
            String role,
            String action,
            String object,
            @Nullable String before,
            @Nullable String after,
            @JsonProperty("request_id") @Nullable String requestId) {}

    /** Adds the record of a change outside of this table. A change of this table takes its record along. */
    public void add(AuditRecord added) {
        table.put(document(added));
    }

    /** The record as a document, which nothing replaces. */
    static StoredDocument document(AuditRecord added) {
        StoredAudit stored = new StoredAudit(
                added.at(),
                added.role(),
                added.action(),
                added.object(),
                added.before(),
                added.after(),
                added.requestId());
        return new StoredDocument(
                partition(YearMonth.from(added.at().atOffset(ZoneOffset.UTC))),
                added.id(),
                DocumentCodec.write(stored),
                1,
                added.at(),
                added.actor());
    }

    /**
     * The records of a month, the newest first.
     *
     * @param before the id before which they come; null for the month's newest
     * @param most how many
     */
    public List<AuditRecord> newestFirst(YearMonth month, @Nullable String before, int most) {
        return table.newestFirst(partition(month), before, most).stream()
                .map(DynamoAuditTrail::read)
                .toList();
    }

    private static String partition(YearMonth month) {
        return PARTITION + month;
    }

    private static AuditRecord read(StoredDocument document) {
        StoredAudit stored = DocumentCodec.read(document.json(), StoredAudit.class);
        return new AuditRecord(
                document.sk(),
                stored.at(),
                document.updatedBy(),
                stored.role(),
                stored.action(),
                stored.object(),
                stored.before(),
                stored.after(),
                stored.requestId());
    }
}
