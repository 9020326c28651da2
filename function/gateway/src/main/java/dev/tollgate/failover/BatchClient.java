package dev.tollgate.failover;

import dev.tollgate.call.AttemptSpan;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.LineSplitter;
import dev.tollgate.parse.SplitLine;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.BatchStep;
import dev.tollgate.provider.BodyPart;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Batches at providers. A batch has one provider from its creation on: there is no other one that could take over. Each method fails
 * with a {@link GatewayException} if the provider does.
 */
@ApplicationScoped
public class BatchClient {
    private static final int MAX_REPLY_BYTES = 1024 * 1024;

    /** More than any model writes. */
    private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final ProviderClient client;
    private final Clock clock;

    BatchClient(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Whether this provider takes requests to this endpoint as lines of a batch, as they are or in a translation. */
    public boolean takes(Provider provider, BatchEndpoint endpoint) {
        return client.batchAdapter(provider)
                .filter(adapter -> adapter.takes(endpoint) || adapter.takes(endpoint.translated()))
                .isPresent();
    }

    /**
     * Gives a batch to a provider. What fails is in the result.
     *
     * @param name the gateway's own id of the batch
     * @param span what the trace of the call shows of it; null if the call has no trace
     */
    public BatchSubmission create(
            Target target,
            String name,
            BatchEndpoint endpoint,
            List<BatchLine> lines,
            Instant until,
            @Nullable AttemptSpan span) {
        UnbilledExchange creation = null;
        try {
            BatchAdapter adapter = adapter(target.provider());
            BatchEndpoint sent = adapter.takes(endpoint) ? endpoint : endpoint.translated();
            BatchStep step = adapter.create(name, sent, target.model(), lines);
            while (step instanceof BatchStep.Send send) {
                AuthorizedRequest request =
                        authorized(adapter, target.provider(), send.request()).in(span);
                UnbilledExchange exchange = exchange(adapter);
                creation = send.creates() ? exchange : null;
                step = exchange.reply(request, until, MAX_REPLY_BYTES, send.next());
            }
            return switch (step) {
                case BatchStep.Created(BatchState state) -> new BatchSubmission.Created(state);
                case BatchStep.Send _ -> throw new IllegalStateException("there is another step");
            };
        } catch (GatewayException failure) {
            return creation != null && creation.mayBeHandled()
                    ? new BatchSubmission.Unknown(failure)
                    : new BatchSubmission.Refused(failure);
        }
    }

    /** How far a batch has come. */
    public BatchState find(Provider provider, String id, Instant until) {
        BatchAdapter adapter = adapter(provider);
        AuthorizedRequest request = authorized(adapter, provider, adapter.find(id));
        return exchange(adapter).reply(request, until, MAX_REPLY_BYTES, adapter::state);
    }

    /** Cancels a batch. It goes on until its provider says that it has ended. */
    public void cancel(Provider provider, String id, Instant until) {
        BatchAdapter adapter = adapter(provider);
        AuthorizedRequest request = authorized(adapter, provider, adapter.cancel(id));
        var _ = exchange(adapter).reply(request, until, MAX_REPLY_BYTES, reply -> reply);
    }

    /** Downloads the results of a batch that has ended, line by line. None of them is held for longer than the consumer holds it. */
    public void download(Provider provider, BatchState ended, Instant until, Consumer<SplitLine> lines) {
        BatchAdapter adapter = adapter(provider);
        for (UpstreamRequest request : adapter.results(ended)) {
            exchange(adapter)
                    .download(
                            authorized(adapter, provider, request),
                            until,
                            reply -> read(reply, until, new LineSplitter(MAX_LINE_BYTES, lines)));
        }
    }

    private void read(UpstreamExchange exchange, Instant until, LineSplitter lines) {
        while (true) {
            switch (exchange.next(shorter(SILENCE, left(until)))) {
                case BodyPart.Bytes(byte[] bytes) -> lines.feed(bytes);
                case BodyPart.End() -> {
                    lines.end();
                    return;
                }
                case BodyPart.TimedOut() ->
                    throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not finish in time.");
                case BodyPart.Broken broken -> throw broken.failure();
            }
        }
    }

    private AuthorizedRequest authorized(BatchAdapter adapter, Provider provider, UpstreamRequest request) {
        return client.authorized(adapter.providerApi(), provider, request);
    }

    private UnbilledExchange exchange(BatchAdapter adapter) {
        return new UnbilledExchange(client, adapter.providerApi(), clock);
    }

    private Duration left(Instant until) {
        return Duration.between(clock.instant(), until);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private BatchAdapter adapter(Provider provider) {
        Optional<BatchAdapter> adapter = client.batchAdapter(provider);
        return adapter.orElseThrow(
                () -> new GatewayException(ErrorKind.UPSTREAM_FAILED, provider.name() + " has no batches any more."));
    }
}
