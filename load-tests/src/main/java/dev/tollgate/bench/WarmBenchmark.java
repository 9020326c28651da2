package dev.tollgate.bench;

import dev.tollgate.bench.PacedProvider.SentTimes;
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
 * Measures what a warm gateway adds to sequential calls, and how much it delays the chunks of a stream. Provider and caller
 * are in this JVM and use one clock. Between them are the gateway and its endpoint.
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

    /** Each argument is a setup: {@code name=url}. */
    public static void main(String... setups) throws IOException, InterruptedException {
        // Without this, the JDK's HTTP server delays small chunks by up to 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.out.println("| setup | whole response added p50, ms | p99 | first chunk added p50, ms | p99 |"
                + " delay per chunk p50, ms | p99 | max | end added p50, ms |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        try (PacedProvider provider = new PacedProvider(Integer.getInteger("warm.provider"))) {
            for (String setup : setups) {
                String[] nameAndUrl = setup.split("=", 2);
                URI gateway = URI.create(nameAndUrl[1] + "/v1/chat/completions");
                System.out.println(new WarmBenchmark(provider).row(nameAndUrl[0], gateway));
            }
        }
    }

    private String row(String name, URI gateway) throws IOException, InterruptedException {
        for (int i = 0; i < calls; i++) {
            callWhole(gateway);
        }
        callStreamed(gateway);
        List.of(whole, first, chunks, end).forEach(List::clear);
        for (int i = 0; i < calls; i++) {
            callWhole(gateway);
        }
        for (int i = 0; i < streams; i++) {
            callStreamed(gateway);
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

    private void callWhole(URI gateway) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (InputStream response = send(gateway, false)) {
            response.readAllBytes();
        }
        long took = System.nanoTime() - start;
        SentTimes sent = provider.sentTimes();
        whole.add(millis(took - (sent.ended() - sent.received())));
    }

    private void callStreamed(URI gateway) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long[] arrived = new long[PacedProvider.CHUNKS];
        int count = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(send(gateway, true), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("word ")) {
                    arrived[count++] = System.nanoTime();
                }
            }
        }
        long ended = System.nanoTime();
        if (count != PacedProvider.CHUNKS) {
            throw new IOException("only " + count + " of " + PacedProvider.CHUNKS + " chunks arrived");
        }
        SentTimes sent = provider.sentTimes();
        first.add(millis(sent.received() - start + arrived[0] - sent.chunks()[0]));
        for (int i = 0; i < count; i++) {
            chunks.add(millis(arrived[i] - sent.chunks()[i]));
        }
        end.add(millis(ended - sent.ended()));
    }

    private InputStream send(URI gateway, boolean streamed) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + System.getenv("LOAD_KEY_LIMITED"))
                .POST(BodyPublishers.ofString("""
                        {"model":"paced/bench-1","messages":[{"role":"user","content":"What is a token?"}],"stream":%s}""".formatted(streamed)))
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(gateway + " answered with status " + response.statusCode());
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
