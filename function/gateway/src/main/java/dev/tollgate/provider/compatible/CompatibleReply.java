package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.compatible.CompatibleWire.Choice;
import dev.tollgate.provider.compatible.CompatibleWire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes replies of providers with OpenAI's API. A stream is {@code event* [DONE]}, each event with deltas of any choices. A
 * buffered reply has complete messages, and counts as one large event.
 */
final class CompatibleReply implements ReplyDecoder {
    /** Some servers send the only choice, or the only tool call, without a list around it. */
    private static final ObjectReader REPLY =
            JsonCodec.mapper().readerFor(Reply.class).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private final String provider;
    private final boolean oneRequested;
    private final Map<Integer, CompatibleChoice> choices = new LinkedHashMap<>();
    private boolean counted;
    private boolean doneSent;

    CompatibleReply(String provider) {
        this(provider, false);
    }

    /**
     * A decoder of one reply.
     *
     * @param oneRequested whether the request is known, and wants one choice
     */
    CompatibleReply(String provider, boolean oneRequested) {
        this.provider = provider;
        this.oneRequested = oneRequested;
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        Reply reply = read(body);
        if (reply.choices() == null || reply.choices().isEmpty()) {
            throwIfFailure(body);
            throw failed("sent a reply without choices", null);
        }
        List<Choice> whole = SplitMessage.joined(choicesOf(reply), oneRequested);
        return Stream.concat(Stream.of(chunk(reply, whole)), missingEnds().stream())
                .toList();
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        String data = event.data().strip();
        if (data.isEmpty() || event.isEnd()) {
            doneSent = doneSent || event.isEnd();
            return doneSent && counted ? missingEnds() : List.of();
        }
        byte[] json = data.getBytes(StandardCharsets.UTF_8);
        if (event.name().equals("error")) {
            throw CompatibleFailure.of(provider, 200, json);
        }
        Reply reply = read(json);
        if (reply.choices() == null && reply.usage() == null && reply.groq() == null) {
            throwIfFailure(json);
            // A keep-alive, such as {"type": "ping"}.
            return List.of();
        }
        return List.of(chunk(reply, choicesOf(reply)));
    }

    /** The end of the choices that have none. Some servers send {@code [DONE]} after a cut, but no count then. */
    private List<ChatChunk> missingEnds() {
        List<ChatChunk.Choice> ends = choices.values().stream()
                .map(CompatibleChoice::end)
                .flatMap(Stream::ofNullable)
                .toList();
        return ends.isEmpty()
                ? List.of()
                : List.of(new ChatChunk(null, ChatChunk.OBJECT, null, null, ends, null, Map.of()));
    }

    /**
     * Finish reasons are reliable: some providers leave {@code [DONE]} out, others send it after a cut. The failure of a
     * choice is thrown only here. By then the decoder has emitted the usage that came with it, so the gateway bills it.
     */
    @Override
    public boolean complete() {
        choices.values().forEach(CompatibleChoice::throwFailure);
        return !choices.isEmpty() && choices.values().stream().allMatch(CompatibleChoice::finished);
    }

    @Override
    public boolean ended() {
        return doneSent;
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
            throwIfFailure(json);
            throw failed("sent a reply that is not JSON", unreadable);
        }
        if (reply == null) {
            throw failed("sent an empty reply", null);
        }
        if (CompatibleFailure.isError(reply.error(), reply.object())) {
            throw CompatibleFailure.of(provider, 200, json);
        }
        return reply;
    }

    private void throwIfFailure(byte[] json) {
        JsonNode body = UpstreamFailure.read(json);
        if (CompatibleFailure.isFailure(body.isArray() ? body.path(0) : body)) {
            throw CompatibleFailure.of(provider, 200, body);
        }
    }

    private ChatChunk chunk(Reply reply, List<Choice> wireChoices) {
        List<ChatChunk.Choice> decoded = new ArrayList<>();
        for (Choice wire : wireChoices) {
            int index = wire.index() == null ? 0 : wire.index();
            decoded.add(choices.computeIfAbsent(index, _ -> new CompatibleChoice(provider, index))
                    .read(wire));
        }
        Usage usage = usage(reply);
        counted = counted || usage != null;
        JsonNode created = reply.created();
        return new ChatChunk(
                reply.id(),
                ChatChunk.OBJECT,
                created != null && created.isNumber() ? created.longValue() : null,
                reply.model(),
                decoded,
                usage,
                reply.extra());
    }

    private static List<Choice> choicesOf(Reply reply) {
        return reply.choices() == null
                ? List.of()
                : reply.choices().stream().filter(Objects::nonNull).toList();
    }

    /** Groq puts a stream's usage into an object of its own, Moonshot into the choice. */
    private static @Nullable Usage usage(Reply reply) {
        Stream<@Nullable JsonNode> places = Stream.concat(
                Stream.of(
                        reply.usage(),
                        reply.groq() == null ? null : reply.groq().get("usage")),
                choicesOf(reply).stream().map(Choice::usage));
        return places.filter(usage -> usage != null && usage.isObject())
                .findFirst()
                .map(CompatibleUsage::of)
                .orElse(null);
    }

    private GatewayException failed(String reason, @Nullable Throwable cause) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + reason + ".", cause);
    }
}
