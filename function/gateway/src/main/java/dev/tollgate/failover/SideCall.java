package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One request of the gateway's own, within its time: send → head → whole body. The client sees nothing of it. */
public final class SideCall implements Attempt {
    private static final int MAX_REPLY_BYTES = 256 * 1024;

    private final SideRequest request;
    private final UpstreamCall upstream;
    private final Instant endsAt;

    SideCall(SideRequest request, UpstreamCall upstream, Duration timeout, Instant deadline) {
        this.request = request;
        this.upstream = upstream;
        Instant late = upstream.startedAt().plus(timeout);
        this.endsAt = late.isBefore(deadline) ? late : deadline;
    }

    /** Runs it, and records its end whatever it is. Returns how it failed; empty if its reply is complete. */
    public Optional<GatewayException> failure() {
        return AttemptRunner.run(this, _ -> false);
    }

    /** How long it has taken so far. */
    public Duration elapsed() {
        return Duration.between(upstream.startedAt(), upstream.now());
    }

    @Override
    public void run() {
        SideRequest.Prepared prepared = request.prepare();
        try (UpstreamExchange exchange = upstream.send(prepared.api(), prepared.request())) {
            upstream.head(exchange, prepared.api(), endsAt);
            prepared.reader().accept(upstream.body(exchange, endsAt, MAX_REPLY_BYTES));
        }
        upstream.succeeded(usage());
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

    private AttemptUsage usage() {
        return request.usage(upstream.refused());
    }
}
