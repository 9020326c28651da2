package dev.tollgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HistogramPointTest {
    @Test
    void aBoundBelongsToTheBucketBelowIt() {
        HistogramPoint point = new HistogramPoint(List.of(1.0, 2.0));
        List.of(0.5, 1.0, 1.5, 2.0, 9.0).forEach(point::add);

        assertThat(point.buckets()).containsExactly(2, 2, 1);
        assertThat(point.count()).isEqualTo(5);
        assertThat(point.sum()).isEqualTo(14.0);
        assertThat(point.min()).isEqualTo(0.5);
        assertThat(point.max()).isEqualTo(9.0);
    }
}
