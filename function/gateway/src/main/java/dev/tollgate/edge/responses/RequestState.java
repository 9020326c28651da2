package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.storedresponse.ResponseChain;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.StatePermission;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prepares requests that refer to stored responses, or whose response is to be stored. What leaves the gateway refers to nothing: it has
 * the whole conversation, and asks no provider to store anything.
 */
@ApplicationScoped
public class RequestState {
    private static final String PREVIOUS = "previous_response_id";
    private static final String BACKGROUND = "background";
    private static final String STORE = "store";

    private final StatePermission permission;
    private final ResponseChain chain;
    private final StoredResponses store;
    private final ItemReferences references;
    private final long maxBytes;
    private final Clock clock;

    RequestState(
            StatePermission permission, ResponseChain chain, StoredResponses store, GatewayConfig config, Clock clock) {
        this.permission = permission;
        this.chain = chain;
        this.store = store;
        this.references = new ItemReferences(chain);
        this.maxBytes = config.request().maxBytes();
        this.clock = clock;
    }

    /**
     * A request that can be served on its own.
     *
     * @param body the client's JSON, with everything that it refers to in the place of the reference
     * @param stored present if its response is to be stored
     */
    record StandaloneRequest(ObjectNode body, Optional<StoredCall> stored) {

        /** What gives the client's response its id. */
        Optional<ResponseTap> tap() {
            return stored.map(ResponseTap.class::cast);
        }
    }

    /**
     * Prepares a request for its call.
     *
     * @param requestId gives the response its id
     * @param sent the client's JSON, of which nothing has been checked yet
     * @param memory takes what the request refers to
     * @throws GatewayException that names the field by which the request refers to what is not there or not allowed
     */
    StandaloneRequest prepare(ApiKey key, String requestId, ObjectNode sent, MemoryLease memory) {
        ResponseStatePolicy policy = permission.of(key);
        JsonFields request = new JsonFields(sent, "");
        if (sent.hasNonNull("conversation")) {
            throw refused(
                    "conversation", "this gateway has no conversations; continue a response by previous_response_id");
        }
        Boolean wanted = request.flag(STORE);
        boolean background = Boolean.TRUE.equals(request.flag(BACKGROUND));
        if (background) {
            requireBackground(policy, wanted);
        }
        if (!policy.store()) {
            if (sent.hasNonNull(PREVIOUS)) {
                throw refused(PREVIOUS, "this gateway stores no responses; send the earlier items in 'input'");
            }
            return new StandaloneRequest(readable(sent), Optional.empty());
        }
        String previous = request.text(PREVIOUS);
        List<ResponseRecord> before = previous == null ? List.of() : chain.upTo(key.id(), previous, maxBytes, memory);
        ArrayNode named = InputItems.of(request);
        List<ResponseRecord> known = new ArrayList<>(before);
        known.addAll(references.responses(key.id(), named, maxBytes, memory));
        ArrayNode own = ItemReferences.resolved(named, known);
        ObjectNode body = standalone(sent, before, own);
        boolean stores = wanted == null || wanted;
        return new StandaloneRequest(
                body,
                stores
                        ? Optional.of(new StoredCall(
                                new ResponseName(key.id(), id(requestId)),
                                before.stream()
                                        .map(response -> response.name().id())
                                        .toList(),
                                policy.ttl(),
                                own.size(),
                                background,
                                store,
                                clock))
                        : Optional.empty());
    }

    /** The id of the response to a request. */
    static String id(String requestId) {
        return ResponseId.with(ResponseId.partOf(requestId));
    }

    private static void requireBackground(ResponseStatePolicy policy, @Nullable Boolean wanted) {
        if (!policy.background()) {
            throw refused(BACKGROUND, "this gateway makes no responses in the background; stream the response");
        }
        if (Boolean.FALSE.equals(wanted)) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    BACKGROUND,
                    "Invalid value: 'background' needs 'store': its response is read later.");
        }
    }

    private static ObjectNode standalone(ObjectNode sent, List<ResponseRecord> before, ArrayNode own) {
        ObjectNode body = sent.deepCopy();
        body.remove(List.of(PREVIOUS, BACKGROUND));
        body.put(STORE, false);
        ArrayNode input = body.putArray("input");
        before.forEach(response -> input.addAll(StoredDocument.of(response).items()));
        input.addAll(own);
        include(body);
        return readable(body);
    }

    /** The same request, with what the gateway has compacted as messages that each model understands. */
    static ObjectNode readable(ObjectNode body) {
        if (body.get("input") instanceof ArrayNode items) {
            body.set("input", CompactedItem.readable(items));
        }
        return body;
    }

    /**
     * What a model has thought is a part of the conversation, and no provider keeps it for us. Where the client has not asked for it,
     * {@code store} is null: a model that does not reason would refuse the request.
     */
    private static void include(ObjectNode body) {
        ArrayNode include = body.get("include") instanceof ArrayNode list ? list : body.putArray("include");
        if (include.valueStream().noneMatch(value -> RequestOptions.ENCRYPTED_REASONING.equals(value.asText()))) {
            include.add(RequestOptions.ENCRYPTED_REASONING);
            body.putNull(STORE);
        }
    }

    private static GatewayException refused(String field, String instead) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER, field, "Unsupported parameter: '" + field + "': " + instead + ".");
    }
}
