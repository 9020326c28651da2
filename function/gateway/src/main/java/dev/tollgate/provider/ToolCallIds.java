package dev.tollgate.provider;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.parse.Sha256Digest;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tool calls of a conversation ids that the provider accepts. The conversation may have started at another provider,
 * whose ids are too long, have other characters, or repeat themselves.
 *
 * <p>An id that the provider accepts stays as it is. Any other becomes a hash of itself, so it is the same on every turn: the
 * provider's prompt cache keeps its hits. No two calls get the same id, and each result gets the id of its call. An instance
 * serves one request.
 */
public final class ToolCallIds {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final ToolCallIdFormat format;
    private final Set<String> used = new HashSet<>();
    private final Map<String, CallsOfOneId> calls = new HashMap<>();

    private ToolCallIds(ToolCallIdFormat format) {
        this.format = format;
    }

    /** The calls that have the same id in the caller's request. Some models count from {@code call_0} on every turn. */
    private static final class CallsOfOneId {
        private final Deque<String> withoutResult = new ArrayDeque<>();
        private int count;
        private @Nullable String last;

        /** The oldest call without a result. A second result of one call belongs to the same call. */
        private @Nullable String answered() {
            String oldest = withoutResult.poll();
            last = oldest == null ? last : oldest;
            return last;
        }
    }

    /** The same request with ids that the provider accepts; the request itself where it has no others. */
    public static ChatRequest in(ChatRequest request, ToolCallIdFormat format) {
        ToolCallIds ids = new ToolCallIds(format);
        List<Message> messages = new ArrayList<>(request.messages().size());
        boolean changed = false;
        for (Message message : request.messages()) {
            Message converted = ids.message(message);
            changed |= !converted.equals(message);
            messages.add(converted);
        }
        return changed ? request.withMessages(messages) : request;
    }

    private Message message(Message message) {
        if (message.toolCalls() != null && !message.toolCalls().isEmpty()) {
            return withCalls(message, message.toolCalls());
        }
        return message.role() == Role.TOOL && message.toolCallId() != null
                ? withResult(message, message.toolCallId())
                : message;
    }

    private Message withCalls(Message message, List<ToolCall> before) {
        List<ToolCall> after = before.stream().map(this::call).toList();
        return after.equals(before)
                ? message
                : new Message(
                        message.role(),
                        message.content(),
                        message.name(),
                        after,
                        message.toolCallId(),
                        message.extra());
    }

    private ToolCall call(ToolCall call) {
        String original = call.id() == null ? "" : call.id();
        CallsOfOneId same = calls.computeIfAbsent(original, _ -> new CallsOfOneId());
        String id = unused(original, same.count++);
        same.withoutResult.add(id);
        return id.equals(call.id()) ? call : new ToolCall(call.index(), id, call.type(), call.function(), call.extra());
    }

    private Message withResult(Message message, String original) {
        CallsOfOneId same = calls.get(original);
        String answered = same == null ? null : same.answered();
        String id = answered != null ? answered : format.accepts(original) ? original : hash(original, 0, 0);
        return id.equals(original)
                ? message
                : new Message(
                        message.role(), message.content(), message.name(), message.toolCalls(), id, message.extra());
    }

    private String unused(String original, int repetition) {
        if (repetition == 0 && format.accepts(original) && used.add(original)) {
            return original;
        }
        int collisions = 0;
        String id = hash(original, repetition, collisions);
        while (!used.add(id)) {
            id = hash(original, repetition, ++collisions);
        }
        return id;
    }

    private String hash(String original, int repetition, int collisions) {
        Sha256Digest digest = Sha256Digest.start().add(original + '\n' + repetition + '\n' + collisions);
        BigInteger rest = new BigInteger(1, digest.bytes());
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        StringBuilder id = new StringBuilder(format.madeUpLength());
        while (id.length() < format.madeUpLength()) {
            BigInteger[] division = rest.divideAndRemainder(base);
            id.append(ALPHABET.charAt(division[1].intValue()));
            rest = division[0];
        }
        return id.toString();
    }
}
