package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** At once, as one JSON document, for a door that cannot stream. */
final class BufferedResponseWriter implements LambdaResponseWriter {
    private final RuntimeApi api;
    private final LambdaInvocation invocation;
    private final Form form;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private ResponsePart.Head head;
    private volatile RuntimeConnection connection;

    BufferedResponseWriter(RuntimeApi api, LambdaInvocation invocation, Form form) {
        this.api = api;
        this.invocation = invocation;
        this.form = form;
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

    /** An error cannot be told here: the answer holds it, and the status is the gateway's. */
    @Override
    public void end(Optional<FunctionError> error) throws IOException {
        ObjectNode response = ResponseJson.head(head, form);
        ResponseJson.body(response, head, body.toByteArray());
        byte[] json = response.toString().getBytes(StandardCharsets.UTF_8);
        connection = api.post(invocation, "Content-Type: application/json", "Content-Length: " + json.length);
        connection.write(json);
        Refused.unlessAccepted(connection.reply());
    }

    @Override
    public boolean begun() {
        return false;
    }

    @Override
    public void close() throws IOException {
        RuntimeConnection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
