package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.BatchRequest;
import dev.tollgate.call.CallContext;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.pipeline.BatchCall;
import dev.tollgate.process.JsonFootprint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Reads input files, and writes what may be kept of them. */
@ApplicationScoped
class InputFile {
    private final BatchLineReader reader;
    private final BatchCall pipeline;

    InputFile(BatchLineReader reader, BatchCall pipeline) {
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** The lines of a file that is stored, or is about to be. */
    BatchLines read(HttpCall call, byte[] file) {
        return reader.read(file, call.memory());
    }

    /** The call that the first of these lines would be, for all that a call has besides its request. */
    CallContext<ModelRequest> context(HttpCall call, ApiKey key, BatchLines lines) {
        return call.context(key, lines.requests().getFirst().content().request());
    }

    /**
     * The file as it may be kept: lines in which content policies have masked something have placeholders in their place.
     *
     * @throws dev.tollgate.openai.GatewayException of a 400 kind that names the line
     */
    byte[] redacted(HttpCall call, ApiKey key, byte[] file) {
        BatchLines lines = read(call, file);
        List<BatchRequest> checked = pipeline.checked(context(call, key, lines), lines.endpoint(), lines.requests());
        call.memory().grow(JsonFootprint.ofText(file.length));
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        for (int i = 0; i < checked.size(); i++) {
            boolean same = checked.get(i).equals(lines.requests().get(i));
            kept.writeBytes(same ? lines.originals().get(i) : line(lines, checked.get(i)));
            kept.write('\n');
        }
        return kept.toByteArray();
    }

    private static byte[] line(BatchLines lines, BatchRequest request) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("custom_id", request.customId())
                .put("method", "POST")
                .put("url", lines.endpoint().url())
                .set("body", lines.format().kept(request.content()));
        return ServerSentEvents.json(line);
    }
}
