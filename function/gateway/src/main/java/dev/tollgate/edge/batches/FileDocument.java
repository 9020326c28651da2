package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.batch.StoredFile;

/** OpenAI's file object (https://platform.openai.com/docs/api-reference/files/object). */
final class FileDocument {
    private FileDocument() {}

    static ObjectNode of(StoredFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", file.id())
                .put("object", "file")
                .put("bytes", file.bytes())
                .put("created_at", file.createdAt().getEpochSecond())
                .put("expires_at", file.expiresAt().getEpochSecond())
                .put("filename", file.filename())
                .put("purpose", file.kind().purpose())
                .put("status", "processed");
    }

    /** What a client gets for a file that is not there any more. */
    static ObjectNode deleted(StoredFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", file.id())
                .put("object", "file")
                .put("deleted", true);
    }
}
