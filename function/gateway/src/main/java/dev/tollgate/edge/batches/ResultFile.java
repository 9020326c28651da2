package dev.tollgate.edge.batches;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.LineStream;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.pipeline.BatchOutputs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Sends the results of a batch as they come from its provider. */
@ApplicationScoped
class ResultFile {
    static final String CONTENT_TYPE = "application/jsonl";

    private final BatchOutputs outputs;

    ResultFile(BatchOutputs outputs) {
        this.outputs = outputs;
    }

    void send(HttpCall call, ApiKey key, StoredBatch batch, FileKind kind) {
        LineStream stream = new LineStream(call, CONTENT_TYPE);
        ModelRequest probe = probe(batch.hold().alias());
        outputs.read(
                call.freeContext(key, probe, Optional.empty()),
                batch,
                kind,
                output -> stream.send(OutputLine.of(output, batch.hold().lineId(output.customId()))));
        stream.end();
    }

    /** The smallest request for the model of a batch: what may be shown of an answer depends on nothing else. */
    private static ModelRequest probe(String model) {
        return ChatRequest.of(model, List.of(Message.text(Role.USER, "")), null, null);
    }
}
