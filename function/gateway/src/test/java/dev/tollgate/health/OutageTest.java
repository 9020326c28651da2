package dev.tollgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How an outage affects a fleet, and what sharing it costs, as ADR 20 promises. */
class OutageTest {

    @Test
    void aThousandEnvironmentsLearnOfAnOutageInSecondsAndWithoutAWritePerCall() {
        Outage outage = Outage.of(new Scenario(1_000, 1_000, 100, 200));

        assertThat(outage.sparedAfterSeconds()).isLessThanOrEqualTo(8);
        assertThat(outage.affectedPercent()).isLessThan(10);
        assertThat(outage.usedAgainAfterSeconds()).isLessThan(60);
        assertThat(outage.writesPerSecondWhenHealthy()).isLessThan(25);
        assertThat(outage.maxWritesInASecond()).isLessThan(200);
        assertThat(outage.maxReadsInASecond()).isLessThanOrEqualTo(1_000 / 3);
    }

    @Test
    void aSmallFleetNoticesAnOutageToo() {
        assertThat(Outage.of(new Scenario(20, 20, 100, 200)).sparedAfterSeconds())
                .isLessThanOrEqualTo(10);
    }

    @Test
    void aTargetWithAFewFailuresStaysInUse() {
        Outage outage = Outage.of(new Scenario(1_000, 200, 10, 200));

        assertThat(outage.affectedPercent()).as("no call avoided it").isBetween(8.0, 12.0);
    }

    @Test
    void theSameSeedGivesTheSameOutage() {
        Scenario scenario = new Scenario(100, 50, 100, 200);

        assertThat(Outage.of(scenario).affectedPercent())
                .isEqualTo(Outage.of(scenario).affectedPercent());
    }
}
