package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.RandomReplies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates random replies of Gemini. Candidates overlap in the stream, and text comes in pieces. */
public final class GeminiReplies implements RandomReplies {
    private static final String[] REASONS = {"STOP", "STOP", "MAX_TOKENS", "SAFETY", "SOME_NEW_REASON"};
    private static final String[] TEXTS = {"Grüezi, wie geht's?", "🌧 in \"Zürich\"\n\n", "{\"a\": [1, 2]}", "."};

    @Override
    public ChatAdapter adapter() {
        return EncodedRequest.ADAPTER;
    }

    @Override
    public Written next(Random random) {
        ObjectNode whole = commonFields(random);
        List<List<ObjectNode>> candidates = new ArrayList<>();
        for (int index = 0; index <= random.nextInt(3); index++) {
            candidates.add(candidate(index, whole.withArray("candidates"), random));
        }
        StringBuilder stream = new StringBuilder();
        interleave(candidates, random).forEach(pieces -> {
            ObjectNode event = commonFields(random);
            event.putArray("candidates").addAll(pieces);
            write(event, stream, random);
        });
        int completeFrom = stream.toString().getBytes(StandardCharsets.UTF_8).length - 1;
        ObjectNode last = commonFields(random);
        last.set("usageMetadata", whole.path("usageMetadata"));
        write(last, stream, random);
        return new Written(bytes(whole.toString()), bytes(stream.toString()), completeFrom);
    }

    /**
     * Adds the complete candidate, and returns its pieces. Each has a part or a piece of text, and the last one has the finish.
     */
    private static List<ObjectNode> candidate(int index, ArrayNode candidates, Random random) {
        ObjectNode candidate = candidates.addObject().put("index", index);
        ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
        List<ObjectNode> pieces = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            ObjectNode part = part(random);
            parts.add(part);
            cut(part, random).forEach(piece -> pieces.add(piece(index, piece)));
        }
        pieces.add(piece(index, object().put("text", "")));
        ObjectNode finish = object().put("finishReason", REASONS[random.nextInt(REASONS.length)]);
        if (random.nextBoolean()) {
            finish.putArray("safetyRatings").addObject().put("category", "C");
        }
        candidate.setAll(finish);
        pieces.getLast().setAll(finish);
        return pieces;
    }

    private static ObjectNode part(Random random) {
        ObjectNode part = object();
        String text = TEXTS[random.nextInt(TEXTS.length)];
        switch (random.nextInt(6)) {
            case 0 -> part.put("text", text).put("thought", true);
            case 1 -> call(part.putObject("functionCall"), random);
            case 2 -> part.putObject("inlineData").put("mimeType", "image/png").put("data", "AA==");
            case 3 -> part.putObject("executableCode").put("code", text);
            default -> part.put("text", text);
        }
        if (random.nextInt(3) == 0) {
            part.put("thoughtSignature", "signature-" + random.nextInt(100));
        }
        return part;
    }

    private static void call(ObjectNode call, Random random) {
        call.put("name", "weather");
        if (random.nextBoolean()) {
            call.put("id", "id-" + random.nextInt(1_000_000));
        }
        if (random.nextBoolean()) {
            call.putObject("args").put("place", TEXTS[random.nextInt(TEXTS.length)]);
        }
    }

    /** A text's signature comes with its last piece, which may be empty. */
    private static List<ObjectNode> cut(ObjectNode part, Random random) {
        if (!part.has("text")) {
            return List.of(part);
        }
        String text = part.path("text").textValue();
        int end = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        ObjectNode first = part.deepCopy().put("text", text.substring(0, end));
        first.remove("thoughtSignature");
        return List.of(first, part.deepCopy().put("text", text.substring(end)));
    }

    /** Starts all candidates at the same time, and continues them in random order. */
    private static List<List<ObjectNode>> interleave(List<List<ObjectNode>> candidates, Random random) {
        List<List<ObjectNode>> merged = new ArrayList<>();
        candidates.forEach(
                pieces -> pieces.addFirst(piece(pieces.getFirst().path("index").asInt(), object().put("text", ""))));
        merged.add(candidates.stream().map(List::removeFirst).toList());
        while (!candidates.isEmpty()) {
            List<ObjectNode> chosen = candidates.get(random.nextInt(candidates.size()));
            merged.add(List.of(chosen.removeFirst()));
            candidates.removeIf(List::isEmpty);
        }
        return merged;
    }

    private static ObjectNode piece(int index, ObjectNode part) {
        ObjectNode piece = object().put("index", index);
        piece.putObject("content").put("role", "model").putArray("parts").add(part);
        return piece;
    }

    private static ObjectNode commonFields(Random random) {
        ObjectNode reply = object().put("responseId", "r-1").put("modelVersion", "gemini");
        reply.putObject("usageMetadata")
                .put("promptTokenCount", random.nextInt(500))
                .put("candidatesTokenCount", random.nextInt(500))
                .put("thoughtsTokenCount", random.nextInt(500))
                .put("cachedContentTokenCount", random.nextInt(500));
        return reply;
    }

    /** Writes an event, with unknown events before it and unknown fields in it. */
    private static void write(ObjectNode event, StringBuilder stream, Random random) {
        if (random.nextInt(4) == 0) {
            stream.append(": comment\n\nevent: mood\ndata: {\"mood\": {\"error\": 1}}\n\n");
        }
        if (random.nextInt(3) == 0) {
            event.putObject("novelty").put("finishReason", "STOP");
        }
        stream.append("data: ").append(event).append(random.nextBoolean() ? "\n\n" : "\r\n\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
