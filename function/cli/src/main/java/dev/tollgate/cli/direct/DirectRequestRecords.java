package dev.tollgate.cli.direct;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.admin.UsageKeyIds;
import dev.tollgate.bill.BilledRequest;
import dev.tollgate.cli.port.BilledRequests;
import dev.tollgate.store.DynamoUsageRecords;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Requests by the records in the table. */
@Singleton
public final class DirectRequestRecords implements BilledRequests {
    private final UsageKeyIds keys;
    private final DynamoUsageRecords records;

    DirectRequestRecords(UsageKeyIds keys, DynamoUsageRecords records) {
        this.keys = keys;
        this.records = records;
    }

    @Override
    public void each(MonthRange months, Consumer<String> progress, Consumer<BilledRequest> each) {
        new RecordReading(progress)
                .each(
                        keys.all(months, month -> progress.accept("Looking for keys, " + month)),
                        months,
                        records::readAttempts,
                        each);
    }
}
