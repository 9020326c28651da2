package dev.tollgate.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.Response;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prompt whose tokens are to be counted, under a policy that scans. */
@QuarkusTest
final class CountedPromptTest extends ScanTest {

    @BeforeEach
    void aTargetThatCounts() {
        routes.provider(new Provider(
                "counter",
                "anthropic",
                upstream.answersAt("counter", "messages/count_tokens", Replies.status(200, "{\"input_tokens\":42}")),
                "sk-ant",
                null));
        routes.alias(Alias.builder("counted")
                .targets(List.of(Alias.TargetSpec.of(ModelName.of("counter/claude-haiku-4-5"))))
                .content(new ContentRules(List.of("safe"), null, false))
                .build());
    }

    @Test
    void noProviderGetsWhatAScanCouldDeny() {
        for (ContentScan scan : List.of(denying(MODEL), parallel(MODEL), flagging(OnFailure.DENY))) {
            scans(scan);
            int before = received("counter");

            assertThat(count().header("x-tollgate-token-count")).isEqualTo("estimate");
            assertThat(received("counter")).isEqualTo(before);
        }
    }

    @Test
    void aScanThatOnlyFlagsLetsTheProviderCount() {
        scans(flagging(OnFailure.ALLOW));

        Response counted = count();

        assertThat(counted.json()).hasToString("{\"input_tokens\":42}");
        assertThat(counted.header("x-tollgate-token-count")).isEqualTo("provider");
    }

    private static ContentScan flagging(OnFailure onFailure) {
        return new ContentScan(MODEL, PolicyAction.FLAG, 20_000, onFailure, false, false);
    }

    private Response count() {
        Response response = client.post(
                "/v1/messages/count_tokens",
                "{\"model\":\"counted\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}");
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response;
    }
}
