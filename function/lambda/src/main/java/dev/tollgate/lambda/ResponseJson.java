package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a response as JSON in API Gateway's payload formats. */
final class ResponseJson {
    /** Headers of the virtual connection. The endpoint sets its own for the client's connection. */
    private static final Set<String> DROPPED =
            Set.of("connection", "content-length", "keep-alive", "transfer-encoding");

    private static final String COOKIE = "set-cookie";

    private ResponseJson() {}

    /** Returns the status and the headers. */
    static ObjectNode head(ResponseHead head, PayloadFormat format) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("statusCode", head.status());
        switch (format) {
            case V1 -> {
                ObjectNode headers = response.putObject("multiValueHeaders");
                forwarded(head)
                        .forEach(header -> headers.withArray(name(header)).add(header.value()));
            }
            case V2 -> {
                ObjectNode headers = response.putObject("headers");
                forwarded(head).filter(header -> !name(header).equals(COOKIE)).forEach(header -> join(headers, header));
                forwarded(head)
                        .filter(header -> name(header).equals(COOKIE))
                        .forEach(header -> response.withArray("cookies").add(header.value()));
            }
        }
        return response;
    }

    /** Adds the body: as text if it is text in valid UTF-8, or else as base64. */
    static void body(ObjectNode response, ResponseHead head, byte[] body) {
        String text = textual(head) ? utf8(body) : null;
        response.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
        response.put("isBase64Encoded", text == null);
    }

    private static Stream<Header> forwarded(ResponseHead head) {
        return head.headers().stream().filter(header -> !DROPPED.contains(name(header)));
    }

    private static String name(Header header) {
        return header.name().toLowerCase(Locale.ROOT);
    }

    private static void join(ObjectNode headers, Header header) {
        String earlier = headers.path(name(header)).asText("");
        headers.put(name(header), earlier.isEmpty() ? header.value() : earlier + ", " + header.value());
    }

    private static boolean textual(ResponseHead head) {
        String type = head.first("content-type").toLowerCase(Locale.ROOT);
        boolean text = type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml");
        return text && head.first("content-encoding").isEmpty();
    }

    /** Returns null if the bytes are not valid UTF-8. */
    private static @Nullable String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
