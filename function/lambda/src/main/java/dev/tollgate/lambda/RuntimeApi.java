package dev.tollgate.lambda;

import dev.tollgate.http.ConnectionPool;
import dev.tollgate.http.HttpOrigin;
import dev.tollgate.http.HttpReply;
import dev.tollgate.parse.NumberParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** A client of Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). */
final class RuntimeApi {
    private static final Logger LOG = Logger.getLogger(RuntimeApi.class);
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";

    /** Lambda's maximum, for Quarkus' mock event server, which sends no deadline. */
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);

    /** Longer than most calls take. */
    private static final Duration MAX_IDLE = Duration.ofMinutes(5);

    private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(10);

    private final ConnectionPool connections;
    private final String host;
    private final Clock clock;
    private final Set<RuntimeConnection> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    RuntimeApi(FunctionSettings.Address address, Clock clock) {
        HttpOrigin origin = new HttpOrigin(false, address.host(), address.port());
        this.connections = new ConnectionPool(origin, null, RuntimeConnection.CONNECT_TIMEOUT, MAX_IDLE);
        this.host = origin.hostHeader();
        this.clock = clock;
    }

    /** Waits for the next event without a timeout, because Lambda may freeze the process for hours between two events. */
    LambdaInvocation next() throws IOException {
        try (RuntimeConnection connection = RuntimeConnection.open(connections, host)) {
            waiting.add(connection);
            try {
                return next(connection);
            } finally {
                waiting.remove(connection);
            }
        }
    }

    private LambdaInvocation next(RuntimeConnection connection) throws IOException {
        if (stopped) {
            throw new IOException("stopping");
        }
        connection.head("GET", INVOCATION + "next");
        HttpReply reply = connection.event();
        String id = reply.headers().get("lambda-runtime-aws-request-id");
        if (!reply.accepted() || id == null) {
            throw new IOException("status " + reply.status() + " instead of an event: " + reply.text());
        }
        return new LambdaInvocation(id, deadline(reply), reply.headers().get("lambda-runtime-trace-id"), reply.body());
    }

    /** Starts the response to this event. */
    RuntimeConnection post(LambdaInvocation invocation, String... headers) throws IOException {
        RuntimeConnection connection = RuntimeConnection.open(connections, host);
        try {
            connection.head("POST", INVOCATION + invocation.id() + "/response", headers);
            return connection;
        } catch (IOException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Reports that an event failed. Only possible before the response to it has started. */
    void error(LambdaInvocation invocation, FunctionError error) {
        report(INVOCATION + invocation.id() + "/error", error);
    }

    /** Reports that the function cannot start. */
    void initError(FunctionError error) {
        report(INIT_ERROR, error);
    }

    /** Stops polling. A thread that waits for an event gets an IOException. */
    void stop() {
        stopped = true;
        waiting.forEach(RuntimeConnection::close);
    }

    boolean stopped() {
        return stopped;
    }

    private Instant deadline(HttpReply next) {
        String millis = next.headers().get("lambda-runtime-deadline-ms");
        Instant latest = clock.instant().plus(MAX_TIMEOUT);
        OptionalLong read = NumberParser.whole(millis, 0, latest.toEpochMilli());
        if (read.isEmpty() && millis != null) {
            LOG.warnf("Lambda's deadline cannot be read: %s. The event gets %s", millis, MAX_TIMEOUT);
        }
        return read.isEmpty() ? latest : Instant.ofEpochMilli(read.getAsLong());
    }

    private void report(String path, FunctionError error) {
        byte[] body = error.json();
        try (RuntimeConnection connection = RuntimeConnection.open(connections, host)) {
            connection.head(
                    "POST",
                    path,
                    "Content-Type: application/json",
                    "Lambda-Runtime-Function-Error-Type: " + error.type(),
                    "Content-Length: " + body.length);
            connection.write(body);
            HttpReply reply = connection.acceptance(REPORT_TIMEOUT);
            if (!reply.accepted()) {
                LOG.errorf("Lambda refused an error report: status %d, %s", reply.status(), reply.text());
            }
        } catch (IOException failed) {
            LOG.errorf(failed, "An error could not be reported to Lambda: %s: %s", error.type(), error.message());
        }
    }
}
