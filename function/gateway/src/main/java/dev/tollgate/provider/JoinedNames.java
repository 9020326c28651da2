package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that starts each streamed call with its function's whole name, as OpenAI does. Some providers stream a name in pieces
 * (continuedev/continue#5849), or send it after the id and the first arguments (vercel/ai#14722). Clients take the first piece for the
 * whole name, or fail without one.
 *
 * <p>A call waits only while it has no name, or one that is the beginning of the name of a function that the request offers.
 */
final class JoinedNames implements ReplyDecoder {
    private final ReplyDecoder decoder;
    private final Set<String> offered;
    private final Map<CallPlace, ToolCall> waiting = new LinkedHashMap<>();
    private final Set<CallPlace> started = new HashSet<>();

    /** The number of a choice, and that of a call in it. */
    private record CallPlace(int choice, int call) {}

    private JoinedNames(ReplyDecoder decoder, Set<String> offered) {
        this.decoder = decoder;
        this.offered = Set.copyOf(offered);
    }

    /** The decoder of a reply to a request with these functions. */
    static ReplyDecoder in(ReplyDecoder decoder, Set<String> offered) {
        return new JoinedNames(decoder, offered);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        return decoder.whole(body);
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        return decoder.event(event).stream().map(this::joined).toList();
    }

    @Override
    public List<ChatChunk> end() {
        return decoder.end().stream().map(this::joined).toList();
    }

    @Override
    public boolean complete() {
        return decoder.complete();
    }

    @Override
    public boolean mayGoOn() {
        return decoder.mayGoOn();
    }

    @Override
    public boolean ended() {
        return decoder.ended();
    }

    @Override
    public boolean done() {
        return decoder.done();
    }

    private ChatChunk joined(ChatChunk chunk) {
        boolean concerned = !waiting.isEmpty()
                || chunk.choices().stream().anyMatch(choice -> choice.delta().toolCalls() != null);
        return concerned ? chunk.with(chunk.choices().stream().map(this::joined).toList(), chunk.usage()) : chunk;
    }

    private ChatChunk.Choice joined(ChatChunk.Choice choice) {
        List<ToolCall> calls = new ArrayList<>();
        for (ToolCall piece : choice.delta().toolCalls() == null
                ? List.<ToolCall>of()
                : choice.delta().toolCalls()) {
            add(piece, new CallPlace(choice.index(), piece.index() == null ? 0 : piece.index()), calls);
        }
        if (choice.finishReason() != null) {
            calls.addAll(0, rest(choice.index()));
        }
        return choice.with(choice.delta().withToolCalls(calls.isEmpty() ? null : calls), choice.finishReason());
    }

    private void add(ToolCall piece, CallPlace place, List<ToolCall> calls) {
        ToolCall first = waiting.remove(place);
        ToolCall call = first == null ? piece : joined(first, piece);
        if (!started.contains(place) && isUnfinished(call)) {
            waiting.put(place, call);
        } else {
            started.add(place);
            calls.add(call);
        }
    }

    private List<ToolCall> rest(int choice) {
        List<ToolCall> rest = waiting.entrySet().stream()
                .filter(entry -> entry.getKey().choice() == choice)
                .map(Map.Entry::getValue)
                .toList();
        waiting.keySet().removeIf(place -> place.choice() == choice);
        return rest;
    }

    private boolean isUnfinished(ToolCall call) {
        ToolCall.Function function = call.function();
        if (function == null || isEmpty(function.name())) {
            // A call of another kind than a function has a field of its own.
            return call.extra().isEmpty();
        }
        String name = function.name();
        return isEmpty(function.arguments())
                && !offered.contains(name)
                && offered.stream().anyMatch(whole -> whole.startsWith(name));
    }

    private static ToolCall joined(ToolCall first, ToolCall second) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(first.extra());
        extra.putAll(second.extra());
        return new ToolCall(
                first.index(),
                first.id() == null ? second.id() : first.id(),
                first.type() == null ? second.type() : first.type(),
                joined(first.function(), second.function()),
                extra);
    }

    private static ToolCall.@Nullable Function joined(
            ToolCall.@Nullable Function first, ToolCall.@Nullable Function second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(first.extra());
        extra.putAll(second.extra());
        return new ToolCall.Function(
                joined(first.name(), second.name()), joined(first.arguments(), second.arguments()), extra);
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null || second == null ? (first == null ? second : first) : first + second;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
