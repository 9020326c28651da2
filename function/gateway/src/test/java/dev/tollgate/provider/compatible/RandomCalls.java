package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates random parallel tool calls, with one of the numberings that providers use. */
final class RandomCalls {
    /** How a stream names the call that a piece belongs to. */
    private enum Numbering {
        FROM_ZERO,
        FROM_ONE,
        /** All calls have the index 0, and differ by their ids. */
        ALL_ZERO,
        /** No indexes: a piece without a name continues the last call. */
        NONE,
        /** No indexes, and each call in one piece. */
        AT_ONCE
    }

    private final Numbering numbering;
    private final Random random;

    private RandomCalls(Random random) {
        this.numbering = Numbering.values()[random.nextInt(Numbering.values().length)];
        this.random = random;
    }

    /** Adds the calls to a message, and returns the deltas that stream them. */
    static List<EventSequence> addTo(ObjectNode message, Random random) {
        RandomCalls calls = new RandomCalls(random);
        List<EventSequence> sequences = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            ObjectNode call = calls.call(i);
            message.withArray("tool_calls").add(call);
            sequences.add(calls.sequence(i, call));
        }
        return sequences;
    }

    private ObjectNode call(int number) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        if (numbering == Numbering.ALL_ZERO || random.nextInt(3) > 0) {
            call.put("id", "call_" + number);
        } else if (random.nextBoolean()) {
            call.put("id", "");
        }
        if (random.nextBoolean()) {
            call.put("type", "function");
        }
        String arguments = random.nextInt(4) == 0 ? "" : "{\"place\": \"Zürich\", \"n\": " + random.nextInt(500) + "}";
        call.putObject("function").put("name", "weather").put("arguments", arguments);
        return call;
    }

    private EventSequence sequence(int number, ObjectNode call) {
        List<ObjectNode> pieces = new ArrayList<>();
        if (numbering == Numbering.AT_ONCE) {
            pieces.add(piece(call, number));
            return new EventSequence("calls", false, pieces);
        }
        List<String> texts =
                RandomText.pieces(call.path("function").path("arguments").textValue(), random);
        ObjectNode first = call.deepCopy();
        first.withObject("/function").put("arguments", texts.removeFirst());
        pieces.add(piece(first, number));
        texts.forEach(text -> pieces.add(piece(continuation(call, text), number)));
        boolean hasNumber = numbering == Numbering.FROM_ZERO || numbering == Numbering.FROM_ONE;
        return new EventSequence("calls", hasNumber, pieces);
    }

    /** Some providers repeat the id and the name, others send both as empty strings. */
    private ObjectNode continuation(ObjectNode call, String text) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        ObjectNode function = more.putObject("function").put("arguments", text);
        switch (random.nextInt(5)) {
            case 0 -> function.putNull("name");
            case 1 -> {
                function.put("name", "");
                more.put("id", "");
            }
            case 2 -> more.setAll(call.deepCopy().retain("id", "type"));
            case 3 -> {
                // Without an index, a name starts a new call.
                if (numbering != Numbering.NONE) {
                    function.put("name", "weather");
                    more.setAll(call.deepCopy().retain("id", "type"));
                }
            }
            default -> {}
        }
        return more;
    }

    private ObjectNode piece(ObjectNode call, int number) {
        ObjectNode numbered = call.deepCopy();
        switch (numbering) {
            case FROM_ZERO -> numbered.put("index", number);
            case FROM_ONE -> numbered.put("index", number + 1);
            case ALL_ZERO -> numbered.put("index", 0);
            case NONE, AT_ONCE -> {}
        }
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        delta.putArray("tool_calls").add(numbered);
        return RandomChoice.piece(delta);
    }
}
