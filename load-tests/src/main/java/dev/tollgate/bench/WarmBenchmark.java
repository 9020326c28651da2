package dev.tollgate.bench;

import dev.tollgate.bench.PacedProvider.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a warm gateway adds to one call after the other, and whether it keeps a stream's pace. Provider and caller are in
 * this JVM, so all times are of one clock, and what is between them is the gateway and its way in.
 */
public final class WarmBenchmark {
    private static final double NANOS_PER_MILLI = 1e6;

    private final int calls = Integer.getInteger("warm.calls");
    private final int streams = Integer.getInteger("warm.streams");
    private final PacedProvider provider;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Double> whole = new ArrayList<>();
    private final List<Double> first = new ArrayList<>();
    private final List<Double> chunks = new ArrayList<>();
    private final List<Double> end = new ArrayList<>();

    private WarmBenchmark(PacedProvider provider) {
        this.provider = provider;
    }

    /** Each argument is a door: {@code name=url}. */
    public static void main(String... doors) throws IOException, InterruptedException {
        // Or small chunks would be held back for up to 40 ms on this side.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.out.println("| door | whole answer added p50, ms | p99 | first chunk added p50, ms | p99 |"
                + " each chunk later by p50, ms | p99 | most | end added p50, ms |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        try (PacedProvider provider = new PacedProvider(Integer.getInteger("warm.provider"))) {
            for (String door : doors) {
                String[] parts = door.split("=", 2);
                System.out.println(
                        new WarmBenchmark(provider).row(parts[0], URI.create(parts[1] + "/v1/chat/completions")));
            }
        }
    }

    private String row(String name, URI door) throws IOException, InterruptedException {
        for (int i = 0; i < calls; i++) {
            askWhole(door);
        }
        askStreamed(door);
        List.of(whole, first, chunks, end).forEach(List::clear);
        for (int i = 0; i < calls; i++) {
            askWhole(door);
        }
        for (int i = 0; i < streams; i++) {
            askStreamed(door);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                name,
                at(0.5, whole),
                at(0.99, whole),
                at(0.5, first),
                at(0.99, first),
                at(0.5, chunks),
                at(0.99, chunks),
                at(1, chunks),
                at(0.5, end));
    }

    private void askWhole(URI door) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (InputStream answer = ask(door, false)) {
            answer.readAllBytes();
        }
        long took = System.nanoTime() - start;
        Said said = provider.said();
        whole.add(millis(took - (said.ended() - said.asked())));
    }

    private void askStreamed(URI door) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long[] arrived = new long[PacedProvider.CHUNKS];
        int count = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(ask(door, true), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("word ")) {
                    arrived[count++] = System.nanoTime();
                }
            }
        }
        long ended = System.nanoTime();
        if (count != PacedProvider.CHUNKS) {
            throw new IOException("of " + PacedProvider.CHUNKS + " chunks " + count + " arrived");
        }
        Said said = provider.said();
        first.add(millis(said.asked() - start + arrived[0] - said.chunks()[0]));
        for (int i = 0; i < count; i++) {
            chunks.add(millis(arrived[i] - said.chunks()[i]));
        }
        end.add(millis(ended - said.ended()));
    }

    private InputStream ask(URI door, boolean streamed) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + System.getenv("LOAD_KEY_LIMITED"))
                .POST(BodyPublishers.ofString("""
                        {"model":"paced/bench-1","messages":[{"role":"user","content":"What is a token?"}],"stream":%s}""".formatted(streamed)))
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(door + " answered " + response.statusCode());
        }
        return response.body();
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }

    private static double at(double quantile, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))];
    }
}
