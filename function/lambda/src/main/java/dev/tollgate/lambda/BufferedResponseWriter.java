package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a response as one JSON document, for an HTTP API, which cannot stream. */
final class BufferedResponseWriter implements LambdaResponseWriter {
    private final RuntimeApi api;
    private final LambdaInvocation invocation;
    private final PayloadFormat format;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private ResponsePart.@Nullable Head head;
    private volatile @Nullable RuntimeConnection connection;

    BufferedResponseWriter(RuntimeApi api, LambdaInvocation invocation, PayloadFormat format) {
        this.api = api;
        this.invocation = invocation;
        this.format = format;
    }

    @Override
    public void begin(ResponsePart.Head received) {
        head = received;
    }

    @Override
    public void write(byte[] bytes) {
        body.writeBytes(bytes);
    }

    @Override
    public void flush() {}

    /** Ignores the error: a buffered response has no trailers, and the gateway has set its status and body. */
    @Override
    public void end(Optional<FunctionError> error) throws IOException {
        ResponsePart.Head known = Objects.requireNonNull(head, "end before begin");
        ObjectNode response = ResponseJson.head(known, format);
        ResponseJson.body(response, known, body.toByteArray());
        byte[] json = response.toString().getBytes(StandardCharsets.UTF_8);
        RuntimeConnection opened =
                api.post(invocation, "Content-Type: application/json", "Content-Length: " + json.length);
        connection = opened;
        opened.write(json);
        RefusedException.throwUnlessAccepted(opened.reply());
    }

    @Override
    public boolean started() {
        return false;
    }

    @Override
    public void close() throws IOException {
        RuntimeConnection opened = connection;
        if (opened != null) {
            opened.close();
        }
    }
}
