package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One random block.
 *
 * @param whole the block in a message
 * @param events the same block in a stream: its start, its deltas, its stop
 */
record RandomBlock(ObjectNode whole, List<ObjectNode> events) {
    static RandomBlock next(Random random, int index) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> text(random, index);
            case 2 -> thinking(random, index);
            case 3 -> call(random, index, "tool_use");
            case 4 -> call(random, index, random.nextBoolean() ? "tool_use" : "server_tool_use");
            default -> {
                ObjectNode redacted = block("redacted_thinking").put("data", RandomText.words(random));
                yield new RandomBlock(redacted, events(index, redacted, List.of()));
            }
        };
    }

    private static RandomBlock text(Random random, int index) {
        String text = RandomText.words(random);
        ObjectNode whole = block("text").put("text", text);
        List<ObjectNode> deltas = new ArrayList<>();
        RandomText.pieces(text, random)
                .forEach(piece -> deltas.add(block("text_delta").put("text", piece)));
        if (random.nextInt(3) == 0) {
            ObjectNode citation = block("web_search_result_location").put("url", "https://example.com");
            whole.putArray("citations").add(citation);
            deltas.add(
                    random.nextInt(deltas.size() + 1), block("citations_delta").set("citation", citation));
        }
        return new RandomBlock(whole, events(index, block("text").put("text", ""), deltas));
    }

    private static RandomBlock thinking(Random random, int index) {
        String text = random.nextInt(4) == 0 ? "" : RandomText.words(random);
        ObjectNode whole = block("thinking").put("thinking", text).put("signature", "c2ln" + index);
        List<ObjectNode> deltas = new ArrayList<>();
        RandomText.pieces(text, random)
                .forEach(piece -> deltas.add(block("thinking_delta").put("thinking", piece)));
        deltas.add(block("signature_delta").put("signature", "c2ln" + index));
        return new RandomBlock(whole, events(index, block("thinking").put("thinking", ""), deltas));
    }

    private static RandomBlock call(Random random, int index, String type) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            input.put("field" + i, RandomText.words(random));
            input.putArray("list" + i).add(random.nextInt()).add(random.nextBoolean());
        }
        String name = type.equals("tool_use") && random.nextInt(5) == 0 ? AnthropicReply.JSON_TOOL : "tool";
        ObjectNode started = block(type).put("id", "toolu_" + index).put("name", name);
        started.putObject("input");
        List<ObjectNode> deltas = new ArrayList<>();
        deltas.add(block("input_json_delta").put("partial_json", ""));
        if (!input.isEmpty()) {
            RandomText.pieces(input.toString(), random)
                    .forEach(piece -> deltas.add(block("input_json_delta").put("partial_json", piece)));
        }
        return new RandomBlock(started.deepCopy().set("input", input), events(index, started, deltas));
    }

    private static List<ObjectNode> events(int index, ObjectNode started, List<ObjectNode> deltas) {
        List<ObjectNode> events = new ArrayList<>();
        events.add(block("content_block_start").put("index", index).set("content_block", started));
        deltas.forEach(delta ->
                events.add(block("content_block_delta").put("index", index).set("delta", delta)));
        events.add(block("content_block_stop").put("index", index));
        return events;
    }

    private static ObjectNode block(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
