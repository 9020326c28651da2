package dev.tollgate.admin.api;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The record of a call that ended well: 10 and 20 tokens of {@code openai/gpt-4.1} for 100 micro-dollars. */
final class SettledRecord {
    static final Usage USAGE = Usage.of(10, 20);
    static final Cost COST = new Cost.Priced(100, 100, "2026-11-01");

    private SettledRecord() {}

    static UsageRecord of(String id, String key, String team, Instant at, long firstChunkMillis, long millis) {
        return of(id, key, team, at, firstChunkMillis, millis, List.of(), ContentUse.NONE);
    }

    static UsageRecord of(
            String id,
            String key,
            String team,
            Instant at,
            long firstChunkMillis,
            long millis,
            List<Attempt> attempts,
            ContentUse content) {
        return new UsageRecord(
                id,
                key,
                at,
                at.plusSeconds(600),
                "smart",
                Map.of("team", team),
                false,
                RequestHold.NONE,
                new Settlement(
                        CallOutcome.COMPLETE,
                        "openai",
                        "gpt-4.1",
                        USAGE,
                        false,
                        COST,
                        attempts,
                        firstChunkMillis,
                        millis,
                        content));
    }
}
