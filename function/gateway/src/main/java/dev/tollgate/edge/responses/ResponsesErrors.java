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
     * The event.
     *
     * @param number its number in the stream
     */
    static ObjectNode event(GatewayException failure, int number) {
        return ResponseEvents.of("error", number)
                .put("code", failure.kind().code())
                .put("message", failure.getMessage())
                .put("param", failure.param());
    }
}
