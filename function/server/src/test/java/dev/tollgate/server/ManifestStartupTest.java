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
