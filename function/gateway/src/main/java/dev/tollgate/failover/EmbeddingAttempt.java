package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One question about vectors to one target: batch after batch, then all of it goes to the caller at once. */
final class EmbeddingAttempt implements Attempt {
    private final Target target;
    private final CallContext<EmbeddingRequest> callContext;
    private final EmbeddingResponseSink answer;
    private final AttemptControl attemptControl;
    private final ModelAttempts shared;
    private final Clock clock;
    private final UpstreamCall upstreamCall;
    private final List<Embedding> embeddings = new ArrayList<>();
    private String model;
    private AttemptUsage attemptUsage = AttemptUsage.NOTHING;
    private EmbeddingBatch underWay;

    /** What an attempt is part of. */
    record Part(
            Target target,
            CallContext<EmbeddingRequest> callContext,
            EmbeddingResponseSink answer,
            AttemptControl attemptControl) {}

    EmbeddingAttempt(Part part, ModelAttempts shared) {
        this.target = part.target();
        this.callContext = part.callContext();
        this.answer = part.answer();
        this.attemptControl = part.attemptControl();
        this.shared = shared;
        this.clock = shared.clock();
        this.upstreamCall = new UpstreamCall(target, callContext, clock.instant());
        this.model = target.model();
    }

    @Override
    public void run() {
        EmbeddingAdapter adapter = shared.embeddings(target.provider());
        UnsupportedFields unsupportedFields =
                new UnsupportedFields(adapter.providerApi().name(), target.dropUnsupported());
        for (EmbeddingBatch batch : adapter.encode(callContext.request(), target.model(), unsupportedFields)) {
            take(batch, adapter.decode(ask(adapter, batch)));
        }
        attemptControl.win();
        callContext.usageMeter().awaitPendingRecord();
        callContext.callMetrics().responseStarted(clock.instant());
        ResponseSink.Head head =
                callContext.head(upstreamCall.attemptRecord(), unsupportedFields.fields(), clock.instant());
        callContext.usageMeter().answered(upstreamCall.attemptRecord(), attemptUsage, clock.instant());
        shared.health().answered(target.name());
        attemptControl.beforeLastByte();
        callContext.usageMeter().beforeLastByte();
        answer.answered(
                head, EmbeddingList.of(embeddings, callContext.request().format(), model, attemptUsage.usage()));
    }

    @Override
    public void stop() {
        upstreamCall.cancel();
    }

    @Override
    public boolean asked() {
        return upstreamCall.attemptRecord() != null;
    }

    @Override
    public void recordFailure(GatewayException failure) {
        if (asked()) {
            upstreamCall.responded(clock.instant());
            AttemptUsage all = failure.kind() == ErrorKind.CLIENT_GONE ? abandoned() : attemptUsage;
            callContext.usageMeter().failed(upstreamCall.attemptRecord(), all, failure, clock.instant());
            shared.health().failed(target.name(), failure.kind());
        }
    }

    @Override
    public void recordSuperseded() {
        if (asked()) {
            upstreamCall.responded(clock.instant());
            callContext.usageMeter().superseded(upstreamCall.attemptRecord(), abandoned(), clock.instant());
        }
    }

    /** One that is stopped has had its texts read, and the provider bills them. */
    private AttemptUsage abandoned() {
        return underWay == null ? attemptUsage : attemptUsage.plus(estimate(underWay));
    }

    private byte[] ask(EmbeddingAdapter adapter, EmbeddingBatch batch) {
        UpstreamRequest request = shared.signed(adapter.providerApi(), target.provider(), batch.request());
        underWay = batch;
        try (UpstreamExchange upstreamExchange =
                upstreamCall.open(() -> shared.upstream().send(request), clock.instant())) {
            Instant patienceEnds = attemptControl.timeouts().wholeBy();
            UpstreamExchange.Head head = upstreamExchange.head(Duration.between(clock.instant(), patienceEnds), clock);
            ChatAttempt.requireSuccess(adapter.providerApi(), head, upstreamExchange, clock);
            byte[] body = upstreamExchange.rest(patienceEnds, clock, ChatAttempt.MAX_REPLY_BYTES);
            upstreamCall.responded(clock.instant());
            return body;
        }
    }

    private void take(EmbeddingBatch batch, EmbeddingReply reply) {
        AttemptUsage used = reply.usage() == null ? estimate(batch) : new AttemptUsage(reply.usage(), false);
        attemptUsage = attemptUsage.plus(used);
        if (reply.vectors().size() != batch.inputs()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "The provider sent " + reply.vectors().size() + " vectors for " + batch.inputs() + " inputs.");
        }
        embeddings.addAll(reply.vectors());
        underWay = null;
        model = reply.model() == null ? model : reply.model();
    }

    private AttemptUsage estimate(EmbeddingBatch batch) {
        long tokens = TokenEstimate.ofEach(callContext.request().input())
                .skip(embeddings.size())
                .limit(batch.inputs())
                .sum();
        return new AttemptUsage(Usage.of(tokens, 0), true);
    }
}
