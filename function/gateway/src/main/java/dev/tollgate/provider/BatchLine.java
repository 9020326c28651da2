package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One request of a batch, in the provider's own words.
 *
 * @param customId what the client finds its result by
 * @param body the body that a request of its own would have, as JSON
 */
public record BatchLine(String customId, byte[] body) {

    /**
     * The line as one JSON object: these fields, and the body as it is in one more.
     *
     * @param others at least one field
     */
    public byte[] in(ObjectNode others, String field) {
        try {
            byte[] head = JsonCodec.mapper().writeValueAsBytes(others);
            ByteArrayOutputStream line = new ByteArrayOutputStream(head.length + body.length + field.length() + 8);
            line.write(head, 0, head.length - 1);
            line.writeBytes((",\"" + field + "\":").getBytes(StandardCharsets.UTF_8));
            line.writeBytes(body);
            line.write('}');
            return line.toByteArray();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a line as JSON", impossible);
        }
    }

    /** Leaves out the body, which holds a prompt. */
    @Override
    public String toString() {
        return "BatchLine[" + customId + ", " + body.length + " bytes]";
    }
}
