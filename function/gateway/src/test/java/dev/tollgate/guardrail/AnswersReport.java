package dev.tollgate.guardrail;

import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.guardrail.detector.DetectorCatalogue;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChunkShaper;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Prints what policies add to a streamed answer, for {@code make answers}; not among the tests of a build. */
class AnswersReport {
    private static final int CHUNKS = 1_000;
    private static final int ROUNDS = 30;
    private static final List<String> FIVE = List.of("email", "phone", "card", "iban", "secret");

    private final PrintStream out = System.out;
    private final CallMetrics metrics = new CallMetrics("r", Instant.EPOCH);

    /** Scenarios take turns, so that none profits from what the JIT compiler has learnt from another. */
    @Test
    void report() throws IOException {
        List<ChatChunk> answer = answer();
        List<AnswerScenario> scenarios = scenarios();
        for (int round = 0; round < ROUNDS; round++) {
            scenarios.forEach(scenario -> scenario.run(answer));
        }
        out.printf("%-34s %8s %15s %10s %10s%n", "1,000 chunks", "CPU, ms", "chunks delayed", "mean held", "most held");
        for (AnswerScenario scenario : scenarios) {
            HeldCharacters held = scenario.held;
            out.printf(
                    Locale.ROOT,
                    "%-34s %8.2f %15d %10.1f %10d%n",
                    scenario.name,
                    scenario.medianNanos() / 1e6,
                    held.delayed(),
                    held.mean(),
                    held.most());
        }
    }

    private List<AnswerScenario> scenarios() {
        List<AnswerScenario> scenarios = new ArrayList<>();
        scenarios.add(new AnswerScenario("no policies", client -> client));
        scenarios.add(new AnswerScenario("restoring", client -> AnswerGuard.restoring(client, placeholders())));
        for (String name : FIVE) {
            scenarios.add(new AnswerScenario(
                    "checking: " + name, client -> AnswerGuard.checking(client, detectors(List.of(name)), metrics)));
        }
        scenarios.add(new AnswerScenario(
                "checking: all five", client -> AnswerGuard.checking(client, detectors(FIVE), metrics)));
        scenarios.add(new AnswerScenario(
                "checking: all five, and restoring",
                client ->
                        AnswerGuard.checking(AnswerGuard.restoring(client, placeholders()), detectors(FIVE), metrics)));
        return scenarios;
    }

    /** The answer of a call with some policies, again and again. */
    private static final class AnswerScenario {
        private final String name;
        private final UnaryOperator<ChatResponseSink> policies;
        private final List<Long> nanos = new ArrayList<>();
        private HeldCharacters held = new HeldCharacters();

        private AnswerScenario(String name, UnaryOperator<ChatResponseSink> policies) {
            this.name = name;
            this.policies = policies;
        }

        private void run(List<ChatChunk> answer) {
            held = new HeldCharacters();
            ChatResponseSink sink = policies.apply(held);
            sink.begin(SampleHead.HEAD);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (ChatChunk chunk : answer) {
                held.says(chunk);
                sink.chunk(chunk);
                held.said();
            }
            nanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }

        private long medianNanos() {
            return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
        }
    }

    /** Pages of our own documentation, a token at a time. */
    private static List<ChatChunk> answer() throws IOException {
        Path docs = Path.of(System.getProperty("dev.tollgate.root", "../.."), "docs");
        String prose = Files.readString(docs.resolve("operations.md")) + Files.readString(docs.resolve("routing.md"));
        ChunkShaper shaper = new ChunkShaper("r", 1, "m", false);
        List<ChatChunk> chunks = new ArrayList<>();
        for (String word : prose.splitWithDelimiters("(?= )|(?<=\\G.{6})", 0)) {
            if (chunks.size() < CHUNKS && !word.isEmpty()) {
                chunks.addAll(shaper.shape(AnswerChannel.CONTENT.event(word, false)));
            }
        }
        return chunks;
    }

    private static PlaceholderMap placeholders() {
        PlaceholderMap placeholders = new PlaceholderMap();
        FIVE.forEach(name -> placeholders.text(name.toUpperCase(Locale.ROOT), "value of " + name));
        return placeholders;
    }

    private static List<ActiveDetector> detectors(List<String> names) {
        return names.stream()
                .map(name -> new ActiveDetector(
                        DetectorCatalogue.builtIn(name, Set.of("DE", "US")), PolicyAction.REDACT, "p"))
                .toList();
    }
}
