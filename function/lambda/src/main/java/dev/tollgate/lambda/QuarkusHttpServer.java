package dev.tollgate.lambda;

import dev.tollgate.batch.BatchFollower;
import dev.tollgate.edge.AwsCaller;
import dev.tollgate.edge.InvocationLifecycle;
import dev.tollgate.jobs.BudgetAlertJob;
import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.process.FatalErrors;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Quarkus' HTTP server, called on the worker's thread and without a socket. This is internal API, so its version is pinned. */
final class QuarkusHttpServer implements GatewayHttp {
    /** Headers of the client's connection to the endpoint, or for features of a socket. */
    private static final Set<String> DROPPED =
            Set.of("connection", "content-length", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

    private final PendingSweep sweep;
    private final RollUpJob rollUp;
    private final BudgetAlertJob alerts;
    private final BatchFollower batches;
    private final QueuedResponses responses;
    private final FatalErrors fatalErrors;

    QuarkusHttpServer(
            PendingSweep sweep,
            RollUpJob rollUp,
            BudgetAlertJob alerts,
            BatchFollower batches,
            QueuedResponses responses,
            FatalErrors fatalErrors) {
        this.sweep = sweep;
        this.rollUp = rollUp;
        this.alerts = alerts;
        this.batches = batches;
        this.responses = responses;
        this.fatalErrors = fatalErrors;
    }

    @Override
    public void respond(LambdaEvent.QueuedResponse queued, Instant until) {
        responses.respond(queued, until);
    }

    @Override
    public void sweep(Instant until) throws InterruptedException {
        sweep.run(until);
    }

    @Override
    public void rollUp(Instant until) {
        rollUp.run(until);
    }

    @Override
    public void sendBudgetAlerts(Instant until) {
        alerts.run(until);
    }

    @Override
    public void followBatches(Instant until) {
        batches.run(until);
    }

    @Override
    public Exchange exchange(EventRequest request, LambdaInvocationLifecycle lifecycle, ResponseReceiver response) {
        DefaultHttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                request.target(),
                headers(request, lifecycle));
        LastHttpContent body = request.body().length == 0
                ? LastHttpContent.EMPTY_LAST_CONTENT
                : new DefaultLastHttpContent(Unpooled.wrappedBuffer(request.body()));
        boolean hasBody = !head.method().equals(HttpMethod.HEAD);
        return new ServerExchange(List.of(head, body), hasBody, response, fatalErrors);
    }

    private static QuarkusHttpHeaders headers(EventRequest request, LambdaInvocationLifecycle lifecycle) {
        QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
        headers.setContextObject(InvocationLifecycle.class, lifecycle);
        if (request.callerArn() != null) {
            headers.setContextObject(AwsCaller.class, new AwsCaller(request.callerArn()));
        }
        request.headers().stream()
                .filter(header -> !DROPPED.contains(header.name().toLowerCase(Locale.ROOT)))
                .forEach(header -> headers.add(header.name(), header.value()));
        if (!headers.contains("host")) {
            headers.set("host", "localhost");
        }
        if (lifecycle.traceId() != null) {
            headers.set("x-amzn-trace-id", lifecycle.traceId());
        }
        headers.set("content-length", String.valueOf(request.body().length));
        return headers;
    }
}
