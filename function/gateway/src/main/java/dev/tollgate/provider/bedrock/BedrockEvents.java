package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.bedrock.BedrockWire.Block;
import dev.tollgate.provider.bedrock.BedrockWire.CitedContent;
import dev.tollgate.provider.bedrock.BedrockWire.ContentDelta;
import dev.tollgate.provider.bedrock.BedrockWire.Event;
import dev.tollgate.provider.bedrock.BedrockWire.Reply;
import dev.tollgate.provider.bedrock.BedrockWire.Start;
import dev.tollgate.provider.bedrock.BedrockWire.ToolInput;
import dev.tollgate.provider.bedrock.BedrockWire.WireMessage;
import java.util.ArrayList;
import java.util.List;

/** Converts buffered and streamed replies to the same events. */
final class BedrockEvents {
    private BedrockEvents() {}

    /** Reads an event of a stream. */
    static Event of(ReplyEvent event) throws JsonProcessingException {
        if (event.name().startsWith(BedrockFrames.FAILURE)) {
            return new Event.Failed(event.name().substring(BedrockFrames.FAILURE.length()), event.data());
        }
        return switch (event.name()) {
            case "contentBlockStart" -> JsonCodec.mapper().readValue(event.data(), Event.BlockStart.class);
            case "contentBlockDelta" -> JsonCodec.mapper().readValue(event.data(), Event.BlockDelta.class);
            case "contentBlockStop" -> JsonCodec.mapper().readValue(event.data(), Event.BlockStop.class);
            case "messageStop" -> JsonCodec.mapper().readValue(event.data(), Event.MessageStop.class);
            case "metadata" -> JsonCodec.mapper().readValue(event.data(), Event.Metadata.class);
            default -> new Event.Ignored();
        };
    }

    /** The events of a stream with the same reply. */
    static List<Event> of(Reply reply, WireMessage message) {
        List<Event> events = new ArrayList<>();
        List<Block> blocks = message.content() == null ? List.of() : message.content();
        for (int i = 0; i < blocks.size(); i++) {
            add(i, blocks.get(i), events);
        }
        events.add(new Event.Metadata(reply.usage(), reply.trace(), reply.serviceTier()));
        events.add(new Event.MessageStop(reply.stopReason()));
        return events;
    }

    private static void add(int index, Block block, List<Event> events) {
        if (block.toolUse() != null) {
            String input = ToolArguments.text(block.toolUse().input());
            events.add(new Event.BlockStart(index, new Start(block.toolUse())));
            events.add(delta(index, new ContentDelta(null, new ToolInput(input), null, null)));
        }
        if (block.text() != null || block.reasoningContent() != null) {
            events.add(delta(index, new ContentDelta(block.text(), null, block.reasoningContent(), null)));
        }
        if (block.citationsContent() != null) {
            add(index, block.citationsContent(), events);
        }
        events.add(new Event.BlockStop(index));
    }

    private static void add(int index, CitedContent cited, List<Event> events) {
        if (cited.content() != null) {
            cited.content().forEach(text -> events.add(delta(index, new ContentDelta(text.text(), null, null, null))));
        }
        if (cited.citations() != null) {
            for (JsonNode citation : cited.citations()) {
                events.add(delta(index, new ContentDelta(null, null, null, citation)));
            }
        }
    }

    private static Event delta(int index, ContentDelta delta) {
        return new Event.BlockDelta(index, delta);
    }
}
