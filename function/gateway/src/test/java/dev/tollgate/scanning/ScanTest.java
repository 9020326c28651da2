package dev.tollgate.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with the alias {@code safe}, whose content a policy of the same name has judged. */
abstract class ScanTest extends GatewayTest {
    static final ScanEngine MODEL = new ScanEngine.Model("moderator/m", "No medical advice.");
    static final String ALLOWED = "{\\\"verdict\\\":\\\"allowed\\\"}";
    static final String VIOLATION = "{\\\"verdict\\\":\\\"violation\\\"}";
    static final String DENIED =
            "The content policy 'safe' does not allow this request: its scan by 'moderator/m' found a violation.";
    static final String FAILED = "This request could not be checked: the scan by 'moderator/m' of the content policy"
            + " 'safe' failed. Try again in a moment.";

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void aTargetAndAModerator() {
        routes.provider("target", upstream.answers("target", Replies.hello()));
        routes.provider("moderator", upstream.answers("moderator", says(ALLOWED)));
        routes.alias(Alias.builder("safe")
                .targets(List.of(Alias.TargetSpec.of(ModelName.of("target/t"))))
                .content(new ContentRules(List.of("safe"), null, false))
                .build());
        scans(denying(MODEL));
    }

    void scans(ContentScan... scans) {
        policies.put(new ContentPolicy("safe", Map.of(), Map.of(), Set.of(), Map.of(), List.of(scans)));
    }

    /** In time for slow machines, before the target, and of requests only. */
    static ContentScan denying(ScanEngine engine) {
        return new ContentScan(engine, PolicyAction.DENY, 20_000, OnFailure.DENY, false, false);
    }

    static ContentScan parallel(ScanEngine engine) {
        return new ContentScan(engine, PolicyAction.DENY, 20_000, OnFailure.DENY, true, false);
    }

    static ContentScan ofAnswers(ScanEngine engine) {
        return new ContentScan(engine, PolicyAction.DENY, 20_000, OnFailure.DENY, false, true);
    }

    /** What a model says, already escaped for JSON. */
    static Reply says(String escaped) {
        return Replies.status(200, """
                {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":"%s"}}],
                "usage":{"prompt_tokens":90,"completion_tokens":6,"total_tokens":96}}""".formatted(escaped));
    }

    void assertError(Response response, int status, String code, String message) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.json().at("/error/code").asText()).isEqualTo(code);
        assertThat(response.json().at("/error/message").asText()).isEqualTo(message);
    }

    Settlement settled(Response response) {
        return ledger.awaitSettled(response.requestId()).settlement();
    }

    List<Attempt> scansOf(Response response) {
        return settled(response).attempts().stream()
                .filter(attempt -> attempt.purpose() == AttemptPurpose.SCAN)
                .toList();
    }

    int received(String provider) {
        return upstream.received(provider).size();
    }
}
