package dev.tollgate.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.CallOrigin;
import dev.tollgate.call.CallTrace;
import dev.tollgate.call.EndUser;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.process.MemoryLease;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One HTTP request for a model: its headers, the connection that its response goes to, and its deadline. */
public final class HttpCall {
    private final RoutingContext http;
    private final Instant receivedAt;
    private final Instant deadline;
    private final MemoryLease memory;
    private final RequestTags tags;
    private final InvocationLifecycle lifecycle;
    private final ClientConnection client;
    private final ResponseAllowance allowance;
    private final CallMetrics metrics;
    private final Optional<IdempotentHttpCall> idempotent;
    private UnaryOperator<String> fieldNames = UnaryOperator.identity();

    /**
     * A request that has just arrived.
     *
     * @param bounds how long a request may take, unless its invocation ends earlier, and its client may read nothing
     * @param memory takes what the call holds
     * @param tags reads those of the request
     * @param trace null if nobody traces the call
     */
    HttpCall(
            RoutingContext http,
            Instant receivedAt,
            GatewayConfig.Request bounds,
            MemoryLease memory,
            RequestTags tags,
            @Nullable CallTrace trace) {
        this.http = http;
        this.receivedAt = receivedAt;
        this.memory = memory;
        this.tags = tags;
        this.lifecycle = InvocationLifecycle.of(http);
        Instant end = receivedAt.plus(bounds.timeout());
        this.deadline = end.isBefore(lifecycle.stopAt()) ? end : lifecycle.stopAt();
        this.client = new ClientConnection(http, bounds.stallTimeout());
        this.allowance = new ResponseAllowance(lifecycle.maxResponseBytes());
        this.metrics = new CallMetrics(RequestId.of(http), receivedAt, origin(http, trace));
        this.idempotent = Optional.ofNullable(http.request().getHeader(IdempotentHttpCall.HEADER))
                .map(key -> new IdempotentHttpCall(key, responseContext(), RequestId.of(http), client, memory));
    }

    private static @Nullable CallOrigin origin(RoutingContext http, @Nullable CallTrace trace) {
        return trace == null
                ? null
                : new CallOrigin(
                        http.request().method().name(), ApiPath.of(http).text(), trace);
    }

    InvocationLifecycle lifecycle() {
        return lifecycle;
    }

    ClientConnection client() {
        return client;
    }

    ResponseAllowance allowance() {
        return allowance;
    }

    /** The request's id, which its usage record has. */
    public String requestId() {
        return client.errors().requestId();
    }

    /** When the client gets a time-out instead of a response. */
    public Instant deadline() {
        return deadline;
    }

    /** What the call holds in memory, until its response has been sent. */
    public MemoryLease memory() {
        return memory;
    }

    public CallMetrics metrics() {
        return metrics;
    }

    @Nullable
    String authorization() {
        return KeyHeaders.authorization(http);
    }

    /**
     * The request's body, to be read once.
     *
     * @throws GatewayException {@code UNSUPPORTED_MEDIA_TYPE} if it is compressed in a way that the gateway does not read
     */
    public RequestBody body(InputStream sent) {
        MultiMap headers = http.request().headers();
        ContentCoding coding = ContentCoding.of(String.join(", ", headers.getAll(ContentCoding.HEADER)));
        return new RequestBody(
                headers.get("content-type"),
                coding,
                sent,
                NumberParser.whole(headers.get("content-length"), 0L, Long.MAX_VALUE)
                        .orElse(0),
                memory,
                bytes -> idempotent.ifPresent(call -> call.digest(bytes)));
    }

    /**
     * The call, now that its key is known and its body is read.
     *
     * @throws GatewayException {@code INVALID_VALUE} if a header cannot be forwarded, or is none of the values that it may have
     */
    public <R extends ModelRequest> CallContext<R> context(ApiKey key, R request) {
        return context(key, request, Optional.empty());
    }

    /** The call of a request in the words of another API than OpenAI's chat. */
    public CallContext<ChatRequest> context(ApiKey key, ChatRequest request, NativeRequest sent) {
        return context(key, request, Optional.of(sent));
    }

    /** The call of a request that costs nothing, so that it counts for no end user. */
    public <R extends ModelRequest> CallContext<R> freeContext(ApiKey key, R request, Optional<NativeRequest> sent) {
        return context(key, request, sent, Optional.empty());
    }

    private <R extends ModelRequest> CallContext<R> context(
            ApiKey key, R request, Optional<NativeRequest> nativeRequest) {
        return context(key, request, nativeRequest, EndUser.of(key, sentTags(), request));
    }

    private Map<String, String> sentTags() {
        return tags.read(http.request().headers().getAll(RequestTags.HEADER));
    }

    private <R extends ModelRequest> CallContext<R> context(
            ApiKey key, R request, Optional<NativeRequest> nativeRequest, Optional<String> endUser) {
        metrics.parsed(request);
        Map<String, String> sentTags = sentTags();
        return new CallContext<>(
                RequestId.of(http),
                receivedAt,
                deadline,
                tags.trusting(key, sentTags),
                request,
                preference(),
                SessionHeaders.session(http.request().headers()),
                ForwardedHeaders.of(http.request().headers()),
                sentTags,
                endUser,
                CacheHeaders.directives(http.request().headers()),
                nativeRequest,
                memory,
                idempotent.map(IdempotentCall.class::cast),
                metrics);
    }

    /**
     * From here on, the response names fields as the client does. An API whose requests become chat requests needs that.
     *
     * @param names the client's name of a field of the chat request
     */
    public void namesFields(UnaryOperator<String> names) {
        fieldNames = names;
    }

    /** The same failure with the client's name of the field. */
    GatewayException named(GatewayException failure) {
        return failure.withFieldNames(fieldNames);
    }

    /** The client's names of these fields. */
    List<String> named(List<String> fields) {
        return fields.stream().map(fieldNames).distinct().toList();
    }

    /**
     * Refuses a request whose embeddings the endpoint could not carry.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    public void requireRoomFor(EmbeddingRequest request) {
        allowance.requireRoomFor(request);
    }

    /** Sends a whole response. If the endpoint cannot carry it, the call has failed, although its provider has been paid. */
    public void complete(Map<String, String> headers, byte[] body) {
        complete(ErrorResponse.CONTENT_TYPE, headers, body);
    }

    /** The same for a document. */
    public void complete(JsonNode document) {
        complete(Map.of(), ServerSentEvents.json(document));
    }

    /** The same for a response that is not JSON. */
    public void complete(String contentType, Map<String, String> headers, byte[] body) {
        if (allowance.take(body)) {
            // Until the client has read it.
            memory.grow(body.length);
            client.respond(200, contentType, headers, body);
        } else {
            reject(ResponseAllowance.tooLarge());
        }
    }

    /** Responds to a request that never became a call, or whose response cannot be sent. */
    void reject(GatewayException failure) {
        metrics.failed(failure, client.committed());
        ErrorResponse.send(client, named(failure), List.of());
    }

    /** What the response depends on besides the body. */
    private String responseContext() {
        return ApiPath.of(http).withQuery(http.request().query()) + "\n" + preference()
                + ForwardedHeaders.features(http.request().headers());
    }

    /** Two headers are one preference in two parts. */
    private String preference() {
        return String.join(";", http.request().headers().getAll("x-tollgate-route"));
    }
}
