package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates the parts of a random message. Each method adds a part to the message, and returns the events that stream it. */
final class RandomMessage {
    private static final String CONTENT = "content";

    private final ObjectNode message;
    private final ObjectNode reply;
    private final Random random;
    private final boolean logprobs;

    RandomMessage(ObjectNode message, ObjectNode reply, Random random) {
        this.message = message;
        this.reply = reply;
        this.random = random;
        this.logprobs = random.nextInt(3) == 0;
    }

    /** Text or thinking. */
    EventSequence block() {
        int index = message.withArray(CONTENT).size();
        String type = random.nextInt(3) == 0 ? "thinking" : "text";
        String text = random.nextInt(6) == 0 ? "" : RandomText.words(random);
        message.withArray(CONTENT).addObject().put("type", type).put(type, text);
        List<String> pieces = RandomText.pieces(text, random);
        boolean startsWithText = !logprobs && random.nextInt(4) == 0;
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode start = event("content-start", index);
        content(start).put("type", type).put(type, startsWithText ? pieces.removeFirst() : "");
        events.add(start);
        pieces.forEach(piece -> events.add(delta(index, type, piece)));
        if (type.equals("text")) {
            cite(index, events);
        }
        events.add(event("content-end", index));
        return new EventSequence(CONTENT, false, events);
    }

    private ObjectNode delta(int index, String type, String piece) {
        ObjectNode delta = event("content-delta", index);
        content(delta).put(type, piece);
        if (logprobs && type.equals("text")) {
            ObjectNode pieceLogprobs = JsonNodeFactory.instance.objectNode().put("text", piece);
            pieceLogprobs.putArray("token_ids").add(random.nextInt(500));
            pieceLogprobs.putArray("logprobs").add(-random.nextInt(8) / 8.0);
            delta.set("logprobs", pieceLogprobs);
            reply.withArray("logprobs").add(pieceLogprobs);
        }
        return delta;
    }

    /** Adds citations after the start of their block, from which Cohere counts their positions. */
    private void cite(int block, List<ObjectNode> events) {
        int from = 1;
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode citation = JsonNodeFactory.instance.objectNode();
            citation.put("start", i).put("end", i + 1).put("text", "…").put("content_index", block);
            citation.put("type", random.nextInt(4) == 0 ? "PLAN" : "TEXT_CONTENT");
            ObjectNode source = citation.putArray("sources").addObject().put("type", "document");
            ObjectNode document = source.put("id", "doc:" + i).putObject("document");
            if (random.nextBoolean()) {
                document.put("url", "https://example.com/" + i).put("title", "Title");
            }
            message.withArray("citations").add(citation);
            ObjectNode event = event("citation-start", i);
            event.putObject("delta").putObject("message").set("citations", citation);
            from += random.nextInt(events.size() + 1 - from);
            events.add(from++, event);
        }
    }

    EventSequence plan() {
        String plan = RandomText.words(random);
        message.put("tool_plan", plan);
        List<ObjectNode> events = new ArrayList<>();
        for (String piece : RandomText.pieces(plan, random)) {
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "tool-plan-delta");
            event.putObject("delta").putObject("message").put("tool_plan", piece);
            events.add(event);
        }
        return new EventSequence(CONTENT, false, events);
    }

    EventSequence call() {
        int index = message.withArray("tool_calls").size();
        String arguments = random.nextInt(4) == 0 ? "" : "{\"place\": \"" + random.nextInt(500) + " Zürich\"}";
        ObjectNode started = JsonNodeFactory.instance.objectNode().put("type", "function");
        if (random.nextInt(4) > 0) {
            started.put("id", "weather_" + index);
        }
        started.putObject("function").put("name", "weather").put("arguments", "");
        ObjectNode whole = started.deepCopy();
        whole.withObject("/function").put("arguments", arguments);
        message.withArray("tool_calls").add(whole);
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode start = event("tool-call-start", index);
        start.putObject("delta").putObject("message").set("tool_calls", started);
        events.add(start);
        for (String piece : RandomText.pieces(arguments, random)) {
            ObjectNode more = event("tool-call-delta", index);
            ObjectNode calls = more.putObject("delta").putObject("message").putObject("tool_calls");
            calls.putObject("function").put("arguments", piece);
            events.add(more);
        }
        events.add(event("tool-call-end", index));
        return new EventSequence("calls", true, events);
    }

    private static ObjectNode content(ObjectNode event) {
        return event.putObject("delta").putObject("message").putObject(CONTENT);
    }

    private static ObjectNode event(String type, int index) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("index", index);
    }
}
