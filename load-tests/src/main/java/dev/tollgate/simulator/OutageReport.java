package dev.tollgate.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compares what callers were told, what the gateway wrote down and what the providers bill. */
record OutageReport(
        Map<String, CallResult> told, Collection<String> failures, RecordedCalls ledger, SimulatedBill bill) {
    /** In {@code failover.yaml}: micro-dollars per token, prompt and completion. */
    private static final Map<String, long[]> PRICES =
            Map.of("steady", new long[] {1, 2}, "quick", new long[] {3, 5}, "down", new long[] {7, 11});

    private static final int FAILURES_SHOWN = 5;

    private record Fact(String what, long expected, long found) {
        boolean holds() {
            return expected == found;
        }
    }

    /** Prints the comparison; true where everything is as it must be. */
    boolean print(long calls) {
        List<Fact> facts = facts(calls);
        System.out.printf("%n%-52s %10s %10s%n", "One of three providers is down", "expected", "found");
        facts.forEach(fact -> System.out.printf(
                "%-52s %,10d %,10d  %s%n", fact.what(), fact.expected(), fact.found(), fact.holds() ? "ok" : "WRONG"));
        System.out.printf(
                "%nAttempts that failed: %,d; requests that asked a second target: %,d.%n",
                ledger.attempts(true), ledger.failedOver());
        bill.behaviours().forEach((behaviour, times) -> System.out.printf("%-24s %,10d%n", behaviour, times));
        failures.stream().limit(FAILURES_SHOWN).forEach(System.out::println);
        return facts.stream().allMatch(Fact::holds);
    }

    private List<Fact> facts(long calls) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("errors that a caller saw", 0, failures.size()));
        facts.add(new Fact("answers", calls, told.size()));
        facts.add(new Fact("usage records", calls, ledger.books().records().size()));
        facts.add(new Fact("  of them settled", calls, ledger.settled()));
        facts.add(new Fact("  that say what the caller was told", calls, ledger.likeTold(told)));
        facts.add(new Fact("attempts that answered", calls, ledger.attempts(false)));
        facts.add(new Fact(
                "prompt tokens, as the providers bill them",
                billed(true),
                ledger.books().sum("prompt_tokens")));
        facts.add(new Fact(
                "completion tokens, as the providers bill them",
                billed(false),
                ledger.books().sum("completion_tokens")));
        facts.add(new Fact(
                "cost in micro-dollars, as the providers bill it",
                cost(),
                ledger.books().sum("cost_micros")));
        facts.add(new Fact(
                "requests that hold a slot of the concurrency",
                0,
                ledger.books().counter("under_way")));
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
