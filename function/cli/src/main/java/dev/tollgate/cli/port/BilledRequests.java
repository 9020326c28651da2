package dev.tollgate.cli.port;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.bill.BilledRequest;
import java.util.function.Consumer;

/** Port: single requests with their attempts, as they are billed. */
public interface BilledRequests {
    /**
     * Passes on all requests of all keys.
     *
     * @param progress gets what is being read, and an empty text at the end
     */
    void each(MonthRange months, Consumer<String> progress, Consumer<BilledRequest> each);
}
