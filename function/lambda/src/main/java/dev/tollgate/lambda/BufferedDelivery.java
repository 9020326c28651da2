package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** At once, as one JSON document, for a door that cannot stream. */
final class BufferedDelivery implements Delivery {
    private final RuntimeApi api;
    private final Invocation invocation;
    private final Form form;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Part.Head head;
    private volatile Connection connection;

    BufferedDelivery(RuntimeApi api, Invocation invocation, Form form) {
        this.api = api;
        this.invocation = invocation;
        this.form = form;
    }

    @Override
    public void begin(Part.Head received) {
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
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
