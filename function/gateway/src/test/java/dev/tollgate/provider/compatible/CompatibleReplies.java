package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.RandomReplies;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates random replies of OpenAI and compatible providers. All choices of a stream start at the same time, and their
 * deltas alternate.
 */
public final class CompatibleReplies implements RandomReplies {
    /** Where a stream reports its usage. */
    private enum UsagePosition {
        NOWHERE,
        ALONE,
        WITH_A_SECOND_FINISH,
        EVERYWHERE,
        GROQ
    }

    @Override
    public ChatAdapter adapter() {
        URI base = URI.create("http://localhost/v1");
        return new CompatibleKind().adapter(new Provider("own", "openai", base, null, null));
    }

    @Override
    public Written next(Random random) {
        ObjectNode common = commonFields(random);
        ObjectNode whole = common.deepCopy();
        ObjectNode initial = common.deepCopy();
        List<EventSequence> sequences = new ArrayList<>();
        for (int index = 0; index <= random.nextInt(3); index++) {
            RandomChoice choice = RandomChoice.next(random, index);
            whole.withArray("choices").add(choice.whole());
            initial.withArray("choices")
                    .addObject()
                    .put("index", index)
                    .putObject("delta")
                    .put("role", "assistant");
            sequences.add(new EventSequence("choice " + index, false, choice.pieces()));
        }
        ObjectNode usage = usage(random);
        UsagePosition position = UsagePosition.values()[random.nextInt(UsagePosition.values().length)];
        if (position != UsagePosition.NOWHERE) {
            whole.set("usage", usage);
        }
        StringBuilder stream = new StringBuilder();
        write(initial, stream, random);
        for (ObjectNode piece : EventSequence.interleave(sequences, random)) {
            ObjectNode event = common.deepCopy();
            event.putArray("choices").add(piece);
            if (position == UsagePosition.EVERYWHERE) {
                event.set("usage", usage(random));
            } else if (random.nextBoolean()) {
                event.putNull("usage");
            }
            write(event, stream, random);
        }
        int completeFrom = bytes(stream).length - 1;
        end(common.deepCopy(), position, usage, stream, random);
        return new Written(whole.toString().getBytes(StandardCharsets.UTF_8), bytes(stream), completeFrom);
    }

    private static void end(
            ObjectNode event, UsagePosition position, ObjectNode usage, StringBuilder stream, Random random) {
        event.putArray("choices");
        switch (position) {
            case NOWHERE -> {}
            case ALONE, EVERYWHERE -> write(event.set("usage", usage), stream, random);
            case GROQ -> {
                event.putObject("x_groq").put("id", "req").set("usage", usage);
                write(event, stream, random);
            }
            case WITH_A_SECOND_FINISH -> {
                ObjectNode again = event.withArray("choices").addObject().put("index", 0);
                again.put("finish_reason", "stop").putObject("delta").put("content", "");
                write(event.set("usage", usage), stream, random);
            }
        }
        stream.append(random.nextInt(4) > 0 ? "data: [DONE]\n\n" : "");
    }

    /** The fields that the buffered reply and every event have. */
    private static ObjectNode commonFields(Random random) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (random.nextInt(6) > 0) {
            fields.put("id", random.nextInt(6) == 0 ? "" : "chatcmpl-" + random.nextInt(1_000_000));
        }
        fields.put("object", "chat.completion.chunk").put("model", "model");
        if (random.nextBoolean()) {
            fields.put("created", 1_700_000_000).put("system_fingerprint", "fp");
        }
        if (random.nextInt(3) == 0) {
            fields.putObject("novelty").put("finish_reason", "stop");
        }
        return fields;
    }

    private static ObjectNode usage(Random random) {
        int prompt = random.nextInt(500);
        int completion = random.nextInt(500);
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("prompt_tokens", prompt).put("completion_tokens", completion);
        if (random.nextInt(4) > 0) {
            usage.put("total_tokens", prompt + completion);
        }
        if (random.nextBoolean()) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", random.nextInt(500));
            usage.putObject("prompt_tokens_details").put("cached_tokens", random.nextInt(500));
        }
        return usage;
    }

    /** Writes an event, with comments, empty events and padding that do not affect the completion. */
    private static void write(ObjectNode event, StringBuilder stream, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> stream.append(": PROCESSING\n\n");
            case 1 ->
                stream.append("event: ping\ndata: {\"object\": \"ping\", \"choices\": null, \"error\": null}\r\n\r\n");
            case 2 -> stream.append("data:\n\ndata: {\"choices\": [null]}\n\n");
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            event.put("obfuscation", "x".repeat(random.nextInt(9)));
        }
        stream.append(random.nextBoolean() ? "data: " : "data:");
        stream.append(event).append(random.nextBoolean() ? "\n\n" : "\r\n\r\n");
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
