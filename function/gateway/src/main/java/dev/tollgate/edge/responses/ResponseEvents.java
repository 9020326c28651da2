package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ServerSentEvents;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The events of one response (https://platform.openai.com/docs/api-reference/responses-streaming), numbered from 0. */
final class ResponseEvents {
    private final Optional<ResponseTap> tap;
    private final boolean streamed;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private int next;

    /**
     * Creates the events of one response.
     *
     * @param streamed whether anyone wants them
     */
    ResponseEvents(boolean streamed, Optional<ResponseTap> tap) {
        this.streamed = streamed;
        this.tap = tap;
    }

    /** A new event of this type. */
    static ObjectNode of(String type, int number) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("sequence_number", number);
    }

    /** Adds an event with these fields. */
    void add(String type, ObjectNode fields) {
        if (streamed) {
            ObjectNode event = of(type, next++).setAll(fields);
            unsent.writeBytes(bytes(tap.map(listener -> listener.event(event)).orElse(event)));
        }
    }

    static byte[] bytes(ObjectNode event) {
        return ServerSentEvents.typed(event);
    }

    /** The bytes of all events since the last call. */
    byte[] take() {
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        return bytes;
    }
}
