package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.golden.EventFrames;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.RandomReplies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

/** Generates random replies of Converse. Text, thinking and calls overlap in the stream, in AWS's framing. */
public final class BedrockReplies implements RandomReplies {
    private static final String[] REASONS = {
        "end_turn", "tool_use", "max_tokens", "stop_sequence", "guardrail_intervened", "content_filtered", "new_reason"
    };

    @Override
    public ChatAdapter adapter() {
        return new BedrockKind().adapter(new Provider("bedrock", "bedrock", null, null, "eu-central-1"));
    }

    @Override
    public Written next(Random random) {
        ObjectNode whole = object();
        ArrayNode content = whole.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .putArray("content");
        List<ConverseBlock> blocks = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            blocks.add(ConverseBlock.next(random, blocks.size()));
            content.add(blocks.getLast().whole());
        }
        ObjectNode stop = object().put("stopReason", REASONS[random.nextInt(REASONS.length)]);
        whole.setAll(stop);
        ObjectNode metadata = object();
        metadata.set("usage", usage(random));
        metadata.putObject("metrics").put("latencyMs", random.nextInt(500));
        boolean usageFirst = random.nextBoolean();
        if (usageFirst && random.nextBoolean()) {
            metadata.putObject("trace").put("promptRouter", "arn");
        }
        whole.setAll(metadata);
        StringBuilder lines = new StringBuilder();
        write("messageStart", object().put("role", "assistant"), lines, random);
        blocks(blocks, random).forEach(event -> event.properties()
                .forEach(named -> write(named.getKey(), (ObjectNode) named.getValue(), lines, random)));
        if (usageFirst) {
            write("metadata", metadata, lines, random);
        }
        write("messageStop", stop, lines, random);
        int completeFrom = frames(lines).length;
        if (!usageFirst) {
            write("metadata", metadata, lines, random);
        }
        return new Written(whole.toString().getBytes(StandardCharsets.UTF_8), frames(lines), completeFrom);
    }

    /** A wrong checksum hides everything else. Every other time, the frames are therefore valid and a payload is corrupt. */
    @Override
    public byte[] broken(byte[] stream, Random random) {
        if (random.nextBoolean()) {
            return RandomReplies.brokenText(stream, random);
        }
        MessageDecoder decoder = new MessageDecoder();
        decoder.feed(stream);
        List<Message> messages = decoder.getDecodedMessages();
        int chosen = random.nextInt(messages.size());
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            byte[] payload = message.getPayload();
            new Message(message.getHeaders(), i == chosen ? RandomReplies.brokenText(payload, random) : payload)
                    .encode(broken);
        }
        return broken.toByteArray();
    }

    /** The last block of its kind may have no stop. */
    private static List<ObjectNode> blocks(List<ConverseBlock> blocks, Random random) {
        List<EventSequence> sequences = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            EventSequence sequence = blocks.get(i).sequence();
            boolean isLast = blocks.subList(i + 1, blocks.size()).stream()
                    .noneMatch(later -> later.sequence().group().equals(sequence.group()));
            if (isLast && random.nextInt(3) == 0) {
                sequence.events().removeLast();
            }
            sequences.add(sequence);
        }
        return EventSequence.interleave(sequences, random);
    }

    private static ObjectNode usage(Random random) {
        ObjectNode usage = object().put("inputTokens", random.nextInt(500)).put("outputTokens", random.nextInt(500));
        if (random.nextBoolean()) {
            usage.put("cacheReadInputTokens", random.nextInt(500)).put("cacheWriteInputTokens", random.nextInt(2));
        }
        return usage.put("totalTokens", 1);
    }

    /** Writes an event, with unknown events before it and unknown fields in it. */
    private static void write(String name, ObjectNode event, StringBuilder lines, Random random) {
        if (random.nextInt(5) == 0) {
            ObjectNode mood = object().put("contentBlockIndex", 0).put("stopReason", "end_turn");
            lines.append(object().set("mood", mood).toString()).append('\n');
        }
        ObjectNode noisy = event.deepCopy();
        if (random.nextInt(3) == 0) {
            noisy.put("p", "abcdefghij".substring(random.nextInt(10)));
            noisy.putObject("novelty").put("stopReason", "end_turn");
        }
        lines.append(object().set(name, noisy).toString()).append('\n');
    }

    private static byte[] frames(StringBuilder lines) {
        return EventFrames.encode(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
