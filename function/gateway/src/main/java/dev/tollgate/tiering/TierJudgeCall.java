package dev.tollgate.tiering;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.failover.ModelAttempts;
import dev.tollgate.metering.AttemptRecord;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import dev.tollgate.route.TierChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** One judge, asked once about one request, within its time: send → head → whole body → tier. Nothing of it reaches the caller. */
final class TierJudgeCall {
    private static final int MAX_REPLY_BYTES = 256 * 1024;

    private final TierChoice tierChoice;
    private final Target judge;
    private final ChatRequest asked;
    private final CallContext<?> callContext;
    private final ModelAttempts shared;
    private final Clock clock;
    private final Instant startedAt;
    private final Instant endsAt;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private boolean spoke;
    private boolean refused;

    TierJudgeCall(TierChoice tierChoice, ChatRequest request, CallContext<?> callContext, ModelAttempts shared) {
        this.tierChoice = tierChoice;
        this.judge = tierChoice.judge();
        this.asked = JudgePrompt.of(request, tierChoice.tiers());
        this.callContext = callContext;
        this.shared = shared;
        this.clock = shared.clock();
        this.startedAt = clock.instant();
        Instant patienceEnds = startedAt.plus(tierChoice.timeout());
        this.endsAt = patienceEnds.isBefore(callContext.deadline()) ? patienceEnds : callContext.deadline();
        this.shaper = new ChunkShaper("judge", startedAt.getEpochSecond(), judge.model());
    }

    /** The route that the judge chose, or else the signs. */
    Route outcome(ResponseSink caller) {
        Route route = callContext.route();
        String name = "judge " + judge.provider().name() + "/" + judge.model();
        try {
            String answer = answer(caller);
            long millis = Duration.between(startedAt, clock.instant()).toMillis();
            return JudgePrompt.tier(answer, tierChoice.tiers())
                    .map(tier -> route.decided(tier, name + " in " + millis + " ms"))
                    .orElseGet(() -> route.undecided(name + " named no tier"));
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.CLIENT_GONE) {
                throw failure;
            }
            return route.undecided(
                    name + " failed with " + failure.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private String answer(ResponseSink caller) {
        ChatAdapter adapter = shared.adapter(judge.provider());
        UnsupportedFields unsupportedFields = new UnsupportedFields(adapter.name(), true);
        UpstreamRequest request =
                shared.signed(adapter, judge.provider(), adapter.encode(asked, judge.model(), unsupportedFields));
        AttemptRecord entry = callContext.usageMeter().judging(judge, startedAt);
        callContext.callMetrics().waits().begin(clock.instant());
        try (UpstreamExchange upstreamExchange = shared.upstream().send(request)) {
            caller.onDisconnect(upstreamExchange::cancel);
            read(adapter, upstreamExchange);
        } catch (GatewayException failure) {
            callContext.usageMeter().failed(entry, attemptUsage(), failure, clock.instant());
            throw failure;
        } finally {
            callContext.callMetrics().waits().end(clock.instant());
        }
        callContext.usageMeter().answered(entry, attemptUsage(), clock.instant());
        return said();
    }

    private void read(ChatAdapter adapter, UpstreamExchange upstreamExchange) {
        UpstreamExchange.Head head = upstreamExchange.head(Duration.between(clock.instant(), endsAt), clock);
        refused = head.status() < 200 || head.status() >= 300;
        byte[] body = upstreamExchange.rest(endsAt, clock, MAX_REPLY_BYTES);
        if (refused) {
            throw adapter.failure(head.status(), body);
        }
        ReplyDecoder decoder = adapter.decoder(judge.model());
        for (ChatChunk raw : decoder.whole(body)) {
            for (ChatChunk chunk : shaper.shape(raw)) {
                fold.add(chunk);
                spoke = true;
            }
        }
    }

    private String said() {
        return !spoke
                ? ""
                : fold.completion(Usage.NONE).choices().stream()
                        .map(choice -> choice.message().content())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    /** A judge that was late has read the prompt all the same, and is paid for it; one that refused has not. */
    private AttemptUsage attemptUsage() {
        return refused && shaper.usage() == null
                ? AttemptUsage.NOTHING
                : AttemptUsage.of(shaper.usage(), asked, fold::spoken, shaper.serviceTier());
    }
}
