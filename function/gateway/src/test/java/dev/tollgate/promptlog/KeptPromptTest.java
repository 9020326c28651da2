package dev.tollgate.promptlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.fake.InMemoryPromptLog;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are kept, in which form, and that this is never the client's problem. */
@QuarkusTest
final class KeptPromptTest extends GatewayTest {
    private static final String CANARY = "ada.canary@example.org";

    @Inject
    InMemoryPromptLog log;

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void anAliasThatKeepsPrompts() {
        routes.provider("target", upstream.answers("target", Replies.hello()));
        routes.alias(alias("kept", new ContentRules(List.of("mail"), null, true)));
        routes.alias(alias("forgotten", ContentRules.NONE));
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of()));
    }

    @AfterEach
    void repairLog() {
        log.down(false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMaskedRequestAndTheAnswerAreKept(boolean streamed) {
        Response response = client.chat(streamed ? streamedQuestion("kept", CANARY) : question("kept", CANARY));
        LoggedCall call = kept(response);

        assertThat(call.keyId()).isEqualTo("tester");
        assertThat(call.alias()).isEqualTo("kept");
        assertThat(call.provider()).isEqualTo("target");
        assertThat(call.outcome()).isEqualTo(CallOutcome.COMPLETE);
        assertThat(call.error()).isNull();
        String request = JsonCodec.mapper().valueToTree(call.request()).toString();
        assertThat(request).contains("<EMAIL_1>").doesNotContain(CANARY);
        assertThat(call.answer().choices().getFirst().message().content()).isEqualTo("Hello");
    }

    @Test
    void aFailedCallIsKeptWithoutAnAnswer() {
        upstream.answers("target", Replies.status(500, "{}"));
        LoggedCall call = kept(client.chat(question("kept", "Hi.")));

        assertThat(call.outcome()).isEqualTo(CallOutcome.FAILED);
        assertThat(call.error()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
        assertThat(call.answer()).isNull();
    }

    @Test
    void aRequestThatMayNotLeaveIsNotKept() {
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.DENY), Map.of(), Set.of(), Map.of()));
        Response denied = client.chat(question("kept", CANARY));

        assertThat(denied.status()).isEqualTo(400);
        ledger.awaitSettled(denied.requestId());
        assertThat(log.calls()).doesNotContainKey(denied.requestId());
    }

    /** It may have reached the target already, as scans may be in parallel. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatAScanDeniesIsNotKept(boolean parallel) {
        routes.provider("moderator", upstream.answers("moderator", Replies.status(200, """
                        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
                        "finish_reason":"stop","message":{"role":"assistant","content":"{\\"verdict\\":\\"violation\\"}"}}]}""")));
        ContentScan scan = new ContentScan(
                new ScanEngine.Model("moderator/m", "No advice."),
                PolicyAction.DENY,
                20_000,
                ContentScan.OnFailure.DENY,
                parallel,
                false);
        policies.put(new ContentPolicy("mail", Map.of(), Map.of(), Set.of(), Map.of(), List.of(scan)));
        Response denied = client.chat(question("kept", "Hi."));

        assertThat(denied.status()).isEqualTo(400);
        ledger.awaitSettled(denied.requestId());
        policies.put(new ContentPolicy("mail", Map.of(), Map.of(), Set.of(), Map.of()));
        kept(client.chat(question("kept", "Hi.")));
        assertThat(log.calls()).doesNotContainKey(denied.requestId());
    }

    @Test
    void withoutTheSettingNothingIsKept() {
        Response response = client.chat(question("forgotten", "Hi."));

        ledger.awaitSettled(response.requestId());
        Response later = client.chat(question("kept", "Hi."));
        kept(later);
        assertThat(log.calls()).doesNotContainKey(response.requestId());
    }

    @Test
    void aKeyCanHaveItsPromptsKeptToo() {
        keys.put(ApiKey.builder("logged", KeyHash.of("tg-logged"))
                .content(new ContentRules(List.of(), null, true))
                .build());

        assertThat(kept(new GatewayClient(base, "tg-logged").chat(question("forgotten", "Hi.")))
                        .keyId())
                .isEqualTo("logged");
    }

    @Test
    void aPlaceThatFailsIsNotTheClientsProblem() {
        log.down(true);
        Response response = client.chat(question("kept", "Hi."));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("Hello");
        // The record is settled before, and must not name a place where nothing is.
        ledger.awaitSettled(response.requestId());
        Awaitility.await().until(() -> keptAt(response) == null);
        log.down(false);
        Response later = client.chat(question("kept", "Hi."));
        ledger.awaitSettled(later.requestId());
        kept(later);
        assertThat(keptAt(later)).isNotNull();
    }

    private @Nullable String keptAt(Response response) {
        return ledger.settled(response.requestId())
                .orElseThrow()
                .settlement()
                .content()
                .promptLog();
    }

    private LoggedCall kept(Response response) {
        return Awaitility.await().until(() -> log.calls().get(response.requestId()), call -> call != null);
    }

    private static String question(String model, String text) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(model, text);
    }

    private static String streamedQuestion(String model, String text) {
        return question(model, text).replaceFirst("}$", ",\"stream\":true}");
    }

    private static Alias alias(String name, ContentRules content) {
        return Alias.builder(name)
                .targets(List.of(Alias.TargetSpec.of(ModelName.of("target/t"))))
                .content(content)
                .build();
    }
}
