package dev.tollgate.edge;

import dev.tollgate.call.CallLog;
import dev.tollgate.call.CallReport;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Everything that wants to know of each call that has ended: the log, and the server's metrics. */
@ApplicationScoped
public class CallLogs {
    private final List<CallLog> all;

    public CallLogs(@All List<CallLog> all) {
        this.all = all;
    }

    /** Writes the call everywhere; never throws. */
    public void write(CallReport report) {
        all.forEach(log -> log.write(report));
    }
}
