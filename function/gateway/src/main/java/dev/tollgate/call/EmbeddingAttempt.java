package dev.tollgate.call;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.Usage;
import dev.tollgate.openai.Vector;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.Exchange;
import dev.tollgate.provider.Unsupported;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One question about vectors to one target: batch after batch, then all of it goes to the caller at once. */
final class EmbeddingAttempt implements Turn {
    private final Target target;
    private final Question<EmbeddingRequest> question;
    private final EmbeddingAnswer answer;
    private final Lane lane;
    private final Attempts shared;
    private final Clock clock;
    private final Line line;
    private final List<Vector> vectors = new ArrayList<>();
    private String model;
    private Spent spent = Spent.NOTHING;
    private EmbeddingBatch underWay;

    /** What an attempt is part of. */
    record Part(Target target, Question<EmbeddingRequest> question, EmbeddingAnswer answer, Lane lane) {}

    EmbeddingAttempt(Part part, Attempts shared) {
        this.target = part.target();
        this.question = part.question();
        this.answer = part.answer();
        this.lane = part.lane();
        this.shared = shared;
        this.clock = shared.clock();
        this.line = new Line(target, question, clock.instant());
        this.model = target.model();
    }

    @Override
    public void run() {
        EmbeddingAdapter adapter = shared.embeddings(target.provider());
        Unsupported unsupported = new Unsupported(adapter.dialect().name(), target.dropUnsupported());
        for (EmbeddingBatch batch : adapter.encode(question.request(), target.model(), unsupported)) {
            take(batch, adapter.decode(ask(adapter, batch)));
        }
        lane.begin();
        question.booking().confirm();
        question.trace().begun(clock.instant());
        Recipient.Head head = question.head(line.asked(), unsupported.fields(), clock.instant());
        question.booking().answered(line.asked(), spent, clock.instant());
        shared.health().answered(target.name());
        lane.beforeLastByte();
        question.booking().beforeLastByte();
        answer.answered(head, EmbeddingList.of(vectors, question.request().format(), model, spent.usage()));
    }

    @Override
    public void stop() {
        line.cut();
    }

    @Override
    public boolean asked() {
        return line.asked() != null;
    }

    @Override
    public void book(ChatFailure failure) {
        if (asked()) {
            line.heard(clock.instant());
            Spent all = failure.kind() == ErrorKind.CLIENT_GONE ? abandoned() : spent;
            question.booking().failed(line.asked(), all, failure, clock.instant());
            shared.health().failed(target.name(), failure.kind());
        }
    }

    @Override
    public void bookSuperseded() {
        if (asked()) {
            line.heard(clock.instant());
            question.booking().superseded(line.asked(), abandoned(), clock.instant());
        }
    }

    /** One that is stopped has had its texts read, and the provider bills them. */
    private Spent abandoned() {
        return underWay == null ? spent : spent.plus(estimate(underWay));
    }

    private byte[] ask(EmbeddingAdapter adapter, EmbeddingBatch batch) {
        UpstreamRequest request = shared.signed(adapter.dialect(), target.provider(), batch.request());
        underWay = batch;
        try (Exchange exchange = line.open(() -> shared.upstream().send(request), clock.instant())) {
            Instant patienceEnds = lane.patience().wholeBy();
            Exchange.Head head = exchange.head(Duration.between(clock.instant(), patienceEnds), clock);
            Attempt.requireSuccess(adapter.dialect(), head, exchange, clock);
            byte[] body = exchange.rest(patienceEnds, clock, Attempt.MAX_REPLY_BYTES);
            line.heard(clock.instant());
            return body;
        }
    }

    private void take(EmbeddingBatch batch, EmbeddingReply reply) {
        Spent used = reply.usage() == null ? estimate(batch) : new Spent(reply.usage(), false);
        spent = spent.plus(used);
        if (reply.vectors().size() != batch.inputs()) {
            throw new ChatFailure(
                    ErrorKind.UPSTREAM_FAILED,
                    "The provider sent " + reply.vectors().size() + " vectors for " + batch.inputs() + " inputs.");
        }
        vectors.addAll(reply.vectors());
        underWay = null;
        model = reply.model() == null ? model : reply.model();
    }

    private Spent estimate(EmbeddingBatch batch) {
        long tokens = TokenEstimate.ofEach(question.request().input())
                .skip(vectors.size())
                .limit(batch.inputs())
                .sum();
        return new Spent(Usage.of(tokens, 0), true);
    }
}
