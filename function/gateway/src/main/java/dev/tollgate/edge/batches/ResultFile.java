package dev.tollgate.edge.batches;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.LineStream;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.pipeline.BatchOutputs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends the results of a batch as they come from its provider. */
@ApplicationScoped
class ResultFile {
    static final String CONTENT_TYPE = "application/jsonl";

    private static final Logger LOG = Logger.getLogger(ResultFile.class);

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
        OutputLine.AnswerFormat format = format(call, key, batch);
        outputs.read(call.freeContext(key, probe, Optional.empty()), batch, kind, output -> {
            String requestId = batch.hold().lineId(output.customId());
            stream.send(OutputLine.of(output, requestId, format));
        });
        stream.end();
    }

    private OutputLine.AnswerFormat format(HttpCall call, ApiKey key, StoredBatch batch) {
        BatchLineFormat format = formats.of(batch.endpoint());
        SentRequests sent = new SentRequests(call, key, batch);
        return (customId, completion) -> format.answer(
                completion,
                format.repeatsRequest() ? sent.find(customId) : Optional.empty(),
                batch.hold().lineId(customId));
    }

    /** What the client sent: read for the first answer that repeats its request, as most results do not. */
    private final class SentRequests {
        private final HttpCall call;
        private final ApiKey key;
        private final StoredBatch batch;
        private @Nullable Map<String, LineRequest> lines;

        SentRequests(HttpCall call, ApiKey key, StoredBatch batch) {
            this.call = call;
            this.key = key;
            this.batch = batch;
        }

        Optional<LineRequest> find(String customId) {
            if (lines == null) {
                lines = read();
            }
            return Optional.ofNullable(lines.get(customId));
        }

        /** What is not kept any more, or what this gateway would not take any more, is no reason to withhold the answers. */
        private Map<String, LineRequest> read() {
            try {
                return owned.input(key, batch, call.memory())
                        .map(file -> inputs.read(call, file).byCustomId())
                        .orElseGet(Map::of);
            } catch (GatewayException failure) {
                if (failure.kind().status() >= 500) {
                    throw failure;
                }
                LOG.warnf(
                        "The input of the batch %s cannot be read any more: %s", batch.id(), FailureText.line(failure));
                return Map.of();
            }
        }
    }

    /** The smallest request for the model of a batch: what may be shown of an answer depends on nothing else. */
    private static ModelRequest probe(String model) {
        return ChatRequest.of(model, List.of(Message.text(Role.USER, "")), null, null);
    }
}
