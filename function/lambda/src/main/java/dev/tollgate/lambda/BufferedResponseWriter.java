package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ErrorBody;
import dev.tollgate.edge.ResponseAllowance;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a response as one JSON document, for an HTTP API, which cannot stream. */
final class BufferedResponseWriter implements LambdaResponseWriter {
    /** Lambda's quota (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
    static final long MAX_BYTES = 6L * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(BufferedResponseWriter.class);

    private final RuntimeApi api;
    private final LambdaInvocation invocation;
    private final PayloadFormat format;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable ResponseHead head;
    private volatile @Nullable RuntimeConnection connection;

    BufferedResponseWriter(RuntimeApi api, LambdaInvocation invocation, PayloadFormat format) {
        this.api = api;
        this.invocation = invocation;
        this.format = format;
    }

    @Override
    public void begin(ResponseHead received) {
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
        ResponseHead known = Objects.requireNonNull(head, "end before begin");
        byte[] json = document(known, body.toByteArray());
        if (json.length > MAX_BYTES) {
            // The gateway prevents this for answers of models. This is a long list, such as of usage.
            LOG.errorf("event %s: a response of %d bytes is larger than Lambda accepts", invocation.id(), json.length);
            json = document(tooLarge(known), ErrorBody.of(ResponseAllowance.tooLarge()));
        }
        RuntimeConnection opened =
                api.post(invocation, "Content-Type: application/json", "Content-Length: " + json.length);
        connection = opened;
        opened.write(json);
        opened.flush();
    }

    @Override
    public void awaitAccepted(Duration atMost) throws IOException {
        RuntimeConnection opened = Objects.requireNonNull(connection, "accepted before its end");
        RefusedException.throwUnlessAccepted(opened.acceptance(atMost));
    }

    private byte[] document(ResponseHead known, byte[] bytes) {
        ObjectNode response = ResponseJson.head(known, format);
        ResponseJson.body(response, known, bytes);
        return response.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The head of the error, with the id under which the request is known. */
    private static ResponseHead tooLarge(ResponseHead known) {
        return new ResponseHead(
                ResponseAllowance.tooLarge().kind().status(),
                List.of(
                        new Header("content-type", "application/json"),
                        new Header("x-request-id", known.first("x-request-id")),
                        new Header("x-should-retry", "false")));
    }

    @Override
    public boolean started() {
        return false;
    }

    @Override
    public void close() {
        RuntimeConnection opened = connection;
        if (opened != null) {
            opened.close();
        }
    }
}
