package dev.tollgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a fleet notices of an outage, and what learning of it costs: docs/adr/0021 promises it. */
class OutageTest {

    @Test
    void aThousandEnvironmentsLearnOfAnOutageInSecondsAndWithoutAWritePerCall() {
        Outage outage = Outage.of(new Scenario(1_000, 1_000, 100, 200));

        assertThat(outage.sparedAfterSeconds()).isLessThanOrEqualTo(8);
        assertThat(outage.sawItPercent()).isLessThan(10);
        assertThat(outage.usedAgainAfterSeconds()).isLessThan(60);
        assertThat(outage.writesPerSecondWhenWell()).isLessThan(25);
        assertThat(outage.mostWritesInASecond()).isLessThan(200);
        assertThat(outage.mostReadsInASecond()).isLessThanOrEqualTo(1_000 / 3);
    }

    @Test
    void nobodyIsMissedInASmallFleet() {
        assertThat(Outage.of(new Scenario(20, 20, 100, 200)).sparedAfterSeconds())
                .isLessThanOrEqualTo(10);
    }

    @Test
    void aTargetWithAFewFailuresStaysInUse() {
        Outage outage = Outage.of(new Scenario(1_000, 200, 10, 200));

        assertThat(outage.sawItPercent()).as("no call was led past it").isBetween(8.0, 12.0);
    }

    @Test
    void theSameSeedGivesTheSameOutage() {
        Scenario scenario = new Scenario(100, 50, 100, 200);

        assertThat(Outage.of(scenario).sawItPercent())
                .isEqualTo(Outage.of(scenario).sawItPercent());
    }
}
