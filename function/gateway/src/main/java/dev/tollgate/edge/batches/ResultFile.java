package dev.tollgate.edge.batches;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.LineRequest;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.LineStream;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.pipeline.BatchOutputs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends the results of a batch as they come from its provider. */
@ApplicationScoped
class ResultFile {
    static final String CONTENT_TYPE = "application/jsonl";

    private final BatchOutputs outputs;
    private final BatchLineFormats formats;
    private final OwnedFiles owned;
    private final InputFile inputs;

    ResultFile(BatchOutputs outputs, BatchLineFormats formats, OwnedFiles owned, InputFile inputs) {
        this.outputs = outputs;
        this.formats = formats;
        this.owned = owned;
        this.inputs = inputs;
    }

    void send(HttpCall call, ApiKey key, StoredBatch batch, FileKind kind) {
        LineStream stream = new LineStream(call, CONTENT_TYPE);
        ModelRequest probe = probe(batch.hold().alias());
        OutputLine.AnswerWords words = words(call, key, batch);
        outputs.read(call.freeContext(key, probe, Optional.empty()), batch, kind, output -> {
            String requestId = batch.hold().lineId(output.customId());
            stream.send(OutputLine.of(output, requestId, words));
        });
        stream.end();
    }

    /** Only answers that repeat their request need what the client sent. */
    private OutputLine.AnswerWords words(HttpCall call, ApiKey key, StoredBatch batch) {
        BatchLineFormat format = formats.of(batch.endpoint());
        Map<String, LineRequest> sent = format.repeatsRequest()
                ? owned.input(key, batch, call.memory())
                        .map(file -> inputs.read(call, file).byCustomId())
                        .orElseGet(Map::of)
                : Map.of();
        return (customId, completion) -> format.answer(
                completion,
                Optional.ofNullable(sent.get(customId)),
                batch.hold().lineId(customId));
    }

    /** The smallest request for the model of a batch: what may be shown of an answer depends on nothing else. */
    private static ModelRequest probe(String model) {
        return ChatRequest.of(model, List.of(Message.text(Role.USER, "")), null, null);
    }
}
