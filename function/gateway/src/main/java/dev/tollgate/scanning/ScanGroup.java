package dev.tollgate.scanning;

import dev.tollgate.guardrail.ActiveScan;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.scanning.ScanAttempt.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The scans of one content. They run at the same time, each on a thread of its own; the first that denies stops the others. */
final class ScanGroup {
    private static final Logger LOG = Logger.getLogger(ScanGroup.class);

    private final ScannedContent content;
    private final ScanRuntime runtime;
    private final List<Running> running = new ArrayList<>();
    private Runnable onDenial = () -> {};
    private @Nullable GatewayException denial;

    private record Running(ContentScan scan, ScanAttempt attempt, CompletableFuture<@Nullable Void> ended) {}

    private ScanGroup(ScannedContent content, ScanRuntime runtime) {
        this.content = content;
        this.runtime = runtime;
    }

    /** Starts these scans. */
    static ScanGroup start(List<PlannedScan> scans, ScannedContent content, ScanRuntime runtime) {
        ScanGroup group = new ScanGroup(content, runtime);
        if (content.cut() && !scans.isEmpty()) {
            runtime.context().metrics().scanCut();
        }
        if (!content.texts().isEmpty()) {
            scans.forEach(group::start);
        } else if (!content.answer()) {
            // There is nothing that they could judge, such as in a request with images only.
            scans.forEach(scan -> group.ended(scan.active(), Verdict.FAILED));
        }
        return group;
    }

    private void start(PlannedScan scan) {
        ScanAttempt attempt = runtime.attempt(scan, content);
        CompletableFuture<@Nullable Void> ended =
                CompletableFuture.runAsync(() -> ended(scan.active(), verdict(attempt)), runtime.threads());
        running.add(new Running(scan.active().scan(), attempt, ended));
    }

    /** A bug must not let content pass that a policy wants to have judged. */
    private static Verdict verdict(ScanAttempt attempt) {
        try {
            return attempt.run();
        } catch (RuntimeException bug) {
            LOG.error("a scan failed", bug);
            return Verdict.FAILED;
        }
    }

    private void ended(ActiveScan active, Verdict verdict) {
        switch (verdict) {
            case CLEAN, CANCELLED -> {}
            case VIOLATION -> {
                runtime.context().metrics().policiesActed(Map.of(active.policy(), 1L));
                if (active.scan().action() == PolicyAction.DENY) {
                    deny(active.violation(content.answer()));
                }
            }
            case FAILED -> {
                if (active.scan().onFailure() == OnFailure.DENY) {
                    deny(active.failure(content.answer()));
                }
            }
        }
    }

    private void deny(GatewayException failure) {
        Runnable action;
        synchronized (this) {
            if (denial != null) {
                return;
            }
            denial = failure;
            action = onDenial;
        }
        action.run();
    }

    /** Runs this when a scan denies the content, or at once if one has. Replaces the action given before. */
    void onDenial(Runnable action) {
        boolean denied;
        synchronized (this) {
            onDenial = action;
            denied = denial != null;
        }
        if (denied) {
            action.run();
        }
    }

    /** Why the content may not pass; empty if no scan has denied it so far. */
    synchronized Optional<GatewayException> denial() {
        return Optional.ofNullable(denial);
    }

    /** Waits until these scans have ended. */
    void await(Predicate<ContentScan> which) {
        running.stream().filter(started -> which.test(started.scan())).forEach(started -> started.ended()
                .join());
    }

    /** Stops what still runs, from any thread. */
    void cancel() {
        running.forEach(started -> started.attempt().call().cancel());
    }
}
