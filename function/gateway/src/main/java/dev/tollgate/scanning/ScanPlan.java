package dev.tollgate.scanning;

import dev.tollgate.metering.PlannedCall;
import dev.tollgate.openai.ModelRequest;
import java.util.List;

/** The scans of one call, with their targets. */
public final class ScanPlan {
    private final ModelRequest request;
    private final List<PlannedScan> scans;

    ScanPlan(ModelRequest request, List<PlannedScan> scans) {
        this.request = request;
        this.scans = List.copyOf(scans);
    }

    /** What budgets reserve for them. */
    public List<PlannedCall> calls() {
        return scans.stream().flatMap(scan -> scan.calls(request)).toList();
    }

    List<PlannedScan> scans() {
        return scans;
    }
}
