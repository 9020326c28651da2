package dev.tollgate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client gets, and what is recorded, when a policy acts on an answer. */
@QuarkusTest
final class DeniedAnswerTest extends GatewayTest {
    private static final String DENIED =
            "The content policy 'quiet' does not allow this answer: its detector 'bird' found a value in it.";

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void aPolicyAndTwoTargets() {
        policies.put(new ContentPolicy(
                "quiet",
                Map.of(),
                Map.of("bird", PolicyAction.DENY, "email", PolicyAction.REDACT),
                Set.of(),
                Map.of("bird", new OwnDetector(null, List.of("Bluebird")))));
        routes.provider("second", upstream.answers("second", Replies.hello()));
        alias("quiet", OnContentFilter.STOP);
    }

    @Test
    void aWholeAnswerIsRefused() {
        first(says("It is a ", "Blue", "bird."));

        Response response = client.post("/v1/chat/completions", question("quiet"));

        assertDenied(response);
        assertThat(attempts(response)).containsExactly("first: content_policy_violation");
        Settlement settlement = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settlement.outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(settlement.content().policies()).isEqualTo(Map.of("quiet", 1L));
        assertThat(settlement.attempts().getFirst().usage().completionTokens()).isPositive();
    }

    /** A provider may quote what it does not like. */
    @Test
    void anErrorOfTheProviderIsCheckedToo() {
        first(Replies.status(400, "{\"error\":{\"message\":\"No such user: ada@example.com.\"}}"));

        for (String question : List.of(question("quiet"), streamedQuestion("quiet"))) {
            Response response = client.post("/v1/chat/completions", question);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("No such user: [EMAIL].").doesNotContain("ada@example.com");
        }
    }

    @Test
    void anErrorWithAForbiddenValueSaysOnlyThat() {
        first(Replies.status(400, "{\"error\":{\"message\":\"No such project: Bluebird.\"}}"));

        assertDenied(client.post("/v1/chat/completions", question("quiet")));
    }

    @Test
    void aStreamThatBeginsWithTheValueIsRefused() {
        first(says("Blue", "bird is it."));

        assertDenied(client.post("/v1/chat/completions", streamedQuestion("quiet")));
    }

    @Test
    void aStreamIsCutBeforeTheValue() {
        first(says("It is a ", "Blue", "bird."));

        Response response = client.post("/v1/chat/completions", streamedQuestion("quiet"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("It is a ", DENIED).doesNotContain("Blue", "[DONE]");
        assertThat(ledger.awaitSettled(response.requestId()).settlement().outcome())
                .isEqualTo(CallOutcome.CUT);
    }

    @Test
    void theNextTargetMayRespondWhileNothingWasSent() {
        alias("quiet", OnContentFilter.NEXT);
        first(says("Blue", "bird is it."));

        Response response = client.post("/v1/chat/completions", streamedQuestion("quiet"));

        assertThat(response.body()).contains("Hello", "[DONE]").doesNotContain("Blue");
        assertThat(attempts(response)).containsExactly("first: content_policy_violation", "second answered");
    }

    @Test
    void aRedactedAnswerGoesOn() {
        first(says("Write to alice", "@example", ".com", " today."));

        for (String question : List.of(question("quiet"), streamedQuestion("quiet"))) {
            Response response = client.post("/v1/chat/completions", question);

            assertThat(response.body()).contains("[EMAIL]").doesNotContain("alice", "example.com");
            assertThat(ledger.awaitSettled(response.requestId())
                            .settlement()
                            .content()
                            .policies())
                    .isEqualTo(Map.of("quiet", 1L));
        }
    }

    private void first(Reply reply) {
        routes.provider("first", upstream.answers("first", reply));
    }

    private static Reply says(String... pieces) {
        StringBuilder events = new StringBuilder(Replies.ROLE_ONLY);
        Stream.of(pieces).forEach(piece -> events.append(Replies.chunk("{\"content\":\"" + piece + "\"}", null)));
        return Replies.events(events + Replies.chunk("{}", "stop") + Replies.usage(3, 9) + "data: [DONE]\n\n");
    }

    private static void assertDenied(Response response) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/message").textValue()).isEqualTo(DENIED);
        assertThat(response.json().at("/error/code").textValue()).isEqualTo("content_policy_violation");
    }

    private void alias(String name, OnContentFilter onContentFilter) {
        routes.alias(Alias.builder(name)
                .targets(List.of(
                        Alias.TargetSpec.of(ModelName.of("first/m")), Alias.TargetSpec.of(ModelName.of("second/m"))))
                .failover(new FailoverPolicy(null, null, null, null, null, onContentFilter))
                .content(new ContentRules(List.of(name), null, false))
                .build());
    }
}
