package dev.tollgate.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;

/** Refuses to start with settings that nobody can mean, such as a negative time, which would fail calls later and elsewhere. */
@ApplicationScoped
public class SettingBounds {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int LARGEST_BODY = 1024 * 1024 * 1024;
    private static final int LARGEST_HEAD = 64 * 1024;
    private static final int MOST = 100_000_000;

    /** Deeper JSON is read nowhere. */
    private static final int DEEPEST = 200;

    void check(@Observes StartupEvent start, GatewayConfig config, TokenIssuerConfig issuer) {
        check(config);
        check(issuer);
    }

    /** Throws an {@link IllegalArgumentException} that names the variable, its bounds and its value. */
    static void check(GatewayConfig config) {
        config.memoryBudget().ifPresent(bytes -> number("memory-budget", bytes, 1, Long.MAX_VALUE));
        duration("heartbeat", config.heartbeat(), SHORTEST);
        duration("dynamodb.max-idle", config.dynamodb().maxIdle(), Duration.ZERO);
        check(config.request());
        number("budget.completion-tokens", config.budget().completionTokens(), 1, MOST);
        number("budget.least-completion-tokens", config.budget().leastCompletionTokens(), 1, MOST);
        number("usage.max-records", config.usage().maxRecords(), 1, MOST);
        check(config.upstream());
        check(config.health());
        duration("cache.timeout", config.cache().timeout(), SHORTEST);
        duration("cache.max-wait", config.cache().maxWait(), Duration.ZERO);
        number("files.max-bytes", config.files().maxBytes(), 0, LARGEST_BODY);
        number("files.max-total-bytes", config.files().maxTotalBytes(), 0, LARGEST_BODY);
        duration("files.timeout", config.files().timeout(), SHORTEST);
        duration("fresh.config", config.fresh().config(), Duration.ZERO);
        duration("fresh.keys", config.fresh().keys(), Duration.ZERO);
        number("fresh.max-keys", config.fresh().maxKeys(), 1, MOST);
        duration("fresh.secrets", config.fresh().secrets(), Duration.ZERO);
        duration("secrets.timeout", config.secrets().timeout(), Duration.ZERO);
    }

    /** The same for the issuer of callers' tokens. */
    static void check(TokenIssuerConfig issuer) {
        duration("jwt.leeway", issuer.leeway(), Duration.ZERO);
        duration("jwt.fresh-keys", issuer.freshKeys(), Duration.ZERO);
        duration("jwt.timeout", issuer.timeout(), SHORTEST);
    }

    private static void check(GatewayConfig.Request request) {
        number("request.max-bytes", request.maxBytes(), 1, LARGEST_BODY);
        number("request.max-uri-bytes", request.maxUriBytes(), 1, LARGEST_HEAD);
        number("request.max-header-bytes", request.maxHeaderBytes(), 1, LARGEST_HEAD);
        number("request.max-depth", request.maxDepth(), 1, DEEPEST);
        number("request.max-elements", request.maxElements(), 1, MOST);
        number("request.max-messages", request.maxMessages(), 1, MOST);
        duration("request.timeout", request.timeout(), SHORTEST);
        duration("request.stall-timeout", request.stallTimeout(), SHORTEST);
    }

    private static void check(GatewayConfig.Upstream upstream) {
        duration("upstream.connect-timeout", upstream.connectTimeout(), SHORTEST);
        duration("upstream.max-idle", upstream.maxIdle(), Duration.ZERO);
        duration("upstream.first-byte-timeout", upstream.firstByteTimeout(), SHORTEST);
        duration("upstream.idle-timeout", upstream.idleTimeout(), SHORTEST);
        duration("upstream.whole-timeout", upstream.wholeTimeout(), SHORTEST);
        duration("upstream.token-timeout", upstream.tokenTimeout(), SHORTEST);
        number("upstream.max-reply-bytes", upstream.maxReplyBytes(), 1, LARGEST_BODY);
    }

    private static void check(GatewayConfig.Health health) {
        double share = health.failureShare();
        require("health.failure-share", share > 0 && share <= 1, "more than 0 and at most 1", share);
        number("health.least-failures", health.leastFailures(), 1, MOST);
        duration("health.back-off", health.backOff(), SHORTEST);
        duration("health.max-back-off", health.maxBackOff(), SHORTEST);
        duration("health.refresh", health.refresh(), Duration.ZERO);
    }

    /** Requires a number within bounds, both included. */
    public static void number(String setting, long value, long least, long most) {
        require(setting, value >= least && value <= most, "a number from " + least + " to " + most, value);
    }

    /** Requires a time from this one to seven days. */
    public static void duration(String setting, Duration value, Duration shortest) {
        boolean within = value.compareTo(shortest) >= 0 && value.compareTo(LONGEST) <= 0;
        require(setting, within, "a time from " + shortest.toMillis() + "ms to " + LONGEST.toDays() + "d", value);
    }

    private static void require(String setting, boolean within, String bounds, Object value) {
        if (!within) {
            throw new IllegalArgumentException(variable(setting) + ": expected " + bounds + ", got " + value);
        }
    }

    private static String variable(String setting) {
        return "TOLLGATE_" + setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
