package dev.tollgate.admin;

import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageSum;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A number of each sum in a report.
 *
 * @param name in JSON and CSV
 * @param title in a table
 */
public record UsageColumn(String name, String title, ToLongFunction<UsageSum> value) {
    /** All of them, in their order. Amounts of money come after them. */
    public static final List<UsageColumn> ALL = List.of(
            new UsageColumn("requests", "REQUESTS", UsageSum::requests),
            new UsageColumn("failed_requests", "FAILED", UsageSum::failed),
            new UsageColumn("prompt_tokens", "PROMPT", UsageSum::promptTokens),
            new UsageColumn("cached_tokens", "CACHED", UsageSum::cachedTokens),
            new UsageColumn("cache_write_tokens", "WRITTEN", UsageSum::cacheWriteTokens),
            new UsageColumn("cache_write_1h_tokens", "WRITTEN 1H", UsageSum::cacheWrite1hTokens),
            new UsageColumn("completion_tokens", "COMPLETION", UsageSum::completionTokens),
            new UsageColumn("reasoning_tokens", "REASONING", UsageSum::reasoningTokens),
            pieces(UsagePiece.WEB_SEARCHES, "SEARCHES"),
            pieces(UsagePiece.CODE_EXECUTIONS, "PROGRAMS"),
            pieces(UsagePiece.FILE_SEARCHES, "FILE SEARCHES"),
            pieces(UsagePiece.MAP_SEARCHES, "MAPS"),
            pieces(UsagePiece.TOOL_IMAGES, "TOOL IMAGES"),
            pieces(UsagePiece.IMAGES, "IMAGES"),
            pieces(UsagePiece.AUDIO_SECONDS, "SECONDS"),
            pieces(UsagePiece.CHARACTERS, "CHARACTERS"),
            pieces(UsagePiece.SEARCHES, "RANKINGS"),
            new UsageColumn("cache_hits", "HITS", sum -> sum.cached().hits()),
            new UsageColumn("cache_misses", "MISSES", sum -> sum.cached().misses()),
            new UsageColumn("cache_hit_percent", "HITS %", sum -> sum.cached().hitPercent()),
            new UsageColumn("estimated_requests", "ESTIMATED", UsageSum::estimated),
            new UsageColumn("unpriced_requests", "UNPRICED", UsageSum::unpriced),
            new UsageColumn("pending_requests", "PENDING", UsageSum::pending),
            new UsageColumn("abandoned_requests", "ABANDONED", UsageSum::abandoned));

    private static UsageColumn pieces(UsagePiece piece, String title) {
        return new UsageColumn(piece.column(), title, sum -> piece.count(sum.serverToolUse(), sum.mediaUse()));
    }
}
