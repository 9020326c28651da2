package dev.tollgate.scanning;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.call.CallContext;
import dev.tollgate.failover.AttemptFactories;
import dev.tollgate.failover.SideChat;
import dev.tollgate.failover.SideScan;
import dev.tollgate.failover.SideTask;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.openai.ScanEngine;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** What the scans of one call work with. */
record ScanRuntime(MeteredCall<?> call, AttemptFactories attempts, Executor threads, Clock clock) {

    /** What is known of the call. */
    CallContext<?> context() {
        return call.context();
    }

    /** A request for a verdict; it is not sent yet. */
    ScanAttempt attempt(PlannedScan scan, ScannedContent content) {
        SideTask task = new SideTask(
                scan.target(), AttemptPurpose.SCAN, scan.active().scan().timeout());
        ScanEngine engine = scan.active().scan().engine();
        if (engine instanceof ScanEngine.Model judge) {
            SideChat chat = attempts.sideChat(scan.prompt(judge, content), task, call);
            return new ScanAttempt(scan, context().requestId(), chat.call(), () -> ScanPrompt.violation(chat.text()));
        }
        SideScan check = attempts.sideScan(new SideScan.Content(engine, content.texts(), content.answer()), task, call);
        return new ScanAttempt(scan, context().requestId(), check.call(), () -> Optional.of(check.violation()));
    }

    /** The response starts only now, and not when the target began to respond. */
    void responseStarts() {
        context().metrics().responseStarted(clock.instant());
    }

    /** What the client is charged for the call, with all its scans; empty if that is not known. */
    OptionalLong chargeMicros() {
        return call.meter().chargeMicros();
    }
}
