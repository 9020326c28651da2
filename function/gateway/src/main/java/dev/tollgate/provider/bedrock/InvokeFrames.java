package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Parses the frames of {@code InvokeModelWithResponseStream}: each has one of the model's own events in Base64
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_PayloadPart.html).
 */
final class InvokeFrames implements EventParser {
    private final String provider;
    private final BedrockFrames frames;

    InvokeFrames(String provider) {
        this.provider = provider;
        this.frames = new BedrockFrames(provider);
    }

    @Override
    public List<ReplyEvent> feed(byte[] bytes) {
        List<ReplyEvent> events = new ArrayList<>();
        for (ReplyEvent frame : frames.feed(bytes)) {
            if (frame.name().startsWith(BedrockFrames.FAILURE)) {
                throw BedrockFailure.inStream(
                        provider, frame.name().substring(BedrockFrames.FAILURE.length()), frame.data());
            }
            if (frame.name().equals("chunk")) {
                events.add(event(frame.data()));
            }
        }
        return events;
    }

    private ReplyEvent event(String payload) {
        try {
            JsonNode part = JsonCodec.mapper().readTree(payload);
            String data =
                    new String(Base64.getDecoder().decode(part.path("bytes").asText()), StandardCharsets.UTF_8);
            return new ReplyEvent(JsonCodec.mapper().readTree(data).path("type").asText(), data);
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a damaged event.", damaged);
        }
    }
}
