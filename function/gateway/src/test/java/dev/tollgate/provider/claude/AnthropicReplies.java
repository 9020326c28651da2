package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.RandomReplies;
import dev.tollgate.provider.anthropic.AnthropicKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates random messages of Anthropic's. Consecutive calls may overlap in the stream. */
public final class AnthropicReplies implements RandomReplies {
    private static final String[] REASONS = {
        "end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal", "some_new_reason"
    };

    @Override
    public ChatAdapter adapter() {
        return new AnthropicKind().adapter(new Provider("anthropic", "anthropic", null, null, null));
    }

    @Override
    public Written next(Random random) {
        ObjectNode message = object().put("id", "msg_1").put("type", "message").put("role", "assistant");
        message.put("model", "claude");
        ArrayNode content = message.putArray("content");
        List<List<ObjectNode>> blocks = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            RandomBlock block = RandomBlock.next(random, blocks.size());
            content.add(block.whole());
            blocks.add(block.events());
        }
        String reason = REASONS[random.nextInt(REASONS.length)];
        message.put("stop_reason", reason).put("stop_sequence", random.nextBoolean() ? "END" : null);
        ObjectNode usage = message.putObject("usage");
        // A running total never returns to zero.
        usage.put("input_tokens", 1 + random.nextInt(500)).put("cache_read_input_tokens", random.nextInt(500));
        usage.put("cache_creation_input_tokens", random.nextInt(500)).put("output_tokens", 1 + random.nextInt(500));
        byte[] stream = stream(message, interleave(blocks, random), random).getBytes(StandardCharsets.UTF_8);
        return new Written(message.toString().getBytes(StandardCharsets.UTF_8), stream, stream.length - 1);
    }

    private static String stream(ObjectNode message, List<ObjectNode> blocks, Random random) {
        ObjectNode started = message.deepCopy().putNull("stop_reason").putNull("stop_sequence");
        started.putArray("content");
        started.putObject("usage").put("input_tokens", random.nextInt(500)).put("output_tokens", 1);
        ObjectNode start = object().put("type", "message_start").set("message", started);
        StringBuilder stream = new StringBuilder();
        write(start, stream, random);
        if (random.nextInt(4) == 0) {
            write(start, stream, random);
        }
        blocks.forEach(event -> write(event, stream, random));
        ObjectNode delta = object().put("type", "message_delta");
        delta.putObject("delta").setAll(message.deepCopy().retain("stop_reason", "stop_sequence"));
        if (random.nextInt(3) == 0) {
            ObjectNode early = delta.deepCopy();
            early.putObject("delta").putNull("stop_reason");
            early.putObject("usage").put("output_tokens", random.nextInt(500));
            write(early, stream, random);
        }
        write(delta.set("usage", message.path("usage")), stream, random);
        ObjectNode stop = object().put("type", "message_stop");
        stream.append("event: message_stop\ndata: ").append(stop).append("\n\n");
        return stream.toString();
    }

    /** Lets only calls overlap: OpenAI's chunks name the call of each piece, too. */
    private static List<ObjectNode> interleave(List<List<ObjectNode>> blocks, Random random) {
        List<ObjectNode> merged = new ArrayList<>();
        List<List<ObjectNode>> overlapping = new ArrayList<>();
        for (List<ObjectNode> block : blocks) {
            boolean isCall = isCall(block.getFirst().path("content_block"));
            if (!isCall) {
                drain(overlapping, merged, random);
            }
            merged.add(block.getFirst());
            overlapping.add(new ArrayList<>(block.subList(1, block.size())));
            if (!isCall || random.nextBoolean()) {
                drain(overlapping, merged, random);
            }
        }
        drain(overlapping, merged, random);
        return merged;
    }

    private static boolean isCall(JsonNode block) {
        return block.path("type").asText().equals("tool_use")
                && !block.path("name").asText().equals(AnthropicReply.JSON_TOOL);
    }

    private static void drain(List<List<ObjectNode>> overlapping, List<ObjectNode> merged, Random random) {
        while (!overlapping.isEmpty()) {
            int chosen = random.nextInt(overlapping.size());
            merged.add(overlapping.get(chosen).removeFirst());
            if (overlapping.get(chosen).isEmpty()) {
                overlapping.remove(chosen);
            }
        }
    }

    /** Writes an event, with unknown events before it and unknown fields in it. */
    private static void write(ObjectNode event, StringBuilder stream, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> stream.append("event: ping\ndata: {\"type\": \"ping\"}\n\n");
            case 1 ->
                stream.append(": comment\n\nevent: mood\ndata: {\"type\": \"mood\", \"index\": 0, \"delta\": []}\n\n");
            case 2 -> stream.append("data: {\"no_type\": {\"type\": \"error\"}}\r\n\r\n");
            default -> {}
        }
        ObjectNode noisy = event.deepCopy();
        if (random.nextInt(3) == 0) {
            noisy.putObject("unknown")
                    .put("type", "message_stop")
                    .putArray("list")
                    .add(random.nextInt());
        }
        stream.append("event: ").append(event.path("type").asText()).append("\ndata: ");
        stream.append(noisy).append(random.nextBoolean() ? "\n\n" : "\r\n\r\n");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
