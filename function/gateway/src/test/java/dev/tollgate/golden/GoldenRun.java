package dev.tollgate.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.upstream.FakeUpstream;
import java.time.Instant;
import java.util.regex.Pattern;

/** Asks a running gateway the questions of golden cases. Knows it by its address, a key and its ledger only. */
public final class GoldenRun {
    private static final Pattern CREATED = Pattern.compile("\"(created|created_at)\":(\\d+)");

    private final GatewayClient client;
    private final FakeUpstream upstream;
    private final UsageLookup books;

    /** A run against this gateway, which must know {@link GoldenCases#providers}. */
    public GoldenRun(GatewayClient client, FakeUpstream upstream, UsageLookup books) {
        this.client = client;
        this.upstream = upstream;
        this.books = books;
    }

    /** Asks once. */
    public GoldenOutcome ask(GoldenCase golden, RequestForm form, ReplyCut cut) {
        String provider = GoldenCases.providerName(golden, cut);
        ObjectNode question = golden.api().question(golden.json("request.json"), form);
        String model = provider + "/" + question.path("model").asText();
        long asked = Instant.now().getEpochSecond();
        Response response = golden.api().ask(client, model, question);
        String requestId = response.requestId();
        String body = withoutTimeOf(asked, response.body())
                .replace(provider, golden.provider())
                .replace(requestId, "REQUEST_ID")
                .replace(requestId.substring(requestId.indexOf('_') + 1), "REQUEST_NUMBER");
        try {
            return new GoldenOutcome(
                    JsonCodec.mapper()
                            .readTree(upstream.received(GoldenCases.path(golden, cut))
                                    .getLast()
                                    .body()),
                    new Response(response.status(), response.headers(), body),
                    books.settled(requestId));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("the provider got no JSON", notJson);
        }
    }

    /** Replaces the time of creation if the provider reports none: the gateway sets its own, which differs from run to run. */
    private static String withoutTimeOf(long asked, String body) {
        return CREATED.matcher(body)
                .replaceAll(created ->
                        Long.parseLong(created.group(2)) < asked ? created.group() : "\"" + created.group(1) + "\":0");
    }
}
