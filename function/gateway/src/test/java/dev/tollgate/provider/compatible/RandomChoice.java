package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One random choice.
 *
 * @param whole the choice in a buffered reply
 * @param pieces the same choice in a stream; the last piece finishes it
 */
record RandomChoice(ObjectNode whole, List<ObjectNode> pieces) {
    private static final String[] REASONS = {"stop", "stop", "length", "tool_calls", "content_filter", "some_new_reason"
    };
    private static final List<List<String>> REASONING =
            List.of(List.of("reasoning_content"), List.of("reasoning"), List.of("reasoning", "reasoning_content"));

    static RandomChoice next(Random random, int index) {
        ObjectNode whole = object().put("index", index);
        ObjectNode message = whole.putObject("message").put("role", "assistant");
        List<EventSequence> sequences = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            sequences.add(parts(message, random));
        } else {
            sequences.add(content(whole, random));
            sequences.add(reasoning(message, random));
        }
        if (random.nextInt(8) == 0) {
            sequences.add(text(List.of("refusal"), message, random));
        }
        if (random.nextBoolean()) {
            sequences.addAll(RandomCalls.addTo(message, random));
        }
        ObjectNode finish = object().put("finish_reason", REASONS[random.nextInt(REASONS.length)]);
        if (random.nextBoolean()) {
            finish.put("matched_stop", random.nextInt(9));
        }
        whole.setAll(finish);
        List<ObjectNode> pieces = EventSequence.interleave(sequences, random);
        if (pieces.isEmpty() || random.nextBoolean()) {
            pieces.add(piece(object()));
        }
        pieces.forEach(piece -> decorate(piece.put("index", index), random));
        pieces.getLast().setAll(finish);
        return new RandomChoice(whole, pieces);
    }

    private static EventSequence content(ObjectNode whole, Random random) {
        String text = random.nextInt(4) == 0 ? "" : RandomText.words(random);
        boolean logprobs = random.nextInt(3) == 0;
        whole.withObject("/message").put("content", text);
        List<ObjectNode> pieces = new ArrayList<>();
        for (String next : RandomText.pieces(text, random)) {
            ObjectNode piece = piece(object().put("content", next));
            if (logprobs) {
                ObjectNode token = object().put("token", next).put("logprob", -1);
                piece.putObject("logprobs")
                        .putNull("refusal")
                        .putArray("content")
                        .add(token);
                whole.withObject("/logprobs")
                        .putNull("refusal")
                        .withArray("content")
                        .add(token);
            }
            pieces.add(piece);
        }
        return new EventSequence("content", false, pieces);
    }

    private static EventSequence reasoning(ObjectNode message, Random random) {
        return text(REASONING.get(random.nextInt(REASONING.size())), message, random);
    }

    /** The same text in all these fields. */
    private static EventSequence text(List<String> fields, ObjectNode message, Random random) {
        String text = random.nextBoolean() ? "" : RandomText.words(random);
        List<ObjectNode> pieces = new ArrayList<>();
        fields.forEach(field -> message.put(field, text));
        for (String next : RandomText.pieces(text, random)) {
            ObjectNode delta = object();
            fields.forEach(field -> delta.put(field, next));
            pieces.add(piece(delta));
        }
        return new EventSequence(fields.getFirst(), false, pieces);
    }

    /** Content as Mistral sends it: typed parts, or, in a stream, plain strings. */
    private static EventSequence parts(ObjectNode message, Random random) {
        ArrayNode content = message.putArray("content");
        List<ObjectNode> pieces = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            int kind = random.nextInt(4);
            if (kind == 0) {
                ObjectNode reference = object().put("type", "reference");
                reference.putArray("reference_ids").add(i);
                content.add(reference);
                pieces.add(partPiece(reference));
                continue;
            }
            String text = RandomText.words(random);
            content.add(part(kind == 1, text));
            for (String next : RandomText.pieces(text, random)) {
                boolean isPlain = kind > 1 && random.nextBoolean();
                pieces.add(isPlain ? piece(object().put("content", next)) : partPiece(part(kind == 1, next)));
            }
        }
        return new EventSequence("content", false, pieces);
    }

    private static ObjectNode part(boolean isThinking, String text) {
        ObjectNode plain = object().put("type", "text").put("text", text);
        if (!isThinking) {
            return plain;
        }
        ObjectNode thinking = object().put("type", "thinking");
        thinking.putArray("thinking").add(plain);
        return thinking;
    }

    private static ObjectNode partPiece(ObjectNode part) {
        ObjectNode delta = object();
        delta.putArray("content").add(part);
        return piece(delta);
    }

    /** Adds fields that some providers send although they have no value. */
    private static void decorate(ObjectNode piece, Random random) {
        ObjectNode delta = piece.withObject("/delta");
        if (random.nextInt(3) == 0) {
            List.of("content", "refusal", "tool_calls", "reasoning", "function_call").stream()
                    .filter(field -> !delta.has(field))
                    .forEach(delta::putNull);
        }
        if (random.nextInt(3) == 0) {
            delta.put("role", "assistant");
        }
        switch (random.nextInt(3)) {
            case 0 -> piece.putNull("finish_reason");
            case 1 -> piece.put("finish_reason", "");
            default -> {}
        }
    }

    static ObjectNode piece(ObjectNode delta) {
        ObjectNode piece = object();
        piece.set("delta", delta);
        return piece;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
