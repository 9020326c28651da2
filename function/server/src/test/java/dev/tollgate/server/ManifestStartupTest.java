package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.RedactedManifest;
import dev.tollgate.route.RoutingTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ManifestStartupTest {
    private static final ManifestCandidate EMPTY = new ManifestCandidate(
            "tollgate.yaml",
            new ManifestPlan(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of()),
            List.of(),
            true,
            new RedactedManifest("# truncated\nproviders:\n", Map.of()));

    @Test
    void aContainerDoesNotApplyAFileWithNothingInIt() {
        assertThatThrownBy(() -> startup("container").requireContent(EMPTY))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("the file has no content");
        startup("local").requireContent(EMPTY);
    }

    @Test
    void aStepThatMeetsSomebodyElseIsTriedAgainAfterThem() {
        AtomicInteger others = new AtomicInteger(2);
        AtomicInteger attempts = new AtomicInteger();
        String result = new StartupAttempts("written")
                .unless(() -> others.getAndDecrement() > 0)
                .run(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        assertThat(others.get()).isNegative();
                        throw new AdminException(AdminErrorKind.CONFLICT, "Version 1 was applied meanwhile.");
                    }
                    return "applied";
                });
        assertThat(result).isEqualTo("applied");
        assertThat(attempts).hasValue(2);
    }

    /** What a failed attempt has started is in progress for 20 s, and nobody else ends it. */
    @Test
    void aStepDoesNotWaitForItsOwnFailedAttempt() {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        String result = new StartupAttempts("written")
                .unless(() -> looks.incrementAndGet() > 1)
                .run(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("DynamoDB did not respond");
                    }
                    return "applied";
                });
        assertThat(result).isEqualTo("applied");
        assertThat(looks).hasValue(1);
    }

    @Test
    void aFileThatIsTooLongForTheHistoryEndsTheStart() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new StartupAttempts("written").run(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalArgumentException("the file is too long for the history");
                }))
                .withMessage("The config table cannot be written: the file is too long for the history");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aStepThatAlwaysFailsEndsTheStart() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new StartupAttempts("read").run(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("alias#fast was changed");
                }))
                .withMessage("The config table cannot be read: alias#fast was changed");
        assertThat(attempts).hasValueGreaterThan(2);
    }

    private static ManifestStartup startup(String mode) {
        return new ManifestStartup(ServerSettings.of(Map.of("TOLLGATE_MODE", mode)), null, null, null, null);
    }
}
