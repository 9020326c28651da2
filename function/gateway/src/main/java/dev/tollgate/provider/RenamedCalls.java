package dev.tollgate.provider;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;

/** A decoder that gives the functions which the model calls other names. */
public final class RenamedCalls implements ReplyDecoder {
    private final ReplyDecoder decoder;
    private final Map<String, String> names;

    /**
     * Wraps a decoder.
     *
     * @param names the new name for each name that the model knows; others stay
     */
    private RenamedCalls(ReplyDecoder decoder, Map<String, String> names) {
        this.decoder = decoder;
        this.names = Map.copyOf(names);
    }

    /** The decoder with these new names; the same one if there are none. */
    public static ReplyDecoder in(ReplyDecoder decoder, Map<String, String> names) {
        return names.isEmpty() ? decoder : new RenamedCalls(decoder, names);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        return renamed(decoder.whole(body));
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        return renamed(decoder.event(event));
    }

    @Override
    public List<ChatChunk> end() {
        return renamed(decoder.end());
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

    private List<ChatChunk> renamed(List<ChatChunk> chunks) {
        return chunks.stream().map(this::renamed).toList();
    }

    private ChatChunk renamed(ChatChunk chunk) {
        return chunk.with(chunk.choices().stream().map(this::renamed).toList(), chunk.usage());
    }

    private ChatChunk.Choice renamed(ChatChunk.Choice choice) {
        Delta delta = choice.delta();
        return delta.toolCalls() == null
                ? choice
                : choice.with(
                        delta.withToolCalls(delta.toolCalls().stream()
                                .map(call -> renamed(call, names))
                                .toList()),
                        choice.finishReason());
    }

    /** The call with the new name of its function, if it has one. */
    static ToolCall renamed(ToolCall call, Map<String, String> names) {
        ToolCall.Function function = call.function();
        String other = function == null || function.name() == null ? null : names.get(function.name());
        return other == null || function == null
                ? call
                : new ToolCall(
                        call.index(),
                        call.id(),
                        call.type(),
                        new ToolCall.Function(other, function.arguments(), function.extra()),
                        call.extra());
    }
}
