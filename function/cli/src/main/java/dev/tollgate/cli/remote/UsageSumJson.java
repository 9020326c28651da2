package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.bill.CachedRequests;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;

/** Reads a sum of usage. The names are those of the columns of a report. */
final class UsageSumJson {
    private UsageSumJson() {}

    static UsageSum read(JsonNode row) {
        return new UsageSum(
                count(row, "requests"),
                count(row, "pending_requests"),
                count(row, "abandoned_requests"),
                count(row, "failed_requests"),
                count(row, "estimated_requests"),
                count(row, "unpriced_requests"),
                count(row, "prompt_tokens"),
                count(row, "cached_tokens"),
                count(row, "cache_write_tokens"),
                count(row, "cache_write_1h_tokens"),
                count(row, "completion_tokens"),
                count(row, "reasoning_tokens"),
                new ServerToolUse(
                        count(row, UsagePiece.WEB_SEARCHES),
                        count(row, UsagePiece.CODE_EXECUTIONS),
                        count(row, UsagePiece.FILE_SEARCHES),
                        count(row, UsagePiece.MAP_SEARCHES),
                        count(row, UsagePiece.TOOL_IMAGES)),
                new MediaUse(
                        count(row, UsagePiece.IMAGES),
                        count(row, UsagePiece.AUDIO_SECONDS),
                        count(row, UsagePiece.CHARACTERS),
                        count(row, UsagePiece.SEARCHES)),
                new CachedRequests(count(row, "cache_hits"), count(row, "cache_misses"), micros(row, "saved_usd")),
                micros(row, "cost_usd"),
                micros(row, "charge_usd"));
    }

    private static long count(JsonNode row, UsagePiece piece) {
        return count(row, piece.column());
    }

    private static long count(JsonNode row, String name) {
        return row.path(name).asLong();
    }

    private static long micros(JsonNode row, String name) {
        return AmountFormat.micros(row.path(name).asText());
    }
}
