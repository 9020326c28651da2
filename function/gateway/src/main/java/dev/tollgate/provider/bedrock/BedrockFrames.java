package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

/**
 * Parses AWS's binary framing of events, each with headers and checksums
 * (https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream). The AWS SDK's decoder
 * does the work.
 */
final class BedrockFrames implements EventParser {
    /** The prefix of the names of events that are errors. */
    static final String FAILURE = "failure:";

    private final String provider;
    private final MessageDecoder decoder = new MessageDecoder();

    BedrockFrames(String provider) {
        this.provider = provider;
    }

    @Override
    public List<ReplyEvent> feed(byte[] bytes) {
        try {
            decoder.feed(bytes);
        } catch (IllegalArgumentException | IllegalStateException damaged) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a damaged event.", damaged);
        }
        return decoder.getDecodedMessages().stream().map(BedrockFrames::event).toList();
    }

    private static ReplyEvent event(Message message) {
        String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
        return switch (header(message, ":message-type")) {
            case "exception" -> new ReplyEvent(FAILURE + header(message, ":exception-type"), payload);
            case "error" -> new ReplyEvent(FAILURE + header(message, ":error-code"), errorBody(message));
            default -> new ReplyEvent(header(message, ":event-type"), payload);
        };
    }

    /** Errors other than Bedrock's own exceptions have their message in headers, and no body. */
    private static String errorBody(Message message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", header(message, ":error-message"))
                .toString();
    }

    private static String header(Message message, String name) {
        HeaderValue value = message.getHeaders().get(name);
        return value == null ? "" : value.getString();
    }
}
