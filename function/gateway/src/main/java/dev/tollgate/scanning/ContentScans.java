package dev.tollgate.scanning;

import dev.tollgate.failover.AttemptFactories;
import dev.tollgate.guardrail.GuardedCall;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Has models and engines judge the content of calls, as their policies demand it. */
@ApplicationScoped
public class ContentScans {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AttemptFactories attempts;
    private final Clock clock;

    ContentScans(AttemptFactories attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * The scans of a call, before it is accepted: budgets count them. A request that may not leave has none.
     *
     * @param targets finds the target of an engine; throws if there is none that may read the prompt
     */
    public ScanPlan plan(GuardedCall<?> guarded, Function<ScanEngine, Target> targets) {
        List<PlannedScan> scans = guarded.denial().isPresent()
                ? List.of()
                : guarded.scans().stream()
                        .map(active -> new PlannedScan(
                                active, targets.apply(active.scan().engine())))
                        .toList();
        return new ScanPlan(guarded.context().request(), scans);
    }

    /** Starts the scans of an accepted call. The call must {@linkplain RunningScans#close close} them. */
    public RunningScans start(ScanPlan plan, MeteredCall<?> call) {
        return new RunningScans(plan.scans(), new ScanRuntime(call, attempts, threads, clock));
    }
}
