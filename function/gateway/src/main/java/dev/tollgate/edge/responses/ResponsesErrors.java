package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.openai.GatewayException;

/** OpenAI's errors; in a stream, an event of type {@code error}. */
final class ResponsesErrors implements ErrorFormat {

    @Override
    public byte[] document(GatewayException failure, String requestId) {
        return ErrorFormat.OPENAI.document(failure, requestId);
    }

    @Override
    public byte[] event(GatewayException failure, String requestId) {
        return ResponseEvents.bytes(event(failure, 0));
    }

    /**
     * The event. OpenAI's page has the fields in the event, and OpenAI sends them in an object of their own: clients read either.
     *
     * @param number its number in the stream
     */
    static ObjectNode event(GatewayException failure, int number) {
        ObjectNode event = ResponseEvents.of("error", number);
        addTo(event, failure);
        addTo(event.putObject("error").put("type", failure.kind().type()), failure);
        return event;
    }

    private static void addTo(ObjectNode object, GatewayException failure) {
        object.put("code", failure.kind().code())
                .put("message", failure.getMessage())
                .put("param", failure.param());
    }
}
