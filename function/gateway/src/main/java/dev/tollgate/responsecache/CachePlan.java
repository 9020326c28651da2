package dev.tollgate.responsecache;

import dev.tollgate.call.CacheDirectives.Mode;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.CacheableRequest;
import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.route.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cache does in one call: {@code recorded → serve}. A call without a policy for its cache just runs. */
public final class CachePlan {
    private final ResponseCache cache;
    private final CallContext<?> context;
    private final Route route;
    private final Optional<CachePolicy> policy;
    private @Nullable RecordedResponse response;

    CachePlan(ResponseCache cache, CallContext<?> context, Route route, Optional<CachePolicy> policy) {
        this.cache = cache;
        this.context = context;
        this.route = route;
        this.policy = policy;
    }

    /** The sink for a chat's response, which {@link #serve} can record and replay; without a policy, the same sink. */
    public ChatResponseSink recorded(ChatResponseSink sink) {
        if (policy.isEmpty()) {
            return sink;
        }
        RecordedChat recorded = new RecordedChat(context.requestId(), sink, cache.clock());
        response = recorded;
        return recorded;
    }

    /** The same for embeddings in this format. */
    public EmbeddingResponseSink recorded(EmbeddingFormat format, EmbeddingResponseSink sink) {
        if (policy.isEmpty()) {
            return sink;
        }
        RecordedEmbeddings recorded = new RecordedEmbeddings(format, sink);
        response = recorded;
        return recorded;
    }

    /**
     * Sends a kept answer, or makes the call and keeps its answer. Returns when both are done: the client has its response before an
     * answer is written.
     *
     * @param meter of the accepted call
     * @param upstream makes the call, whose response goes to the recorded sink, if there is one
     */
    public void serve(UsageMeter meter, Runnable upstream) {
        if (policy.isEmpty() || response == null) {
            upstream.run();
        } else {
            serve(policy.get(), response, meter, upstream);
        }
    }

    private void serve(CachePolicy inForce, RecordedResponse recorded, UsageMeter meter, Runnable upstream) {
        if (isOff(inForce)) {
            recorded.note(CacheNote.OFF);
            upstream.run();
        } else {
            cache.key(context, route, inForce)
                    .map(key -> new CacheableCall(context, route.alias(), inForce, key))
                    .ifPresentOrElse(call -> cache.cached(call, recorded, meter).run(upstream), upstream);
        }
    }

    private boolean isOff(CachePolicy inForce) {
        return context.cacheDirectives().mode() == Mode.OFF
                || !inForce.include().containsAll(CacheableRequest.unrepeatable(context.request()));
    }
}
