package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.Usage;
import java.util.Locale;

/** One request's usage as JSON. The names are those of the usage table; what providers bill is left out. */
final class RequestUsage {
    private RequestUsage() {}

    static ObjectNode json(RecordedRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "usage.request");
        json.put("id", request.requestId());
        json.put("status", request.state().name().toLowerCase(Locale.ROOT));
        json.put("alias", request.alias());
        json.put("streamed", request.streamed());
        json.put("accepted_at", request.acceptedAt().toString());
        if (request.settledAt() != null) {
            json.put("settled_at", request.settledAt().toString());
        }
        if (request.settlement() != null) {
            addSettlement(json, request.settlement());
        }
        return json;
    }

    private static void addSettlement(ObjectNode json, Settlement settlement) {
        json.put("outcome", settlement.outcome().name().toLowerCase(Locale.ROOT));
        json.put("provider", settlement.provider());
        json.put("model", settlement.model());
        addUsage(json, settlement.usage(), settlement.estimated(), settlement.cost());
        CacheStatus cache = settlement.content().cache();
        json.put("cache", cache == null ? null : cache.name().toLowerCase(Locale.ROOT));
        json.put("first_chunk_ms", settlement.firstChunkMillis());
        json.put("total_ms", settlement.totalMillis());
        ArrayNode attempts = json.putArray("attempts");
        settlement.attempts().forEach(attempt -> addAttempt(attempts.addObject(), attempt));
    }

    private static void addAttempt(ObjectNode json, Attempt attempt) {
        json.put("provider", attempt.provider());
        json.put("model", attempt.model());
        json.put("judge", attempt.purpose() == AttemptPurpose.JUDGE);
        json.put("scan", attempt.purpose() == AttemptPurpose.SCAN);
        json.put("error", attempt.error());
        json.put("ms", attempt.millis());
        addUsage(json, attempt.usage(), attempt.estimated(), attempt.cost());
    }

    private static void addUsage(ObjectNode json, Usage usage, boolean estimated, Cost cost) {
        json.put("prompt_tokens", usage.promptTokens());
        json.put("cached_tokens", usage.cachedTokens());
        json.put("cache_write_tokens", usage.cacheWriteTokens());
        json.put("cache_write_1h_tokens", usage.cacheWrite1hTokens());
        json.put("completion_tokens", usage.completionTokens());
        json.put("reasoning_tokens", usage.reasoningTokens());
        json.put("total_tokens", usage.totalTokens());
        for (UsagePiece piece : UsagePiece.values()) {
            json.put(piece.column(), piece.count(usage.serverToolUse(), usage.mediaUse()));
        }
        json.put("estimated", estimated);
        switch (cost) {
            case Cost.Priced(long _, long chargeMicros, String _) ->
                json.put("charge_micros", chargeMicros).put("unpriced", false);
            case Cost.Unpriced() -> json.putNull("charge_micros").put("unpriced", true);
        }
    }
}
