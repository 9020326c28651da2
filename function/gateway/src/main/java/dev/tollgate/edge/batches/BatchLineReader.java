package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.batch.BatchRequest;
import dev.tollgate.batch.LineFailure;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.ContentCoding;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.parse.LineSplitter;
import dev.tollgate.process.MemoryLease;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the lines of a batch (https://platform.openai.com/docs/guides/batch#1-prepare-your-batch-file). What a line holds must be what a
 * call may send. A line that cannot be read is a 400 that names the line.
 */
@ApplicationScoped
class BatchLineReader {
    /** OpenAI's own bounds. */
    private static final int MAX_LINES = 50_000;

    private static final int MAX_CUSTOM_ID = 256;
    private static final String MEDIA_TYPE = "application/json";

    private final RequestReader reader;
    private final BatchLineFormats formats;

    BatchLineReader(RequestReader reader, BatchLineFormats formats) {
        this.reader = reader;
        this.formats = formats;
    }

    /**
     * The lines of this file.
     *
     * @param memory takes what they hold
     * @throws GatewayException of a 400 kind
     */
    BatchLines read(byte[] file, MemoryLease memory) {
        List<byte[]> originals = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(file.length, line -> {
            RequestRules.valid("file", originals.size() < MAX_LINES, "at most " + MAX_LINES + " lines");
            originals.add(line.bytes());
        });
        splitter.feed(file);
        splitter.end();
        RequestRules.valid("file", !originals.isEmpty(), "a line for each request");
        FileLines lines = new FileLines(memory);
        for (int i = 0; i < originals.size(); i++) {
            byte[] line = originals.get(i);
            LineFailure.named(i + 1, () -> lines.add(line));
        }
        return new BatchLines(lines.format(), lines.requests, originals);
    }

    /** What all lines of one file have in common. */
    private final class FileLines {
        private final MemoryLease memory;
        private final List<BatchRequest> requests = new ArrayList<>();
        private final Set<String> customIds = new HashSet<>();
        private final Set<BatchLineFormat> formatsOfLines = new HashSet<>();

        FileLines(MemoryLease memory) {
            this.memory = memory;
        }

        BatchLineFormat format() {
            return formatsOfLines.iterator().next();
        }

        private BatchRequest add(byte[] line) {
            try (MemoryLease ofLine = memory.part()) {
                ObjectNode object = reader.object(body(line, ofLine));
                String customId = text(object, "custom_id");
                RequestRules.valid(
                        "custom_id",
                        !customId.isEmpty() && customId.length() <= MAX_CUSTOM_ID,
                        "1 to " + MAX_CUSTOM_ID + " characters");
                RequestRules.valid("custom_id", customIds.add(customId), "a name that no other line has");
                RequestRules.valid("method", text(object, "method").equals("POST"), "POST");
                formatsOfLines.add(formats.at(text(object, "url")));
                RequestRules.valid("url", formatsOfLines.size() == 1, "the same endpoint in all lines");
                RequestRules.valid("body", object.path("body").isObject(), "a JSON object");
                BatchRequest request = request(customId, object.path("body"));
                requests.add(request);
                return request;
            }
        }

        private BatchRequest request(String customId, JsonNode sent) {
            LineRequest read = format().read(body(ServerSentEvents.json(sent), memory));
            RequestRules.valid("stream", !read.request().streamed(), "to be left out: nothing of a batch is streamed");
            return new BatchRequest(customId, read);
        }
    }

    private static RequestBody body(byte[] json, MemoryLease memory) {
        return new RequestBody(
                MEDIA_TYPE, ContentCoding.IDENTITY, new ByteArrayInputStream(json), json.length, memory, _ -> {});
    }

    private static String text(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        RequestRules.present(field, value != null);
        String text = value == null ? null : value.textValue();
        if (text == null) {
            throw RequestRules.invalid(field, "a text");
        }
        return text;
    }
}
