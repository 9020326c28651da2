package dev.tollgate.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.load.UsageTables;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two tenants ask the same questions about addresses of their own, whole and streamed, through one cache that all share. Each answer
 * must have the tenant's own address. Exits with status 1 if one has not, if an address reached the provider or a table, or if the
 * cache never helped.
 */
public final class TenantsRun {
    /** Of each tenant. */
    private static final int CALLERS = 8;

    /** Few enough that most come again, and many enough that there are new ones all the time. */
    private static final int QUESTIONS = 2_000;

    private static final int STORE_UNAVAILABLE = 503;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI gateway;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, LongAdder> results = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private TenantsRun(URI gateway) {
        this.gateway = gateway;
    }

    /** Takes the ports of the gateway, of the provider to be, and of DynamoDB Local, and how many seconds the load lasts. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        TenantsRun run = new TenantsRun(URI.create("http://127.0.0.1:" + arguments[0] + "/v1/chat/completions"));
        try (EchoingProvider provider = new EchoingProvider(Integer.parseInt(arguments[1]))) {
            run.load(Duration.ofSeconds(Long.parseLong(arguments[3])));
            new TreeMap<>(run.results).forEach((result, count) -> System.out.println("  " + result + ": " + count));
            System.out.println("requests that reached the provider: " + provider.calls());
            if (provider.leaked() > 0) {
                run.fault(provider.leaked() + " requests reached the provider with an address");
            }
        }
        try (DynamoDbClient tables = UsageTables.client(URI.create("http://127.0.0.1:" + arguments[2]))) {
            for (String table : List.of("tollgate-usage", "tollgate-cache", "tollgate-counters")) {
                run.search(tables, table);
            }
        }
        if (!run.results.containsKey("hit")) {
            run.fault("the cache never helped");
        }
        run.faults.forEach(fault -> System.err.println("FAILED: " + fault));
        System.exit(run.faults.isEmpty() ? 0 : 1);
    }

    private void load(Duration length) throws InterruptedException {
        long until = System.nanoTime() + length.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TenantIdentity tenant : TenantIdentity.values()) {
                for (int number = 0; number < CALLERS; number++) {
                    callers.execute(() -> {
                        while (System.nanoTime() < until) {
                            ask(tenant);
                        }
                    });
                }
            }
            callers.shutdown();
            if (!callers.awaitTermination(length.plusMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the callers did not end");
            }
        }
    }

    private void ask(TenantIdentity tenant) {
        String canary = tenant.canary();
        boolean streamed = ThreadLocalRandom.current().nextBoolean();
        try {
            HttpResponse<String> response = http.send(request(tenant, canary, streamed), BodyHandlers.ofString());
            String cache = response.headers().firstValue("x-tollgate-cache").orElse("none");
            count(response.statusCode() == 200 ? cache : Integer.toString(response.statusCode()));
            if (response.statusCode() == STORE_UNAVAILABLE) {
                // DynamoDB Local was too slow: that is no leak, unless the error quotes somebody.
                if (TenantIdentity.isCanaryIn(response.body())) {
                    fault("an error quotes an address: " + response.body());
                }
                return;
            }
            String answer = streamed ? streamed(response.body()) : whole(response.body());
            if (!answer.equals("I wrote to " + canary + ", as you asked.")) {
                fault("the answer to " + canary + " (" + cache + ", streamed=" + streamed + ") was: " + answer);
            }
        } catch (IOException failure) {
            fault(String.valueOf(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(TenantIdentity tenant, String canary, boolean streamed) {
        int question = ThreadLocalRandom.current().nextInt(QUESTIONS);
        String body = "{\"model\":\"shared\",\"stream\":" + streamed + ",\"user\":\"" + canary
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + ": write to " + canary + ".\"}]}";
        return HttpRequest.newBuilder(gateway)
                .header("authorization", "Bearer " + System.getenv("TENANT_KEY_" + tenant.name()))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String whole(String body) throws IOException {
        return JSON.readTree(body).at("/choices/0/message/content").asText();
    }

    private static String streamed(String body) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : body.lines().toList()) {
            if (line.startsWith("data: {")) {
                JsonNode content = JSON.readTree(line.substring(6)).at("/choices/0/delta/content");
                text.append(content.asText(""));
            }
        }
        return text.toString();
    }

    private void search(DynamoDbClient tables, String table) {
        long items = 0;
        long found = 0;
        for (Map<String, AttributeValue> item :
                tables.scanPaginator(scan -> scan.tableName(table)).items()) {
            items++;
            found += TenantIdentity.isCanaryIn(item.toString())
                            || item.values().stream().anyMatch(TenantsRun::hides)
                    ? 1
                    : 0;
        }
        System.out.println("items of " + table + ": " + items);
        if (found > 0) {
            fault(found + " items of " + table + " have an address");
        }
    }

    /** Whether compressed bytes have an address in them. */
    private static boolean hides(AttributeValue value) {
        if (value.b() == null) {
            return false;
        }
        try (InputStream text = new GZIPInputStream(value.b().asInputStream())) {
            return TenantIdentity.isCanaryIn(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException notCompressed) {
            return TenantIdentity.isCanaryIn(value.b().asString(StandardCharsets.ISO_8859_1));
        }
    }

    private void count(String result) {
        results.computeIfAbsent(result, _ -> new LongAdder()).increment();
    }

    private synchronized void fault(String what) {
        if (faults.size() < 10) {
            faults.add(what);
        }
    }
}
