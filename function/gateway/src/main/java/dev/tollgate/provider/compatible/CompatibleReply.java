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
import dev.tollgate.provider.compatible.CompatibleWire.WireMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes replies of providers with OpenAI's API. A stream is {@code event* [DONE]}, each event with deltas of any choices. A
 * buffered reply has complete messages, and counts as one large event.
 */
final class CompatibleReply implements ReplyDecoder {
    private static final ObjectReader REPLY = JsonCodec.mapper().readerFor(Reply.class);
    private static final String DONE = "[DONE]";

    private final String provider;
    private final Map<Integer, CompatibleToolCalls> toolCalls = new LinkedHashMap<>();
    private final Set<Integer> started = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private boolean counted;
    private boolean doneSent;

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
        doneSent = doneSent || event.data().strip().equals(DONE);
        if (event.data().isBlank() || event.data().strip().equals(DONE)) {
            return List.of();
        }
        return List.of(chunk(read(event.data().getBytes(StandardCharsets.UTF_8))));
    }

    /** Only finish reasons are reliable: some providers leave {@code [DONE]} out, others send it after a cut. */
    @Override
    public boolean complete() {
        return !started.isEmpty() && finished.containsAll(started);
    }

    /** Some providers send usage after {@code [DONE]}. */
    @Override
    public boolean done() {
        return doneSent && counted;
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
        Usage usage = usage(reply);
        counted = counted || usage != null;
        return new ChatChunk(
                reply.id(), ChatChunk.OBJECT, reply.created(), reply.model(), choices, usage, reply.extra());
    }

    private ChatChunk.Choice choice(@Nullable String replyId, Choice wire) {
        int index = wire.index() == null ? 0 : wire.index();
        started.add(index);
        if (wire.finishReason() != null && !wire.finishReason().isEmpty()) {
            finished.add(index);
        }
        WireMessage message = wire.message() != null ? wire.message() : wire.delta();
        Delta delta = message == null ? Delta.EMPTY : delta(replyId, index, message);
        String finishReason = finished.contains(index) ? wire.finishReason() : null;
        JsonNode logprobs = wire.logprobs() == null || wire.logprobs().isNull() ? null : wire.logprobs();
        return new ChatChunk.Choice(index, delta, logprobs, finishReason, wire.extra());
    }

    private Delta delta(@Nullable String replyId, int choice, WireMessage message) {
        CompatibleContent content = CompatibleContent.of(message);
        return new Delta(
                message.role(),
                content.text(),
                content.reasoning(),
                message.refusal(),
                toolCalls
                        .computeIfAbsent(choice, _ -> new CompatibleToolCalls())
                        .normalise(replyId, message.toolCalls()),
                content.extra());
    }

    /** Groq puts a stream's usage into an object of its own. */
    private static @Nullable Usage usage(Reply reply) {
        JsonNode usage = reply.usage();
        if (usage == null || usage.isNull()) {
            usage = reply.groq() == null ? null : reply.groq().get("usage");
        }
        return usage == null || !usage.isObject() ? null : CompatibleUsage.of(usage);
    }
}
