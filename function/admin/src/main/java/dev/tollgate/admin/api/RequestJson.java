package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageLine.Dimensions;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.store.KeyedRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Single requests as JSON. */
public final class RequestJson {
    private static final int OK = 200;
    private static final int CLIENT_GONE = 499;

    private RequestJson() {}

    /** Where a list of requests before this instant begins. */
    public static String place(Instant before) {
        return KeyedRequest.placeOf(before);
    }

    /** A request of a list. */
    public static ObjectNode of(KeyedRequest found) {
        RecordedRequest request = found.request();
        Dimensions dimensions = found.line().dimensions();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", request.requestId())
                .put("at", request.acceptedAt().toString())
                .put("key", dimensions.keyId());
        String team = dimensions.tags().get("team");
        if (team != null) {
            json.put("team", team);
        }
        json.put("alias", request.alias());
        Settlement settlement = request.settlement();
        if (settlement != null) {
            json.put("model", settlement.model()).put("provider", settlement.provider());
        }
        json.put("state", request.state().name().toLowerCase(Locale.ROOT));
        status(request).ifPresent(status -> json.put("status", status));
        json.put("stream", request.streamed());
        if (settlement != null) {
            json.put("outcome", settlement.outcome().name().toLowerCase(Locale.ROOT))
                    .put("prompt_tokens", settlement.usage().promptTokens())
                    .put("completion_tokens", settlement.usage().completionTokens())
                    .put("cost_usd", dollars(settlement.cost()))
                    .put("duration_ms", settlement.totalMillis());
            if (settlement.firstChunkMillis() != null) {
                json.put("ttft_ms", settlement.firstChunkMillis());
            }
            json.put("attempts_count", settlement.attempts().size());
            putKnown(json, "tier", settlement.content().tier());
            putKnown(json, "prompt_log", settlement.content().promptLog());
        }
        return json;
    }

    private static void putKnown(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    /** A request with its attempts. */
    public static ObjectNode whole(KeyedRequest found) {
        ObjectNode json = of(found);
        ObjectNode tags = json.putObject("tags");
        new TreeMap<>(found.line().dimensions().tags()).forEach(tags::put);
        Settlement settlement = found.request().settlement();
        if (settlement == null) {
            return json;
        }
        json.put("cached_tokens", settlement.usage().cachedTokens())
                .put("cache_write_tokens", settlement.usage().cacheWriteTokens())
                .put("reasoning_tokens", settlement.usage().reasoningTokens())
                .put("estimated", settlement.estimated())
                .put("charge_usd", charged(settlement.cost()));
        if (settlement.content().cache() != null) {
            json.put("cache", settlement.content().cache().name().toLowerCase(Locale.ROOT));
        }
        ArrayNode policies = json.putArray("policies");
        new TreeMap<>(settlement.content().policies())
                .forEach((policy, values) -> policies.add(policy + ": " + values));
        ArrayNode attempts = json.putArray("attempts");
        settlement.attempts().forEach(attempt -> attempt(attempts.addObject(), attempt));
        return json;
    }

    private static void attempt(ObjectNode json, Attempt attempt) {
        json.put("target", attempt.provider() + "/" + attempt.model());
        if (attempt.purpose() != AttemptPurpose.RESPOND) {
            json.put("purpose", attempt.purpose().name().toLowerCase(Locale.ROOT));
        }
        json.put("outcome", attempt.error() == null ? "answered" : attempt.error());
        ofError(attempt.error()).ifPresent(status -> json.put("status", status));
        json.put("ms", attempt.millis())
                .put("prompt_tokens", attempt.usage().promptTokens())
                .put("completion_tokens", attempt.usage().completionTokens())
                .put("cost_usd", dollars(attempt.cost()));
    }

    /** The status of the answer, as far as the record shows it; empty while the request is in flight. */
    public static Optional<Integer> status(RecordedRequest request) {
        Settlement settlement = request.settlement();
        if (settlement == null) {
            return Optional.empty();
        }
        return switch (settlement.outcome()) {
            case COMPLETE, CUT -> Optional.of(OK);
            case CANCELLED -> Optional.of(CLIENT_GONE);
            case FAILED ->
                settlement.attempts().isEmpty()
                        ? Optional.of(ErrorKind.UPSTREAM_FAILED.status())
                        : ofError(settlement.attempts().getLast().error())
                                .or(() -> Optional.of(ErrorKind.UPSTREAM_FAILED.status()));
            case ABANDONED -> Optional.empty();
        };
    }

    /** Records name the kind of an error, or its code. */
    private static Optional<Integer> ofError(@Nullable String error) {
        if (error == null) {
            return Optional.of(OK);
        }
        return Stream.of(ErrorKind.values())
                .filter(kind ->
                        kind.name().equalsIgnoreCase(error) || kind.code().equals(error))
                .map(ErrorKind::status)
                .findFirst();
    }

    private static @Nullable String dollars(Cost cost) {
        return cost instanceof Cost.Priced(long micros, long _, String _) ? AmountFormat.dollars(micros) : null;
    }

    private static @Nullable String charged(Cost cost) {
        return cost instanceof Cost.Priced(long _, long micros, String _) ? AmountFormat.dollars(micros) : null;
    }
}
