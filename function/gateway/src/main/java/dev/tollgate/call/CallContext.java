package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.process.MemoryLease;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a known key, with its parsed request. The edge makes it, content policies mask its request, and every later stage
 * of the pipeline passes it on unchanged.
 *
 * @param receivedAt when the head of the request arrived
 * @param deadline when the client gets a time-out instead of a response
 * @param preference the {@code x-tollgate-route} header; empty if the client sent none
 * @param session the header that names the conversation; empty if the client sent none
 * @param forwardedHeaders headers of the client's that providers may get, by name
 * @param requestTags the tags that the client gives the request, in addition to the key's
 * @param endUser on whose behalf the client sends it, if the key bounds what each end user spends
 * @param cacheDirectives what the client asks of the response cache
 * @param nativeRequest the same request in the words of the API that the client called; empty if that is OpenAI's chat
 * @param memory what the call holds in memory, until its response has been sent
 * @param idempotentCall present if the request came with an {@code Idempotency-Key}
 */
public record CallContext<R extends ModelRequest>(
        String requestId,
        Instant receivedAt,
        Instant deadline,
        ApiKey key,
        R request,
        String preference,
        Optional<String> session,
        Map<String, String> forwardedHeaders,
        Map<String, String> requestTags,
        Optional<String> endUser,
        CacheDirectives cacheDirectives,
        Optional<NativeRequest> nativeRequest,
        MemoryLease memory,
        Optional<IdempotentCall> idempotentCall,
        CallMetrics metrics) {

    public CallContext {
        forwardedHeaders = Map.copyOf(forwardedHeaders);
        requestTags = Map.copyOf(requestTags);
    }

    /** The same call with the request and the headers that may leave the gateway. */
    public CallContext<R> with(
            R otherRequest, Map<String, String> otherHeaders, Optional<NativeRequest> otherNativeRequest) {
        return new CallContext<>(
                requestId,
                receivedAt,
                deadline,
                key,
                otherRequest,
                preference,
                session,
                otherHeaders,
                requestTags,
                endUser,
                cacheDirectives,
                otherNativeRequest,
                memory,
                idempotentCall,
                metrics);
    }

    /** The tags of the usage record. A client cannot replace those of its key. */
    public Map<String, String> tags() {
        if (requestTags.isEmpty()) {
            return key.tags();
        }
        Map<String, String> tags = new LinkedHashMap<>(requestTags);
        tags.putAll(key.tags());
        return tags;
    }

    /** Whether the call goes on although the store does not respond. */
    public boolean allowsStoreFailure() {
        return key.onStoreFailure() == ApiKey.OnStoreFailure.ALLOW;
    }
}
