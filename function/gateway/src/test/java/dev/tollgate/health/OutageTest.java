package dev.tollgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How an outage affects a fleet, and what sharing it costs, as ADR 20 promises. */
class OutageTest {

    @Test
    void aThousandEnvironmentsLearnOfAnOutageInSecondsAndWithoutAWritePerCall() {
        FleetOutage outage = FleetOutage.of(new OutageScenario(1_000, 1_000, 100, 200));

        assertThat(outage.sparedAfterSeconds()).isLessThanOrEqualTo(8);
        assertThat(outage.affectedPercent()).isLessThan(10);
        assertThat(outage.usedAgainAfterSeconds()).isLessThan(60);
        assertThat(outage.writesPerSecondWhenHealthy()).isLessThan(25);
        assertThat(outage.maxWritesInASecond()).isLessThan(200);
        assertThat(outage.maxReadsInASecond()).isLessThanOrEqualTo(1_000 / 3);
    }

    @Test
    void aSmallFleetNoticesAnOutageToo() {
        assertThat(FleetOutage.of(new OutageScenario(20, 20, 100, 200)).sparedAfterSeconds())
                .isLessThanOrEqualTo(10);
    }

    @Test
    void aTargetWithAFewFailuresStaysInUse() {
        FleetOutage outage = FleetOutage.of(new OutageScenario(1_000, 200, 10, 200));

        assertThat(outage.affectedPercent()).as("no call avoided it").isBetween(8.0, 12.0);
    }

    @Test
    void theSameSeedGivesTheSameOutage() {
        OutageScenario scenario = new OutageScenario(100, 50, 100, 200);

        assertThat(FleetOutage.of(scenario).affectedPercent())
                .isEqualTo(FleetOutage.of(scenario).affectedPercent());
    }
}
