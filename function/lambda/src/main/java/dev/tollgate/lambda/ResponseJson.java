package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.lambda.EventRequest.Form;
import dev.tollgate.lambda.EventRequest.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A response as the payload formats write it. */
final class ResponseJson {
    /** Of the virtual connection; the door that speaks to the client sets its own. */
    private static final Set<String> DROPPED =
            Set.of("connection", "content-length", "keep-alive", "transfer-encoding");

    private static final String COOKIE = "set-cookie";

    private ResponseJson() {}

    /** Status and headers. */
    static ObjectNode head(ResponsePart.Head head, Form form) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("statusCode", head.status());
        switch (form) {
            case V1 -> {
                ObjectNode headers = response.putObject("multiValueHeaders");
                kept(head).forEach(header -> headers.withArray(name(header)).add(header.value()));
            }
            case V2 -> {
                ObjectNode headers = response.putObject("headers");
                kept(head).filter(header -> !name(header).equals(COOKIE)).forEach(header -> join(headers, header));
                kept(head).filter(header -> name(header).equals(COOKIE)).forEach(header -> response.withArray("cookies")
                        .add(header.value()));
            }
        }
        return response;
    }

    /** Text stays readable; anything else, and text that is none, is base64. */
    static void body(ObjectNode response, ResponsePart.Head head, byte[] body) {
        String text = textual(head) ? utf8(body) : null;
        response.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
        response.put("isBase64Encoded", text == null);
    }

    private static Stream<Header> kept(ResponsePart.Head head) {
        return head.headers().stream().filter(header -> !DROPPED.contains(name(header)));
    }

    private static String name(Header header) {
        return header.name().toLowerCase(Locale.ROOT);
    }

    private static void join(ObjectNode headers, Header header) {
        String before = headers.path(name(header)).asText("");
        headers.put(name(header), before.isEmpty() ? header.value() : before + ", " + header.value());
    }

    private static boolean textual(ResponsePart.Head head) {
        String type = head.first("content-type").toLowerCase(Locale.ROOT);
        boolean text = type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml");
        return text && head.first("content-encoding").isEmpty();
    }

    private static String utf8(byte[] body) {
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
