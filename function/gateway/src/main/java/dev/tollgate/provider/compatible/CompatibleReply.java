package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.compatible.CompatibleWire.Choice;
import dev.tollgate.provider.compatible.CompatibleWire.Reply;
import dev.tollgate.provider.compatible.CompatibleWire.Spoken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code event* [DONE]}, each event a set of deltas; or one reply with whole messages, read as one large event. */
final class CompatibleReply implements ReplyDecoder {
    private static final ObjectReader REPLY = JsonCodec.mapper().readerFor(Reply.class);
    private static final String DONE = "[DONE]";

    private final String provider;
    private final Map<Integer, CompatibleToolCalls> toolCalls = new LinkedHashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();

    CompatibleReply(String provider) {
        this.provider = provider;
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        Reply reply = read(body);
        if (reply.choices() == null || reply.choices().isEmpty()) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply without choices.");
        }
        return List.of(chunk(reply));
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        if (event.data().isBlank() || event.data().strip().equals(DONE)) {
            return List.of();
        }
        return List.of(chunk(read(event.data().getBytes(StandardCharsets.UTF_8))));
    }

    /** Some providers leave {@code [DONE]} out, others send it after a cut: only finish reasons tell. */
    @Override
    public boolean complete() {
        return !begun.isEmpty() && finished.containsAll(begun);
    }

    private Reply read(byte[] json) {
        Reply reply;
        try {
            reply = REPLY.readValue(json);
        } catch (IOException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not JSON.", unreadable);
        }
        if (reply == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent an empty reply.");
        }
        if (CompatibleFailure.isError(reply.error(), reply.object())) {
            throw CompatibleFailure.of(provider, 200, json);
        }
        return reply;
    }

    private ChatChunk chunk(Reply reply) {
        List<ChatChunk.Choice> choices = reply.choices() == null
                ? List.of()
                : reply.choices().stream()
                        .filter(Objects::nonNull)
                        .map(choice -> choice(reply.id(), choice))
                        .toList();
        return new ChatChunk(
                reply.id(), ChatChunk.OBJECT, reply.created(), reply.model(), choices, usage(reply), reply.extra());
    }

    private ChatChunk.Choice choice(String replyId, Choice wire) {
        int index = wire.index() == null ? 0 : wire.index();
        begun.add(index);
        if (wire.finishReason() != null && !wire.finishReason().isEmpty()) {
            finished.add(index);
        }
        Spoken spoken = wire.message() != null ? wire.message() : wire.delta();
        Delta delta = spoken == null ? Delta.EMPTY : delta(replyId, index, spoken);
        String finishReason = finished.contains(index) ? wire.finishReason() : null;
        JsonNode logprobs = wire.logprobs() == null || wire.logprobs().isNull() ? null : wire.logprobs();
        return new ChatChunk.Choice(index, delta, logprobs, finishReason, wire.extra());
    }

    private Delta delta(String replyId, int choice, Spoken spoken) {
        CompatibleContent content = CompatibleContent.of(spoken);
        return new Delta(
                spoken.role(),
                content.text(),
                content.reasoning(),
                spoken.refusal(),
                toolCalls
                        .computeIfAbsent(choice, _ -> new CompatibleToolCalls())
                        .normalise(replyId, spoken.toolCalls()),
                content.extra());
    }

    /** Groq puts a stream's usage into an object of its own. */
    private static Usage usage(Reply reply) {
        JsonNode usage = reply.usage();
        if (usage == null || usage.isNull()) {
            usage = reply.groq() == null ? null : reply.groq().get("usage");
        }
        return usage == null || !usage.isObject() ? null : CompatibleUsage.of(usage);
    }
}
