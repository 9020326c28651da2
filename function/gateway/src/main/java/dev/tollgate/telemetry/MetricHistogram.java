package dev.tollgate.telemetry;

import java.util.List;

/**
 * What OTLP calls an explicit-bucket histogram.
 *
 * @param name of the metric
 * @param unit in UCUM
 * @param bounds the upper bounds of its buckets, which OpenTelemetry's conventions recommend
 */
record MetricHistogram(String name, String unit, List<Double> bounds) {
    private static final List<Double> TOKENS = List.of(
            1d,
            4d,
            16d,
            64d,
            256d,
            1_024d,
            4_096d,
            16_384d,
            65_536d,
            262_144d,
            1_048_576d,
            4_194_304d,
            16_777_216d,
            67_108_864d);
    private static final List<Double> SECONDS =
            List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final List<Double> FIRST_TOKEN_SECONDS =
            List.of(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final List<Double> OVERHEAD_SECONDS =
            List.of(0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0);
    private static final List<Double> DOLLARS =
            List.of(0.00001, 0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

    /** The tokens of an attempt, by type. */
    static final MetricHistogram TOKEN_USAGE = new MetricHistogram("gen_ai.client.token.usage", "{token}", TOKENS);

    /** How long an attempt took. */
    static final MetricHistogram OPERATION_DURATION =
            new MetricHistogram("gen_ai.client.operation.duration", "s", SECONDS);

    /** How long a call took, as its client sees it. */
    static final MetricHistogram REQUEST_DURATION = new MetricHistogram("gen_ai.server.request.duration", "s", SECONDS);

    /** How long the client of a stream waited for the first token. */
    static final MetricHistogram FIRST_TOKEN =
            new MetricHistogram("gen_ai.server.time_to_first_token", "s", FIRST_TOKEN_SECONDS);

    /** The gateway's own share of a call's time until its response starts. */
    static final MetricHistogram OVERHEAD = new MetricHistogram("tollgate.server.overhead", "s", OVERHEAD_SECONDS);

    /** What an attempt costs. */
    static final MetricHistogram COST = new MetricHistogram("tollgate.client.operation.cost", "USD", DOLLARS);
}
