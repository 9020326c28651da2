package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If a provider's count is empty or impossible, the gateway ignores it and records an estimate. */
@QuarkusTest
final class ImpossibleCountTest extends GatewayTest {
    @BeforeEach
    void nobodyAnswersYet() {
        routes.provider("liar", upstream.uri("liar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0}",
                "{'prompt_tokens':'ten','completion_tokens':'five','total_tokens':'fifteen'}",
                "{'prompt_tokens':-10,'completion_tokens':-5,'total_tokens':-15}",
                "{'prompt_tokens':9223372036854775807,'completion_tokens':9223372036854775807,'total_tokens':9223372036854775807}",
                "{'prompt_tokens':1e400,'completion_tokens':5,'total_tokens':123456789012345678901234567890}",
                "{'prompt_tokens':4000000000,'completion_tokens':5,'total_tokens':4000000005}"
            })
    void whatIsNoCountIsEstimated(String usage) {
        for (boolean streamed : new boolean[] {false, true}) {
            Settlement settlement = settlement(usage, streamed);
            assertThat(settlement.estimated()).isTrue();
            assertThat(settlement.usage().promptTokens()).isEqualTo(estimatedPrompt());
            assertThat(settlement.usage().completionTokens()).isEqualTo(TokenEstimate.ofText("Hello"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'prompt_tokens':null,'completion_tokens':5} | 0 | 5
            {'prompt_tokens':10,'completion_tokens':0}   | 10 | 0
            """)
    void whatIsMissingInACountIsEstimated(String usage, long prompt, long completion) {
        Settlement settlement = settlement(usage, false);
        assertThat(settlement.estimated()).isTrue();
        assertThat(settlement.usage().promptTokens()).isEqualTo(prompt == 0 ? estimatedPrompt() : prompt);
        assertThat(settlement.usage().completionTokens())
                .isEqualTo(completion == 0 ? TokenEstimate.ofText("Hello") : completion);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsAreWithinTheirWhole(boolean streamed) {
        Settlement settlement = settlement(
                "{'prompt_tokens':10,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':9223372036854775807},"
                        + "'completion_tokens_details':{'reasoning_tokens':-7}}",
                streamed);
        assertThat(settlement.estimated()).isFalse();
        assertThat(settlement.usage().cachedTokens()).isEqualTo(10);
        assertThat(settlement.usage().reasoningTokens()).isZero();
    }

    private Settlement settlement(String usage, boolean streamed) {
        String told = usage.replace('\'', '"');
        upstream.answers(
                "liar",
                streamed
                        ? Replies.events(Replies.chunk("{\"content\":\"Hello\"}", null) + Replies.chunk("{}", "stop")
                                + "data: {\"choices\":[],\"usage\":" + told + "}\n\ndata: [DONE]\n\n")
                        : Replies.status(200, whole(told)));
        Response response = client.chat(streamed ? streamedQuestion("liar/m") : question("liar/m"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("Hello");
        return ledger.awaitSettled(response.requestId()).settlement();
    }

    private static String whole(String usage) {
        return """
                {"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":%s}""".formatted(usage);
    }

    private static long estimatedPrompt() {
        return TokenEstimate.prompt(SampleRequests.of("Say hello."));
    }
}
