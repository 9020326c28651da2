package dev.tollgate.responsecache;

import dev.tollgate.call.CacheDirectives.Mode;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.CacheableRequest;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Serves calls from kept answers, where an alias or a key says so. It never fails a call. */
@ApplicationScoped
public class ResponseCache {
    private final CacheKeys keys;
    private final TolerantStore tolerance;
    private final CachedCall.Services services;
    private final Clock clock;

    ResponseCache(Router router, ContentPolicies policies, ResponseStore store, GatewayConfig config, Clock clock) {
        this.keys = new CacheKeys(router, policies);
        this.tolerance = new TolerantStore(clock);
        this.services = new CachedCall.Services(
                store, tolerance, new SingleFlight(), config.cache().maxWait(), clock);
        this.clock = clock;
    }

    /** The response of a chat, which {@link #serve} can note and replay. */
    public RecordedChat recorded(CallContext<ChatRequest> context, ChatResponseSink sink) {
        return new RecordedChat(context.requestId(), sink, clock);
    }

    /** The same for embeddings. */
    public RecordedEmbeddings recorded(CallContext<EmbeddingRequest> context, EmbeddingResponseSink sink) {
        return new RecordedEmbeddings(context.request().format(), sink);
    }

    /**
     * Sends a kept answer, or makes the call and keeps its answer. Returns when both are done: the client has its response before an
     * answer is written.
     *
     * @param route as the router found it, whatever limits and budgets have left of it
     * @param meter of the accepted call
     * @param upstream makes the call, whose response goes to {@code response}
     */
    public void serve(
            CallContext<?> context, Route route, RecordedResponse response, UsageMeter meter, Runnable upstream) {
        Optional<CachePolicy> policy = policy(context, route);
        if (policy.isEmpty()) {
            upstream.run();
        } else if (isOff(context, policy.get())) {
            response.note(CacheNote.OFF);
            upstream.run();
        } else {
            key(context, route, policy.get())
                    .map(key -> new CacheableCall(context, route.alias(), policy.get(), key))
                    .ifPresentOrElse(call -> new CachedCall(services, call, response, meter).run(upstream), upstream);
        }
    }

    private Optional<CacheKey> key(CallContext<?> context, Route route, CachePolicy policy) {
        return tolerance.orElse(
                Optional.empty(), () -> Optional.of(keys.of(context, route, policy)), context.metrics()::cacheFailed);
    }

    private static Optional<CachePolicy> policy(CallContext<?> context, Route route) {
        return Optional.ofNullable(context.key().content().cache())
                .or(() -> Optional.ofNullable(route.content().cache()));
    }

    private static boolean isOff(CallContext<?> context, CachePolicy policy) {
        return context.cacheDirectives().mode() == Mode.OFF
                || !policy.include().containsAll(CacheableRequest.unrepeatable(context.request()));
    }
}
