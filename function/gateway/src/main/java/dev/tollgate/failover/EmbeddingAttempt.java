package dev.tollgate.failover;

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
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request for embeddings to one target: batch after batch, then all of them go to the client at once. */
final class EmbeddingAttempt implements Attempt {
    private final ProviderClient client;
    private final EmbeddingRequest request;
    private final EmbeddingResponseSink sink;
    private final AttemptControl control;
    private final UpstreamCall upstream;
    private final List<Embedding> embeddings = new ArrayList<>();
    private AttemptUsage usage = AttemptUsage.NOTHING;
    private @Nullable String model;
    private @Nullable EmbeddingBatch running;

    EmbeddingAttempt(
            ProviderClient client,
            EmbeddingRequest request,
            EmbeddingResponseSink sink,
            AttemptControl control,
            UpstreamCall upstream) {
        this.client = client;
        this.request = request;
        this.sink = sink;
        this.control = control;
        this.upstream = upstream;
    }

    @Override
    public void run() {
        Target target = upstream.target();
        EmbeddingAdapter adapter = client.embeddingAdapter(target.provider());
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.providerApi().name(), target.dropPolicy());
        EmbeddingRequest own = TargetFields.of(request, target);
        for (EmbeddingBatch batch : adapter.encode(own, target.model(), unsupported)) {
            add(batch, adapter.decode(send(adapter, batch)));
        }
        control.win();
        ResponseSink.ResponseHead head = upstream.startResponse(unsupported.fields());
        upstream.succeeded(usage);
        String named = model == null ? target.model() : model;
        sink.finish(
                head, EmbeddingList.of(embeddings, request.format(), named, usage.usage()), upstream.chargeMicros());
    }

    @Override
    public UpstreamCall upstream() {
        return upstream;
    }

    @Override
    public AttemptUsage usageWhenFailed() {
        return usage;
    }

    /** The provider has read the texts of a batch that is stopped, and bills them. */
    @Override
    public AttemptUsage usageWhenStopped() {
        return running == null ? usage : usage.plus(estimate(running));
    }

    private byte[] send(EmbeddingAdapter adapter, EmbeddingBatch batch) {
        running = batch;
        Instant by = control.timeouts().wholeBy();
        try (UpstreamExchange exchange = upstream.send(adapter.providerApi(), batch.request())) {
            upstream.head(exchange, adapter.providerApi(), by);
            byte[] body = upstream.body(exchange, by, control.timeouts().idle());
            upstream.responded();
            return body;
        }
    }

    private void add(EmbeddingBatch batch, EmbeddingReply reply) {
        AttemptUsage used = reply.usage() == null ? estimate(batch) : new AttemptUsage(reply.usage(), false);
        usage = usage.plus(used);
        if (reply.embeddings().size() != batch.inputs()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "The provider sent " + reply.embeddings().size() + " embeddings for " + batch.inputs()
                            + " inputs.");
        }
        embeddings.addAll(reply.embeddings());
        running = null;
        model = reply.model() == null ? model : reply.model();
    }

    private AttemptUsage estimate(EmbeddingBatch batch) {
        long tokens = TokenEstimate.ofEach(request.input())
                .skip(embeddings.size())
                .limit(batch.inputs())
                .sum();
        return new AttemptUsage(Usage.of(tokens, 0), true);
    }
}
