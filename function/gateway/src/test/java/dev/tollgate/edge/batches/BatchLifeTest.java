package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ConditionalPrice;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.fake.InMemoryStoredBatches;
import dev.tollgate.openai.Usage;
import dev.tollgate.strict.BatchAnswers;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch from its file to the usage records of its lines. */
@QuarkusTest
final class BatchLifeTest extends BatchTest {
    @Inject
    InMemoryCustomPrices prices;

    @Inject
    InMemoryStoredBatches stored;

    @Test
    void aBatchAtOpenAi() {
        client = new GatewayClient(base, keys.open("nightly"));
        routes.alias("nightly", "batches/m");
        String file = upload(client, line("a", "nightly", "Say a."), line("b", "nightly", "Say b."))
                .json()
                .path("id")
                .asText();
        JsonNode created = create(client, file).json();
        assertThat(created.path("status").asText()).isEqualTo("in_progress");
        assertThat(created.path("model").asText()).isEqualTo("nightly");
        assertThat(created.at("/metadata/job").asText()).isEqualTo("nightly");
        assertThat(providers.bodies().getFirst().path("model").asText()).isEqualTo("m");
        follow();
        assertThat(batch(created).path("status").asText()).isEqualTo("in_progress");

        providers.end((customId, _) -> customId.equals("a") ? BatchAnswers.answered("A.") : refused());
        follow();

        JsonNode ended = batch(created);
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.path("completed_at").isIntegralNumber()).isTrue();
        assertThat(ended.path("request_counts").toString()).isEqualTo("{\"total\":2,\"completed\":1,\"failed\":1}");
        JsonNode answer = lines(ended.path("output_file_id").asText()).get("a");
        assertThat(answer.at("/response/status_code").asInt()).isEqualTo(200);
        assertThat(answer.at("/response/body/choices/0/message/content").asText())
                .isEqualTo("A.");
        assertThat(answer.at("/response/body/usage/total_tokens").asInt()).isEqualTo(15);
        JsonNode error = lines(ended.path("error_file_id").asText()).get("b");
        assertThat(error.at("/response/status_code").asInt()).isEqualTo(400);
        assertThat(error.at("/response/body/error/message").asText()).isEqualTo("the prompt is bad");
        assertThat(record(answer).settlement().usage()).isEqualTo(Usage.of(10, 5));
        assertThat(record(answer).batch()).isEqualTo(created.path("id").asText());
        assertThat(record(error).settlement().outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(client.get("/v1/files").json().path("data")).hasSize(3);
        assertThat(client.get("/v1/batches").json().at("/data/0/id")).isEqualTo(created.path("id"));
    }

    @Test
    void aBatchAtAnthropic() {
        prices.put("claude/claude-haiku-4-5", price());
        JsonNode created = created(client, line("a", "claude/claude-haiku-4-5", "Say a."));
        assertThat(providers.bodies().getFirst().at("/messages/0/role").asText())
                .isEqualTo("user");
        providers.end((_, _) -> message("A."));
        follow();

        JsonNode ended = batch(created);
        assertThat(ended.path("error_file_id").isNull()).isTrue();
        JsonNode answer = lines(ended.path("output_file_id").asText()).get("a");
        assertThat(answer.at("/response/body/choices/0/message/content").asText())
                .isEqualTo("A.");
        assertThat(answer.at("/response/body/object").asText()).isEqualTo("chat.completion");
        assertThat(record(answer).settlement().cost())
                .as("half of 10 × 2 + 5 × 8 micro-dollars")
                .isEqualTo(new Cost.Priced(30, "own"));
    }

    private static JsonNode message(String text) {
        ObjectNode result = JSON.createObjectNode().put("type", "succeeded");
        ObjectNode message = result.putObject("message")
                .put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-haiku-4-5")
                .put("stop_reason", "end_turn");
        message.putArray("content").addObject().put("type", "text").put("text", text);
        message.putObject("usage")
                .put("input_tokens", 10)
                .put("output_tokens", 5)
                .put("service_tier", "batch");
        return result;
    }

    private UsageRecord record(JsonNode line) {
        return ledger.awaitSettled(line.at("/response/request_id").asText());
    }

    @Test
    void aLineIsBilledOnceHoweverOftenItsEndIsSeen() {
        prices.put("batches/m", price());
        prices.put("free/m", Price.of(BigDecimal.ZERO, BigDecimal.ZERO));
        routes.provider("free", upstream.answers("free", Replies.hello()));
        GatewayClient ada = caller("ada-of-batches", "1");
        JsonNode created = created(ada, line("a", "batches/m", "Say a."), line("b", "batches/m", "Say b."));
        assertThat(left(ada)).as("less what both lines may cost").isLessThan(new BigDecimal("0.9992"));
        providers.end((_, _) -> BatchAnswers.answered("A."));
        StoredBatch open =
                stored.find("ada-of-batches", created.path("id").asText()).orElseThrow();
        follow();
        // As if its process had died before it could say so.
        stored.begin(open, stored.lines(open));
        stored.expireLeases();
        follow();

        assertThat(left(ada))
                .as("less (10 × 2 + 5 × 8) / 2 micro-dollars for each line")
                .isEqualByComparingTo("0.99994");
    }

    /** A provider bills what it has computed, and may bill no more than what it got. */
    @Test
    void onlyLinesThatWereSentAreBilledAndAnAnswerThatNobodyCanReadHasNoPrice() {
        prices.put("batches/m", price());
        JsonNode created = created(client, line("a", "batches/m", "Say a."), line("b", "batches/m", "Say b."));
        providers.invent("never-sent", BatchAnswers.answered("Pay me."));
        providers.end((customId, _) -> customId.equals("a") ? BatchAnswers.uncounted("A.") : BatchAnswers.unreadable());
        follow();

        JsonNode ended = batch(created);
        Map<String, JsonNode> answers = lines(ended.path("output_file_id").asText());
        assertThat(answers).containsOnlyKeys("a");
        UsageRecord.Settlement uncounted = record(answers.get("a")).settlement();
        assertThat(uncounted.estimated()).isTrue();
        assertThat(uncounted.usage().promptTokens()).isGreaterThan(5);
        assertThat(uncounted.cost()).isNotEqualTo(Cost.Priced.NOTHING);
        Map<String, JsonNode> errors = lines(ended.path("error_file_id").asText());
        assertThat(errors).containsOnlyKeys("b");
        UsageRecord.Settlement unreadable = record(errors.get("b")).settlement();
        assertThat(unreadable.outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(unreadable.cost()).isEqualTo(new Cost.Unpriced());
        StoredBatch batch = stored.find(
                        record(answers.get("a")).keyId(), created.path("id").asText())
                .orElseThrow();
        assertThat(ledger.settled(batch.hold().lineId("never-sent"))).isEmpty();
    }

    /** Otherwise, the batch would never end, and each run would download and record all lines again. */
    @Test
    void aResultThatCannotBeReadIsOneOfTheOthers() {
        prices.put("claude/claude-haiku-4-5", price());
        JsonNode created = created(
                client,
                line("a", "claude/claude-haiku-4-5", "Say a."),
                line("b", "claude/claude-haiku-4-5", "Say b."),
                line("c", "claude/claude-haiku-4-5", "Say c."));
        String long16Mib = "x".repeat(16 * 1024 * 1024);
        providers.end((customId, _) -> switch (customId) {
            case "a" -> message("A.");
            case "b" -> JSON.createObjectNode().put("type", "of tomorrow");
            default -> message(long16Mib);
        });
        follow();

        JsonNode ended = batch(created);
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(lines(ended.path("output_file_id").asText())).containsOnlyKeys("a");
        Map<String, JsonNode> errors = lines(ended.path("error_file_id").asText());
        assertThat(errors).containsOnlyKeys("b", "c");
        assertThat(errors.values())
                .allSatisfy(
                        error -> assertThat(record(error).settlement().cost()).isEqualTo(new Cost.Unpriced()));
    }

    static Price price() {
        ConditionalPrice half = new ConditionalPrice(
                null, null, "batch", null, Map.of(), new BigDecimal("0.5"), new PriceRates(Map.of()));
        return new Price(Price.of(new BigDecimal(2), new BigDecimal(8)).rates(), List.of(half));
    }

    private static BigDecimal left(GatewayClient caller) {
        return new BigDecimal(caller.chat(question("free/m")).header("x-tollgate-budget-remaining-usd"));
    }

    private GatewayClient caller(String id, String usd) {
        String secret = "tg-" + id;
        Budget budget = new Budget(new BigDecimal(usd), Per.MONTH, ZoneId.of("UTC"), true, 1);
        keys.put(ApiKey.builder(id, KeyHash.of(secret)).budgets(List.of(budget)).build());
        return new GatewayClient(base, secret);
    }
}
