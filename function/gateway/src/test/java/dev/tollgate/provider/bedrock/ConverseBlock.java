package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One random block of Converse.
 *
 * @param whole the block in a message
 * @param sequence the same block in a stream: its start if it has one, its deltas, its stop
 */
record ConverseBlock(ObjectNode whole, EventSequence sequence) {
    private static final String TEXT = "text";
    private static final String THINKING = "thinking";

    static ConverseBlock next(Random random, int index) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> text(random, index);
            case 2 -> cited(random, index);
            case 3 -> thinking(random, index);
            case 4 -> redacted(random, index);
            case 5, 6 -> call(random, index);
            default -> image(index);
        };
    }

    private static ConverseBlock text(Random random, int index) {
        String text = RandomText.words(random);
        List<ObjectNode> deltas = texts(text, random);
        ObjectNode started = random.nextInt(3) == 0 ? object() : null;
        return new ConverseBlock(object().put("text", text), sequence(TEXT, index, started, deltas));
    }

    private static ConverseBlock cited(Random random, int index) {
        String text = RandomText.words(random);
        ObjectNode whole = object();
        ObjectNode cited = whole.putObject("citationsContent");
        cited.putArray("content").addObject().put("text", text);
        List<ObjectNode> deltas = texts(text, random);
        int from = 0;
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode citation = object().put("title", "Title " + i);
            citation.putObject("location").putObject("documentPage").put("start", i);
            cited.withArray("citations").add(citation);
            from += random.nextInt(deltas.size() + 1 - from);
            deltas.add(from++, object().set("citation", citation));
        }
        return new ConverseBlock(whole, sequence(TEXT, index, null, deltas));
    }

    private static ConverseBlock thinking(Random random, int index) {
        String text = random.nextInt(4) == 0 ? "" : RandomText.words(random);
        ObjectNode whole = object();
        ObjectNode reasoningText = whole.putObject("reasoningContent").putObject("reasoningText");
        reasoningText.put("text", text);
        List<ObjectNode> deltas = new ArrayList<>();
        RandomText.pieces(text, random).forEach(piece -> deltas.add(reasoning("text", piece)));
        if (random.nextInt(3) > 0) {
            String signature = "c2lnbmF0dXJl" + index;
            reasoningText.put("signature", signature);
            RandomText.pieces(signature, random).forEach(piece -> deltas.add(reasoning("signature", piece)));
        }
        return new ConverseBlock(whole, sequence(THINKING, index, null, deltas));
    }

    private static ConverseBlock redacted(Random random, int index) {
        ObjectNode whole = reasoning("redactedContent", "cmVkYWN0ZWQ" + random.nextInt(100));
        return new ConverseBlock(whole, sequence(THINKING, index, null, List.of(whole)));
    }

    /** A call of one of the caller's tools, or of the gateway's own, which becomes text. */
    private static ConverseBlock call(Random random, int index) {
        boolean isJsonOutput = random.nextInt(4) == 0;
        ObjectNode started = object().put("toolUseId", "tooluse_" + index);
        started.put("name", isJsonOutput ? BedrockFormat.JSON_TOOL : "weather");
        ObjectNode input = object();
        for (int i = random.nextInt(3); i > 0; i--) {
            input.put("field" + i, RandomText.words(random));
            input.putArray("list" + i).add(random.nextInt()).add(random.nextBoolean());
        }
        List<ObjectNode> deltas = new ArrayList<>();
        String sent = input.isEmpty() && random.nextBoolean() ? "" : input.toString();
        RandomText.pieces(sent, random).forEach(piece -> {
            ObjectNode delta = object();
            delta.putObject("toolUse").put("input", piece);
            deltas.add(delta);
        });
        ObjectNode whole = object();
        whole.set("toolUse", started.deepCopy().set("input", input));
        ObjectNode start = object();
        start.set("toolUse", started);
        return new ConverseBlock(whole, sequence(isJsonOutput ? TEXT : "call", index, start, deltas));
    }

    /** An image, which the gateway does not support in a reply. */
    private static ConverseBlock image(int index) {
        ObjectNode whole = object();
        whole.putObject("image").put("format", "png").putObject("source").put("bytes", "AA==");
        ObjectNode started = object();
        started.putObject("image").put("format", "png");
        ObjectNode delta = object();
        delta.putObject("image").putObject("source").put("bytes", "AA==");
        return new ConverseBlock(whole, sequence("image", index, started, List.of(delta)));
    }

    private static List<ObjectNode> texts(String text, Random random) {
        List<ObjectNode> deltas = new ArrayList<>();
        RandomText.pieces(text, random).forEach(piece -> deltas.add(object().put("text", piece)));
        return deltas;
    }

    private static ObjectNode reasoning(String field, String value) {
        ObjectNode reasoning = object();
        reasoning.putObject("reasoningContent").put(field, value);
        return reasoning;
    }

    private static EventSequence sequence(String group, int index, ObjectNode started, List<ObjectNode> deltas) {
        List<ObjectNode> events = new ArrayList<>();
        if (started != null) {
            events.add(event("contentBlockStart", index, "start", started));
        }
        deltas.forEach(delta -> events.add(event("contentBlockDelta", index, "delta", delta)));
        events.add(event("contentBlockStop", index, null, null));
        return new EventSequence(group, group.equals("call"), events);
    }

    private static ObjectNode event(String name, int index, String field, ObjectNode value) {
        ObjectNode event = object();
        ObjectNode body = event.putObject(name).put("contentBlockIndex", index);
        if (field != null) {
            body.set(field, value);
        }
        return event;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
