package dev.tollgate.storedresponse;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryLease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a response continues: the response of {@code previous_response_id} and all before it. Two requests may continue the
 * same response.
 */
@ApplicationScoped
public class ResponseChain {
    /** Longer conversations are compacted, or begin anew. */
    static final int MOST_RESPONSES = 500;

    /** Each document may have some megabytes: they are counted before there are too many. */
    private static final int READ_AT_ONCE = 10;

    private static final String PARAM = "previous_response_id";

    private final StoredResponses store;
    private final Clock clock;

    ResponseChain(StoredResponses store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The responses up to this one, oldest first.
     *
     * @param id as the client sent it
     * @param maxBytes how large all documents together may be
     * @param memory takes them
     * @throws GatewayException {@code PREVIOUS_RESPONSE_NOT_FOUND}; {@code INVALID_VALUE} if it has not ended well or the chain is
     *     too long; {@code OVERLOADED}; {@code STORE_UNAVAILABLE}
     */
    public List<ResponseRecord> upTo(String keyId, String id, long maxBytes, MemoryLease memory) {
        ResponseRecord last = existing(keyId, id, memory);
        requireContinuable(last);
        if (last.chain().size() >= MOST_RESPONSES) {
            throw invalid("The response '" + id + "' already continues "
                    + last.chain().size()
                    + " others, and no chain may be longer. Send the conversation as input, or compact it.");
        }
        List<ResponseRecord> all = new ArrayList<>();
        Map<String, ResponseRecord> earlier =
                named(keyId, last.chain(), PARAM, maxBytes - last.document().length, memory);
        for (String before : last.chain()) {
            all.add(Optional.ofNullable(earlier.get(before)).orElseThrow(() -> missing(before)));
        }
        all.add(last);
        return all;
    }

    /**
     * Those of these responses that are there, by their ids.
     *
     * @param param the field of the request that names them
     * @param maxBytes how large all documents together may be
     * @param memory takes them
     * @throws GatewayException {@code INVALID_VALUE} if they are too many or too large; {@code OVERLOADED}; {@code STORE_UNAVAILABLE}
     */
    public Map<String, ResponseRecord> named(
            String keyId, List<String> ids, String param, long maxBytes, MemoryLease memory) {
        if (ids.size() > MOST_RESPONSES) {
            throw invalid(param, "The request names " + ids.size() + " responses, more than " + MOST_RESPONSES + ".");
        }
        Map<String, ResponseRecord> found = new LinkedHashMap<>();
        long left = maxBytes;
        for (int from = 0; from < ids.size() && left >= 0; from += READ_AT_ONCE) {
            Map<String, ResponseRecord> next = store.findAll(
                    keyId, ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE)), new DocumentRoom(memory));
            left -= next.values().stream()
                    .mapToLong(response -> response.document().length)
                    .sum();
            found.putAll(next);
        }
        if (left < 0) {
            throw invalid(
                    param,
                    "The conversation is larger than any request may be. Send less of it as input, or compact it.");
        }
        return found;
    }

    private ResponseRecord existing(String keyId, String id, MemoryLease memory) {
        return ResponseName.isId(id)
                ? store.find(new ResponseName(keyId, id), new DocumentRoom(memory))
                        .orElseThrow(() -> missing(id))
                : fail(missing(id));
    }

    private static ResponseRecord fail(GatewayException failure) {
        throw failure;
    }

    private void requireContinuable(ResponseRecord last) {
        switch (last.statusAt(clock.instant())) {
            case QUEUED, IN_PROGRESS ->
                throw invalid("The response '" + last.name().id() + "' is still in progress.");
            case FAILED, CANCELLED ->
                throw invalid("The response '" + last.name().id() + "' has no output that could be continued.");
            case COMPLETED, INCOMPLETE -> {}
        }
    }

    private static GatewayException invalid(String message) {
        return invalid(PARAM, message);
    }

    private static GatewayException invalid(String param, String message) {
        return GatewayException.of(ErrorKind.INVALID_VALUE, param, message);
    }

    /** OpenAI's words. The id is one that may exist, or quoted as far as it is readable. */
    private static GatewayException missing(String id) {
        String shown = ResponseName.isId(id) ? id : "(not an id of a response)";
        return GatewayException.of(
                ErrorKind.PREVIOUS_RESPONSE_NOT_FOUND, PARAM, "Previous response with id '" + shown + "' not found.");
    }
}
