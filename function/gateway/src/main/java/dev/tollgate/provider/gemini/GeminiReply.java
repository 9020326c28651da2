package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.TimeParser;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.gemini.GeminiWire.Candidate;
import dev.tollgate.provider.gemini.GeminiWire.Reply;
import dev.tollgate.provider.gemini.GeminiWire.WireUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Gemini's replies: {@code reply*}, each {@code (blocked | candidate*) usage?}, each candidate {@code part* finish?}. A
 * stream consists of many replies with some of the parts each, a buffered reply has all of them. A finish is not always the last
 * word: Google sends one after each round of its own tools (0xPlaygrounds/rig#2328), and proxies send one with every reply
 * (songquanpeng/one-api#1477). So the decoder emits it at the end.
 */
final class GeminiReply implements ReplyDecoder {
    private final String provider;
    private final boolean blockIsAnAnswer;
    private final Map<Integer, GeminiCandidate> candidates = new TreeMap<>();
    private final Set<String> searches = new LinkedHashSet<>();
    private boolean askedMaps;
    private @Nullable ChatChunk latest;
    private boolean doneSent;
    private @Nullable GatewayException failure;

    GeminiReply(String provider) {
        this(provider, false);
    }

    private GeminiReply(String provider, boolean blockIsAnAnswer) {
        this.provider = provider;
        this.blockIsAnAnswer = blockIsAnAnswer;
    }

    /** A decoder of a reply that the client reads itself: it learns from Google's own words that a prompt was blocked. */
    static GeminiReply forGeminisClient(String provider) {
        return new GeminiReply(provider, true);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        ChatChunk chunk = chunk(read(body));
        if (candidates.isEmpty() && failure == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply without candidates.");
        }
        return Stream.concat(Stream.of(chunk), end().stream()).toList();
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        // Proxies in front of Gemini end their streams as OpenAI does.
        doneSent = doneSent || event.isEnd();
        return event.data().isBlank() || event.isEnd()
                ? List.of()
                : List.of(chunk(read(event.data().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public List<ChatChunk> end() {
        List<ChatChunk.Choice> ends = candidates.values().stream()
                .flatMap(candidate -> candidate.end().stream())
                .toList();
        return ends.isEmpty() || latest == null ? List.of() : List.of(latest.with(ends, null));
    }

    /**
     * Throws the failure of a candidate only here. By then the decoder has emitted the usage that came with it, so the gateway
     * bills it.
     */
    @Override
    public boolean complete() {
        if (failure != null) {
            throw failure;
        }
        return !candidates.isEmpty() && allFinished();
    }

    @Override
    public boolean mayGoOn() {
        return candidates.values().stream().anyMatch(GeminiCandidate::mayGoOn);
    }

    @Override
    public boolean done() {
        return doneSent;
    }

    private boolean allFinished() {
        return candidates.values().stream().allMatch(GeminiCandidate::finished);
    }

    private Reply read(byte[] json) {
        Reply reply;
        try {
            reply = JsonCodec.mapper().readValue(json, Reply.class);
        } catch (IOException unreadable) {
            throw GeminiFailure.unreadable(provider, json, unreadable);
        }
        if (reply == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent an empty reply.");
        }
        if (reply.error() != null && !reply.error().isNull()) {
            throw GeminiFailure.of(provider, 200, json);
        }
        return reply;
    }

    private ChatChunk chunk(Reply reply) {
        List<ChatChunk.Choice> choices = new ArrayList<>(2);
        if (reply.candidates() != null) {
            reply.candidates().stream()
                    .filter(Objects::nonNull)
                    .forEach(candidate -> choices.addAll(choices(candidate)));
        }
        String blockReason =
                reply.promptFeedback() == null ? null : reply.promptFeedback().blockReason();
        if (blockReason != null) {
            choices.addAll(stopped(blockReason));
        }
        Usage usage = reply.usageMetadata() == null ? null : GeminiUsage.of(reply.usageMetadata(), toolUse());
        latest = new ChatChunk(
                reply.responseId(),
                ChatChunk.OBJECT,
                created(reply.createTime()),
                reply.modelVersion(),
                choices,
                usage,
                tier(reply.usageMetadata()));
        return latest;
    }

    private static Map<String, JsonNode> tier(@Nullable WireUsage usage) {
        return usage == null ? Map.of() : GeminiTier.served(usage.serviceTier(), usage.trafficType());
    }

    private ServerToolUse toolUse() {
        return new ServerToolUse(searches.size(), 0, 0, askedMaps ? 1 : 0, 0);
    }

    private List<ChatChunk.Choice> choices(Candidate wire) {
        int index = wire.index() == null ? 0 : wire.index();
        GeminiCandidate candidate = candidates.computeIfAbsent(index, GeminiCandidate::new);
        List<ChatChunk.Choice> choices = candidate.read(wire);
        searches.addAll(GeminiUsage.searches(wire.groundingMetadata()));
        askedMaps |= GeminiUsage.asksMaps(wire.groundingMetadata());
        if (wire.finishReason() != null && GeminiFinish.reason(wire.finishReason(), false) == null) {
            // The finish message is left out, because it quotes the model's output.
            failure = new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " ended its answer with " + wire.finishReason() + ".");
        }
        return choices;
    }

    /** Before the first word a block is a refusal of the prompt. Later it ends the answers (BerriAI/litellm#20105). */
    private List<ChatChunk.Choice> stopped(String reason) {
        if (candidates.isEmpty() && blockIsAnAnswer) {
            candidates.put(0, new GeminiCandidate(0));
        } else if (candidates.isEmpty()) {
            failure = blocked(reason);
        }
        return candidates.values().stream()
                .filter(candidate -> !candidate.finished())
                .map(candidate -> candidate.stop(reason))
                .toList();
    }

    private GatewayException blocked(String reason) {
        return new GatewayException(
                ErrorKind.CONTENT_POLICY_VIOLATION, provider + " blocked the prompt: " + reason + ".");
    }

    /** Seconds since the epoch; null where Google sends no time. */
    private static @Nullable Long created(@Nullable String time) {
        return TimeParser.instant(time).map(Instant::getEpochSecond).orElse(null);
    }
}
