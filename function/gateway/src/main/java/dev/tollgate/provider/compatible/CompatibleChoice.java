package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.FinishReason;
import dev.tollgate.provider.compatible.CompatibleWire.Choice;
import dev.tollgate.provider.compatible.CompatibleWire.WireMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes one choice: {@code delta* (finish | failure)}. A buffered reply has a complete message in place of the deltas. */
final class CompatibleChoice {
    /** OpenRouter's name for the reason in the provider's own word. */
    private static final String NATIVE_REASON = "native_finish_reason";

    private final String provider;
    private final int index;
    private final CompatibleToolCalls toolCalls = new CompatibleToolCalls();
    private boolean started;
    private boolean said;
    private boolean finished;
    private @Nullable GatewayException failure;

    CompatibleChoice(String provider, int index) {
        this.provider = provider;
        this.index = index;
    }

    /** Whether the choice has ended properly. */
    boolean finished() {
        return finished;
    }

    /**
     * Ends a choice whose provider names no reason: servers exist that never do (XiaomiMiMo/MiMo-Code#2244).
     *
     * @return null if it has a reason, or has said nothing
     */
    ChatChunk.@Nullable Choice end() {
        if (finished || failure != null || !said) {
            return null;
        }
        finished = true;
        String reason = toolCalls.any() ? "tool_calls" : FinishReason.STOP.word();
        return new ChatChunk.Choice(index, Delta.EMPTY, null, reason, Map.of());
    }

    /** Throws the failure with which the provider broke the choice off. */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    ChatChunk.Choice read(Choice wire) {
        WireMessage message = message(wire);
        Delta delta = message == null ? Delta.EMPTY : delta(message, wire.delta() == null);
        if (CompatibleFailure.isError(wire.error(), null)) {
            failure = CompatibleFailure.of(
                    provider, 200, JsonNodeFactory.instance.objectNode().set("error", wire.error()));
        }
        JsonNode logprobs = wire.logprobs() == null || wire.logprobs().isNull() ? null : wire.logprobs();
        Map<String, JsonNode> extra = new LinkedHashMap<>(wire.extra());
        String reason = failure == null ? finishReason(wire.finishReason(), extra) : null;
        finished = finished || reason != null;
        return new ChatChunk.Choice(index, delta, logprobs, reason, extra);
    }

    /**
     * Perplexity repeats the answer so far as a {@code message} next to each {@code delta}
     * (https://docs.perplexity.ai/docs/sonar/pro-search/stream-mode), MiniMax in its last event. So a message counts only where
     * there is nothing else.
     */
    private @Nullable WireMessage message(Choice wire) {
        if (wire.delta() == null && started) {
            return null;
        }
        started = true;
        return wire.delta() == null ? wire.message() : wire.delta();
    }

    private Delta delta(WireMessage message, boolean whole) {
        CompatibleContent content = CompatibleContent.of(message);
        List<ToolCall> calls = toolCalls.normalise(message.calls(), whole);
        said = said
                || toolCalls.any()
                || (content.text() != null && !content.text().isEmpty());
        return new Delta(
                message.role(), content.text(), content.reasoning(), message.refusal(), calls, content.extra());
    }

    /** OpenAI's word. A word that nobody knows becomes {@code stop}, with the provider's word in a field of its own. */
    private @Nullable String finishReason(@Nullable JsonNode wire, Map<String, JsonNode> extra) {
        if (wire == null
                || !wire.isTextual()
                || wire.textValue().isBlank()
                || wire.textValue().equals("null")) {
            return null;
        }
        FinishReason reason = FinishReason.of(wire.textValue()).orElse(null);
        return switch (reason) {
            case null -> {
                extra.putIfAbsent(NATIVE_REASON, TextNode.valueOf(wire.textValue()));
                yield FinishReason.STOP.word();
            }
            case FinishReason.Finished(String word) -> word;
            case FinishReason.Failed failed -> {
                failure = failed.exception(provider, wire.textValue());
                yield null;
            }
        };
    }
}
