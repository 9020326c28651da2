package dev.tollgate.tiering;

import dev.tollgate.failover.Attempt;
import dev.tollgate.failover.AttemptRunner;
import dev.tollgate.failover.ProviderClient;
import dev.tollgate.failover.UpstreamCall;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.CheckedDecoder;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import dev.tollgate.route.TierChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** One request to a judge, within its time: send → head → whole body → tier. The client sees nothing of it. */
final class TierJudgeCall implements Attempt {
    private static final int MAX_REPLY_BYTES = 256 * 1024;

    private final TierChoice choice;
    private final ChatRequest prompt;
    private final ProviderClient client;
    private final UpstreamCall upstream;
    private final Instant endsAt;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private boolean spoke;

    TierJudgeCall(
            TierChoice choice, ChatRequest request, ProviderClient client, UpstreamCall upstream, Instant deadline) {
        this.choice = choice;
        this.prompt = JudgePrompt.of(request, choice.tiers());
        this.client = client;
        this.upstream = upstream;
        Instant late = upstream.startedAt().plus(choice.timeout());
        this.endsAt = late.isBefore(deadline) ? late : deadline;
        this.shaper = new ChunkShaper(
                "judge", upstream.startedAt().getEpochSecond(), choice.judge().model(), false);
    }

    /** The route that the judge chose, or else the signals. */
    Route decide(Route route) {
        Target judge = choice.judge();
        String name = "judge " + judge.provider().name() + "/" + judge.model();
        Optional<GatewayException> failure = AttemptRunner.run(this, _ -> false);
        if (failure.isPresent()) {
            ErrorKind kind = failure.get().kind();
            if (kind == ErrorKind.CLIENT_GONE) {
                throw failure.get();
            }
            return route.undecided(name + " failed with " + kind.name().toLowerCase(Locale.ROOT));
        }
        long millis = Duration.between(upstream.startedAt(), upstream.now()).toMillis();
        return JudgePrompt.tier(text(), choice.tiers())
                .map(tier -> route.decided(tier, name + " in " + millis + " ms"))
                .orElseGet(() -> route.undecided(name + " named no tier"));
    }

    @Override
    public void run() {
        Target judge = choice.judge();
        ChatAdapter adapter = client.chatAdapter(judge.provider());
        UnsupportedFields unsupported = new UnsupportedFields(adapter.name(), DropPolicy.EVERYTHING);
        UpstreamRequest encoded = adapter.encode(prompt, judge.model(), unsupported);
        try (UpstreamExchange exchange = upstream.send(adapter, encoded)) {
            upstream.head(exchange, adapter, endsAt);
            read(CheckedDecoder.of(adapter, judge.model()), upstream.body(exchange, endsAt, MAX_REPLY_BYTES));
        }
        upstream.succeeded(usage());
    }

    private void read(ReplyDecoder decoder, byte[] body) {
        for (ChatChunk raw : decoder.whole(body)) {
            for (ChatChunk chunk : shaper.shape(raw)) {
                fold.add(chunk);
                spoke = true;
            }
        }
    }

    @Override
    public UpstreamCall upstream() {
        return upstream;
    }

    @Override
    public AttemptUsage usageWhenFailed() {
        return usage();
    }

    @Override
    public AttemptUsage usageWhenStopped() {
        return usage();
    }

    /** A judge that was late has read the prompt all the same, and is paid for it. One that refused has not. */
    private AttemptUsage usage() {
        return upstream.refused() && shaper.usage() == null
                ? AttemptUsage.NOTHING
                : AttemptUsage.of(shaper.usage(), prompt, fold::generatedText, shaper.serviceTier());
    }

    private String text() {
        return !spoke
                ? ""
                : fold.completion(Usage.NONE).choices().stream()
                        .map(choice -> choice.message().content())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }
}
