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
import java.util.Arrays;
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

    @Test
    void report() throws IOException {
        List<ChatChunk> answer = answer();
        out.printf(
                "%-42s %15s %15s %10s %10s%n",
                "1,000 chunks of prose", "CPU, ms", "chunks delayed", "mean held", "most held");
        measure("no policies", answer, client -> client);
        measure("restoring 5 values", answer, client -> AnswerGuard.restoring(client, placeholders()));
        for (String name : FIVE) {
            measure(
                    "checking " + name,
                    answer,
                    client -> AnswerGuard.checking(client, detectors(List.of(name)), metrics));
        }
        measure("checking five", answer, client -> AnswerGuard.checking(client, detectors(FIVE), metrics));
        measure(
                "checking five, restoring 5 values",
                answer,
                client ->
                        AnswerGuard.checking(AnswerGuard.restoring(client, placeholders()), detectors(FIVE), metrics));
    }

    private void measure(String name, List<ChatChunk> answer, UnaryOperator<ChatResponseSink> policies) {
        long[] nanos = new long[ROUNDS];
        HeldCharacters held = new HeldCharacters();
        for (int round = 0; round < ROUNDS; round++) {
            held = new HeldCharacters();
            ChatResponseSink sink = policies.apply(held);
            sink.begin(SampleHead.HEAD);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (ChatChunk chunk : answer) {
                held.says(chunk);
                sink.chunk(chunk);
                held.said();
            }
            nanos[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%-42s %15.2f %15d %10.1f %10d%n",
                name,
                nanos[ROUNDS / 2] / 1e6,
                held.delayed(),
                held.mean(),
                held.most());
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

    private static Placeholders placeholders() {
        Placeholders placeholders = new Placeholders();
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
