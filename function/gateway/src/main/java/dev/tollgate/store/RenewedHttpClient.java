package dev.tollgate.store;

import dev.tollgate.config.ClientGenerations;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client of the AWS SDK, which is replaced when its connections may be dead. The SDK's next attempt then opens a new
 * connection, so that a pool of dead ones costs one attempt and not all of them.
 */
final class RenewedHttpClient implements SdkHttpClient {
    private final ScheduledExecutorService timer;
    private final Duration longestCall;
    private final ClientGenerations<SdkHttpClient> generations;

    /**
     * Creates no client yet.
     *
     * @param timer closes a replaced client when the calls that use it are over
     */
    RenewedHttpClient(Supplier<SdkHttpClient> factory, ClientTimeouts timeouts, ScheduledExecutorService timer) {
        this.timer = timer;
        this.longestCall = timeouts.call();
        this.generations = new ClientGenerations<>(factory, this::closeLater, timeouts.maxIdle(), Clock.systemUTC());
    }

    private void closeLater(SdkHttpClient old) {
        var _ = timer.schedule(old::close, longestCall.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ClientGenerations<SdkHttpClient>.Generation generation = generations.current();
        return new ReportedRequest(generation.client().prepareRequest(request), generation);
    }

    @Override
    public String clientName() {
        return "Renewed";
    }

    @Override
    public void close() {
        generations.close();
    }

    /** A request that reports whether its connection was alive. */
    private record ReportedRequest(
            ExecutableHttpRequest request, ClientGenerations<SdkHttpClient>.Generation connections)
            implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                HttpExecuteResponse response = request.call();
                connections.alive();
                return response;
            } catch (IOException | RuntimeException failed) {
                connections.failed();
                throw failed;
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
