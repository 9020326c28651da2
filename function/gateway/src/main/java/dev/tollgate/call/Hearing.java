package dev.tollgate.call;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Exchange;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.Unsupported;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import dev.tollgate.route.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** One judge, asked once about one request, within its time: send → head → whole body → tier. Nothing of it reaches the caller. */
final class Hearing {
    private static final int MAX_REPLY_BYTES = 256 * 1024;

    private final Trial trial;
    private final Target judge;
    private final ChatRequest asked;
    private final Question<?> question;
    private final Attempts shared;
    private final Clock clock;
    private final Instant startedAt;
    private final Instant endsAt;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private boolean spoke;
    private boolean refused;

    Hearing(Trial trial, ChatRequest request, Question<?> question, Attempts shared) {
        this.trial = trial;
        this.judge = trial.judge();
        this.asked = JudgeQuestion.of(request, trial.tiers());
        this.question = question;
        this.shared = shared;
        this.clock = shared.clock();
        this.startedAt = clock.instant();
        Instant patienceEnds = startedAt.plus(trial.patience());
        this.endsAt = patienceEnds.isBefore(question.deadline()) ? patienceEnds : question.deadline();
        this.shaper = new ChunkShaper("judge", startedAt.getEpochSecond(), judge.model());
    }

    /** The route that the judge chose, or else the signs. */
    Route outcome(Recipient caller) {
        Route route = question.route();
        String name = "judge " + judge.provider().name() + "/" + judge.model();
        try {
            String answer = answer(caller);
            long millis = Duration.between(startedAt, clock.instant()).toMillis();
            return JudgeQuestion.tier(answer, trial.tiers())
                    .map(tier -> route.decided(tier, name + " in " + millis + " ms"))
                    .orElseGet(() -> route.undecided(name + " named no tier"));
        } catch (ChatFailure failure) {
            if (failure.kind() == ErrorKind.CLIENT_GONE) {
                throw failure;
            }
            return route.undecided(
                    name + " failed with " + failure.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private String answer(Recipient caller) {
        ChatAdapter adapter = shared.adapter(judge.provider());
        Unsupported unsupported = new Unsupported(adapter.name(), true);
        UpstreamRequest request =
                shared.signed(adapter, judge.provider(), adapter.encode(asked, judge.model(), unsupported));
        Asked entry = question.booking().judging(judge, startedAt);
        question.trace().waits().begin(clock.instant());
        try (Exchange exchange = shared.upstream().send(request)) {
            caller.onGone(exchange::cancel);
            read(adapter, exchange);
        } catch (ChatFailure failure) {
            question.booking().failed(entry, spent(), failure, clock.instant());
            throw failure;
        } finally {
            question.trace().waits().end(clock.instant());
        }
        question.booking().answered(entry, spent(), clock.instant());
        return said();
    }

    private void read(ChatAdapter adapter, Exchange exchange) {
        Exchange.Head head = exchange.head(Duration.between(clock.instant(), endsAt), clock);
        refused = head.status() < 200 || head.status() >= 300;
        byte[] body = exchange.rest(endsAt, clock, MAX_REPLY_BYTES);
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
    private Spent spent() {
        return refused && shaper.usage() == null
                ? Spent.NOTHING
                : Spent.of(shaper.usage(), asked, fold::spoken, shaper.serviceTier());
    }
}
