package dev.tollgate.cli.cost;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What AWS charges for requests, in dollars. Free tiers, taxes, what the stack costs without requests, and models are left
 * out.
 *
 * @param endpoint of API Gateway; a function URL costs nothing
 * @param invocations of the function
 * @param time in which the function waits for the model, mostly
 * @param writes to DynamoDB
 * @param log lines
 * @param traffic out: prompts to providers, and answers to clients
 */
public record HostingCost(double endpoint, double invocations, double time, double writes, double log, double traffic) {
    /** The memory sizes that are compared, in MB. */
    public static final List<Integer> SIZES = List.of(128, 192, 256, 512, 1024, 1769);

    /** Write units of a request whose key has limits: two for the limits, one for the journal, one for the record. */
    static final int WRITES = 4;

    /** A request's line in the log, and Lambda's own lines, in bytes. */
    static final int LOG_BYTES = 1_700;

    /** English text has about four characters per token. */
    static final int PROMPT_BYTES = 4;

    /** A streamed token is an event of its own. */
    static final int COMPLETION_BYTES = 250;

    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTES_PER_GIGABYTE = 1024;
    private static final double MILLIS_PER_SECOND = 1000;

    /** The cost of these requests on functions of one size. */
    public static HostingCost of(
            RequestTotals totals, AwsPrices prices, EndpointType endpoint, ProcessorType processor, int megabytes) {
        long requests = totals.requests();
        double seconds = totals.time().toMillis() / MILLIS_PER_SECOND;
        return new HostingCost(
                requests * prices.request(endpoint),
                requests * prices.lambdaRequest(),
                seconds * megabytes / MEGABYTES_PER_GIGABYTE * prices.gigabyteSecond(processor),
                requests * WRITES * prices.write(),
                requests * LOG_BYTES / GIGABYTE * prices.logGigabyte(),
                (totals.promptTokens() * PROMPT_BYTES + totals.completionTokens() * COMPLETION_BYTES)
                        / GIGABYTE
                        * prices.trafficGigabyte());
    }

    public double sum() {
        return DoubleStream.of(endpoint, invocations, time, writes, log, traffic)
                .sum();
    }
}
