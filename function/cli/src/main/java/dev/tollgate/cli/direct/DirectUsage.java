package dev.tollgate.cli.direct;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.admin.UsageKeyIds;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.cli.port.UsageReader;
import dev.tollgate.store.DynamoUsageRecords;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Usage in the usage table: each record of the period is read. */
@Singleton
@Typed(DirectUsage.class)
public final class DirectUsage implements UsageReader {
    private final UsageKeyIds keys;
    private final DynamoUsageRecords records;
    private final Clock clock;

    DirectUsage(UsageKeyIds keys, DynamoUsageRecords records, Clock clock) {
        this.keys = keys;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Map<List<String>, UsageSum> read(UsageQuery query, Consumer<String> progress) {
        MonthRange months = MonthRange.passed(query.from(), query.until(), clock.instant());
        List<String> ids = query.keys().isEmpty()
                ? keys.all(months, month -> progress.accept("Looking for keys, " + month))
                : query.keys();
        UsageAggregator usage = new UsageAggregator(query.groups());
        new RecordReading(progress).each(ids, months, records::read, usage::add);
        return usage.sums();
    }
}
