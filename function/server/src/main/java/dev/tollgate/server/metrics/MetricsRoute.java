package dev.tollgate.server.metrics;

import dev.tollgate.health.TargetHealth;
import dev.tollgate.process.MemoryBudget;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code GET /metrics} to Prometheus. It is before all filters, so that neither limits nor CORS apply to it, and it is in no log.
 */
@Singleton
final class MetricsRoute {
    private static final int BEFORE_ALL_FILTERS = 10_000;
    private static final String PATH = "/metrics";
    private static final String HEALTH = "/health";
    private static final String BEARER = "Bearer ";

    private static final String BREAKERS = "tollgate_breaker_open";
    private static final String IN_FLIGHT = "tollgate_requests_in_flight";
    private static final String MEMORY_HELD = "tollgate_memory_held_bytes";
    private static final String MEMORY_BUDGET = "tollgate_memory_budget_bytes";

    /** The metrics of this moment, besides those of calls. */
    static final List<String> GAUGES = List.of(BREAKERS, IN_FLIGHT, MEMORY_HELD, MEMORY_BUDGET);

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final MetricsSettings settings;
    private final CallCounters counters;
    private final TargetHealth health;
    private final MemoryBudget memory;
    private final AtomicInteger inFlight = new AtomicInteger();

    MetricsRoute(MetricsSettings settings, CallCounters counters, TargetHealth health, MemoryBudget memory) {
        this.settings = settings;
        this.counters = counters;
        this.health = health;
        this.memory = memory;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_FILTERS);
    }

    private void handle(RoutingContext http) {
        String path = String.valueOf(http.request().path());
        if (path.equals(PATH)) {
            respond(http);
            return;
        }
        if (!path.startsWith(HEALTH)) {
            inFlight.incrementAndGet();
            http.addEndHandler(_ -> inFlight.decrementAndGet());
        }
        http.next();
    }

    private void respond(RoutingContext http) {
        HttpServerRequest request = http.request();
        if (!request.method().equals(HttpMethod.GET)) {
            http.response().setStatusCode(405).putHeader("allow", "GET").end();
        } else if (!mayRead(request)) {
            http.response()
                    .setStatusCode(settings.token().isPresent() ? 401 : 403)
                    .end();
        } else {
            http.response().putHeader("content-type", PrometheusText.TYPE).end(text());
        }
    }

    /**
     * Without a token, only a laptop's own programs: behind a proxy on the same machine, everyone would be local. A page whose name leads
     * to this machine is no such program.
     */
    private boolean mayRead(HttpServerRequest request) {
        return settings.token()
                .map(token -> isEqual(BEARER + token, request.getHeader("authorization")))
                .orElseGet(() -> settings.local()
                        && isLoopback(request)
                        && request.authority() != null
                        && LOCAL_NAMES.contains(request.authority().host())
                        && !request.headers().contains("x-forwarded-for")
                        && !request.headers().contains("forwarded"));
    }

    private static boolean isLoopback(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress())
                .map(address -> address.hostAddress())
                .filter(address -> InetAddress.ofLiteral(address).isLoopbackAddress())
                .isPresent();
    }

    private static boolean isEqual(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        PrometheusText text = new PrometheusText();
        counters.writeTo(text);
        Map<String, Double> open = new TreeMap<>();
        health.opened().forEach(model -> open.put(model.toString(), 1.0));
        text.gauge(BREAKERS, "1 for each target whose circuit breaker is open.", "target", open);
        text.gauge(IN_FLIGHT, "Requests in progress.", inFlight.get());
        text.gauge(MEMORY_HELD, "What requests in flight hold in memory.", (double) memory.held());
        text.gauge(MEMORY_BUDGET, "What they may hold together.", (double) memory.limit());
        text.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        return text.toString();
    }
}
