package dev.tollgate.store.wire;

import dev.tollgate.config.ClientGenerations;
import dev.tollgate.http.ConnectionPool;
import dev.tollgate.http.HttpExchange;
import dev.tollgate.http.HttpReply;
import dev.tollgate.http.HttpRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** Sends requests until one succeeds, as often as the SDK would: its retry strategy decides. */
final class TableAttempts implements AutoCloseable {
    private static final String SCOPE = "dynamodb";
    /** Twice the longest batch. */
    private static final int MAX_REPLY_BYTES = 32 * 1024 * 1024;

    private final TableEndpoint endpoint;
    private final AwsCredentialsProvider credentials;
    private final CallBounds bounds;
    private final RetryStrategy retries;
    private final RequestSignature signature;
    private final Clock clock;
    private final ClientGenerations<ConnectionPool> pools;

    TableAttempts(
            TableEndpoint endpoint,
            AwsCredentialsProvider credentials,
            CallBounds bounds,
            RetryStrategy retries,
            Clock clock) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.bounds = bounds;
        this.retries = retries;
        this.signature = new RequestSignature(endpoint.origin().hostHeader(), endpoint.region());
        this.clock = clock;
        this.pools = new ClientGenerations<>(
                () -> new ConnectionPool(endpoint.origin(), endpoint.tls(), bounds.connect(), bounds.maxIdle()),
                ConnectionPool::close,
                bounds.maxIdle(),
                clock);
    }

    /**
     * Calls an operation.
     *
     * @param timeout for all attempts; without one, that of the client. In a long one, an attempt may take a third of it
     * @throws SdkException as the SDK's clients do
     */
    HttpReply call(String operation, byte[] body, @Nullable Duration timeout) {
        long until = System.nanoTime() + (timeout == null ? bounds.call() : timeout).toNanos();
        long longest = timeout == null
                ? bounds.attempt().toNanos()
                : Math.max(bounds.attempt().toNanos(), timeout.toNanos() / 3);
        RetryToken token = retries.acquireInitialToken(AcquireInitialTokenRequest.create(SCOPE))
                .token();
        for (int number = 1; ; number++) {
            try {
                HttpReply reply = attempt(operation, number, body, longest, until);
                retries.recordSuccess(RecordSuccessRequest.create(token));
                return reply;
            } catch (SdkException failed) {
                token = awaitRetry(token, failed, until);
            }
        }
    }

    private RetryToken awaitRetry(RetryToken token, SdkException failed, long until) {
        try {
            RefreshRetryTokenResponse retry = retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                    .token(token)
                    .failure(failed)
                    .build());
            if (System.nanoTime() + retry.delay().toNanos() - until >= 0) {
                throw callTimeout(failed);
            }
            TimeUnit.NANOSECONDS.sleep(retry.delay().toNanos());
            return retry.token();
        } catch (TokenAcquisitionFailedException _) {
            throw failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted", interrupted);
        }
    }

    private HttpReply attempt(String operation, int number, byte[] body, long longest, long until) {
        long attemptUntil = Math.min(until, System.nanoTime() + longest);
        HttpRequest request = request(operation, number, body);
        ClientGenerations<ConnectionPool>.Generation generation = pools.current();
        try (HttpExchange exchange = new HttpExchange(generation.client(), request)) {
            HttpReply reply = exchange.whole(MAX_REPLY_BYTES, attemptUntil);
            generation.alive();
            if (!reply.accepted()) {
                throw TableErrors.of(reply);
            }
            return reply;
        } catch (SocketTimeoutException silent) {
            generation.failed();
            throw attemptUntil == until ? callTimeout(silent) : attemptTimeout(silent);
        } catch (IOException broken) {
            generation.failed();
            if (Thread.currentThread().isInterrupted()) {
                throw AbortedException.create("The thread was interrupted", broken);
            }
            throw SdkClientException.create(endpoint.uri() + ": " + broken.getMessage(), broken);
        }
    }

    private HttpRequest request(String operation, int number, byte[] body) {
        String signed = signature.headers(
                "DynamoDB_20120810." + operation, body, credentials.resolveCredentials(), clock.instant());
        return new HttpRequest(
                "POST / HTTP/1.1\r\n" + signed + "user-agent:tollgate\r\namz-sdk-request:attempt=" + number + "; max="
                        + retries.maxAttempts() + "\r\n",
                body);
    }

    private static SdkException attemptTimeout(Throwable cause) {
        return ApiCallAttemptTimeoutException.create("DynamoDB did not answer the request in time", cause);
    }

    private static SdkException callTimeout(Throwable cause) {
        return ApiCallTimeoutException.create("DynamoDB did not answer the call in time", cause);
    }

    @Override
    public void close() {
        pools.close();
    }
}
