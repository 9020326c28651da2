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
 * AWS' binary framing of events, each with headers and checksums
 * (https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream), read by the AWS
 * SDK's own decoder.
 */
final class BedrockFrames implements EventParser {
    /** Stands before the names of events that are failures. */
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
            case "error" -> new ReplyEvent(FAILURE + header(message, ":error-code"), said(message));
            default -> new ReplyEvent(header(message, ":event-type"), payload);
        };
    }

    /** What is no exception of Bedrock's own is told in headers, without a body. */
    private static String said(Message message) {
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
