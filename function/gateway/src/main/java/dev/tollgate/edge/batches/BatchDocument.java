package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import java.time.Duration;
import java.time.Instant;

/** OpenAI's batch object (https://platform.openai.com/docs/api-reference/batch/object). All of its fields are always there. */
final class BatchDocument {
    /** The only one that OpenAI has. */
    static final String WINDOW = "24h";

    private static final Duration WINDOW_LENGTH = Duration.ofDays(1);

    private BatchDocument() {}

    static ObjectNode of(StoredBatch batch) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", batch.id())
                .put("object", "batch")
                .put("endpoint", batch.endpoint().url());
        json.put("model", batch.hold().alias());
        putErrors(json, batch);
        json.put("input_file_id", batch.inputFile()).put("completion_window", WINDOW);
        json.put("status", batch.status().word());
        json.put("output_file_id", batch.answersFile()).put("error_file_id", batch.errorsFile());
        json.put("created_at", batch.createdAt().getEpochSecond());
        json.put("expires_at", batch.createdAt().plus(WINDOW_LENGTH).getEpochSecond());
        for (BatchStatus status : BatchStatus.values()) {
            if (status != BatchStatus.VALIDATING) {
                Instant reached = batch.times().get(status);
                json.put(status.word() + "_at", reached == null ? null : (Long) reached.getEpochSecond());
            }
        }
        json.putObject("request_counts")
                .put("total", batch.counts().total())
                .put("completed", batch.counts().completed())
                .put("failed", batch.counts().failed());
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        batch.metadata().forEach(metadata::put);
        json.set("metadata", metadata.isEmpty() ? JsonNodeFactory.instance.nullNode() : metadata);
        return json;
    }

    private static void putErrors(ObjectNode json, StoredBatch batch) {
        if (batch.errors().isEmpty()) {
            json.putNull("errors");
            return;
        }
        ArrayNode data = json.putObject("errors").put("object", "list").putArray("data");
        for (BatchError error : batch.errors()) {
            data.addObject()
                    .put("code", error.code())
                    .put("message", error.message())
                    .put("line", error.line())
                    .putNull("param");
        }
    }
}
