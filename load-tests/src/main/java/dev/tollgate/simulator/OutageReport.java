package dev.tollgate.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compares the results that callers received, the gateway's usage records and the bills of the providers. */
record OutageReport(
        Map<String, CallResult> results, Collection<String> failures, RecordedCalls recorded, SimulatedBill bill) {
    /** In {@code failover.yaml}: micro-dollars per token, prompt and completion. */
    private static final Map<String, long[]> PRICES =
            Map.of("steady", new long[] {1, 2}, "quick", new long[] {3, 5}, "down", new long[] {7, 11});

    private static final int FAILURES_SHOWN = 5;

    private record Fact(String what, long expected, long found) {
        boolean holds() {
            return expected == found;
        }
    }

    /** Prints the comparison. Returns true if everything matches. */
    boolean print(long calls) {
        List<Fact> facts = facts(calls);
        System.out.printf("%n%-52s %10s %10s%n", "One of three providers is down", "expected", "found");
        facts.forEach(fact -> System.out.printf(
                "%-52s %,10d %,10d  %s%n", fact.what(), fact.expected(), fact.found(), fact.holds() ? "ok" : "WRONG"));
        System.out.printf(
                "%nFailed attempts: %,d; requests that fell back to a second target: %,d.%n",
                recorded.attempts(true), recorded.failedOver());
        bill.behaviours().forEach((behaviour, times) -> System.out.printf("%-24s %,10d%n", behaviour, times));
        failures.stream().limit(FAILURES_SHOWN).forEach(System.out::println);
        return facts.stream().allMatch(Fact::holds);
    }

    private List<Fact> facts(long calls) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("errors that callers received", 0, failures.size()));
        facts.add(new Fact("responses", calls, results.size()));
        facts.add(new Fact("usage records", calls, recorded.tables().records().size()));
        facts.add(new Fact("  of them settled", calls, recorded.settled()));
        facts.add(new Fact("  that match the response", calls, recorded.matching(results)));
        facts.add(new Fact("successful attempts", calls, recorded.attempts(false)));
        facts.add(new Fact(
                "prompt tokens, as billed by the providers",
                billed(true),
                recorded.tables().sum("prompt_tokens")));
        facts.add(new Fact(
                "completion tokens, as billed by the providers",
                billed(false),
                recorded.tables().sum("completion_tokens")));
        facts.add(new Fact(
                "cost in micro-dollars, as billed by the providers",
                cost(),
                recorded.tables().sum("cost_micros")));
        facts.add(new Fact(
                "requests that hold a slot of the concurrency",
                0,
                recorded.tables().counter("in_flight")));
        return facts;
    }

    private long billed(boolean prompt) {
        return PRICES.keySet().stream()
                .map(bill::of)
                .mapToLong(line -> prompt ? line.promptTokens() : line.completionTokens())
                .sum();
    }

    private long cost() {
        return PRICES.entrySet().stream()
                .mapToLong(price -> bill.of(price.getKey()).promptTokens() * price.getValue()[0]
                        + bill.of(price.getKey()).completionTokens() * price.getValue()[1])
                .sum();
    }
}
