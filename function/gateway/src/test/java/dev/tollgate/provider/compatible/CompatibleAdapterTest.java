package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests the quirks of the catalog's providers: what the gateway sends in place of fields that they would reject. */
final class CompatibleAdapterTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @Test
    void sendsALimitUnderTheProvidersName() {
        assertThat(sent("deepseek", "\"max_completion_tokens\":5")).isEqualTo(body("\"max_tokens\":5"));
        assertThat(sent("deepseek", "\"max_tokens\":5")).isEqualTo(body("\"max_tokens\":5"));
        assertThat(sent("openai", "\"max_tokens\":5")).isEqualTo(body("\"max_completion_tokens\":5"));
    }

    @Test
    void theNewerFieldOfTwoLimitsWins() {
        String both = "\"max_tokens\":7,\"max_completion_tokens\":5";
        assertThat(sent("deepseek", both)).isEqualTo(body("\"max_tokens\":5"));
        assertThat(sent("openai", both)).isEqualTo(body("\"max_completion_tokens\":5"));
    }

    @Test
    void sendsTheSeedAsRandomSeedToMistral() {
        assertThat(sent("mistral", "\"temperature\":0.70,\"seed\":42"))
                .isEqualTo(body("\"temperature\":0.70,\"random_seed\":42"));
    }

    @Test
    void sendsDeveloperMessagesAsSystemMessagesWhereTheRoleIsUnknown() {
        String developer = "{\"messages\":[{\"role\":\"developer\",\"content\":\"Be brief\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertThat(sentUnchanged("deepseek", developer))
                .contains("{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\"");
        assertThat(sentUnchanged("openai", developer)).contains("{\"role\":\"developer\"");
    }

    @Test
    void requestsUsageOnlyWhereTheProviderNeedsThat() {
        assertThat(sent("mistral", "\"stream\":true")).isEqualTo(body("\"stream\":true"));
        assertThat(sent("groq", "\"stream\":true"))
                .isEqualTo(body("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThatThrownBy(() -> sent("mistral", "\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}"))
                .hasMessageContaining("'stream_options': mistral takes none");
    }

    @Test
    void rejectsAFieldThatTheProviderDoesNotTakeByName() {
        assertThatThrownBy(() -> sent("groq", "\"logprobs\":true"))
                .isInstanceOfSatisfying(GatewayException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
                    assertThat(failure.param()).isEqualTo("logprobs");
                })
                .hasMessage("Unsupported parameter: 'logprobs': groq does not take it.");
        assertThatThrownBy(() -> sent("groq", "\"n\":2")).hasMessageContaining("'n': groq returns one choice only");
    }

    @Test
    void dropsAndListsSuchAFieldWhereTheAliasAllowsIt() {
        UnsupportedFields dropping = new UnsupportedFields("groq", DropPolicy.EVERYTHING);
        UpstreamRequest sent = encode("groq", "{" + MESSAGES + ",\"n\":2,\"top_logprobs\":1,\"seed\":3}", dropping);
        assertThat(text(sent)).isEqualTo(body("\"seed\":3"));
        assertThat(dropping.fields()).containsExactly("n", "top_logprobs");
    }

    @Test
    void dropsDefaultsWithoutAnError() {
        assertThat(sent("groq", "\"n\":1,\"logprobs\":false,\"logit_bias\":null"))
                .isEqualTo(body(null));
    }

    @Test
    void sendsTheUnchangedRequestToAnUnknownProvider() {
        String all = "\"max_tokens\":5,\"n\":2,\"logprobs\":true";
        assertThat(sent("mine", all)).isEqualTo(body(all));
    }

    @Test
    void aProviderWithoutAUrlFails() {
        Provider unknown = new Provider("mine", "openai", null, "env:KEY", null);
        assertThatThrownBy(() -> new CompatibleKind().adapter(unknown)).hasMessage("Provider mine has no base_url.");
        Provider known = new Provider("groq", "openai", null, "env:KEY", null);
        assertThat(new CompatibleKind()
                        .adapter(known)
                        .encode(request("{" + MESSAGES + "}"), "m", strict("groq"))
                        .uri())
                .isEqualTo(URI.create("https://api.groq.com/openai/v1/chat/completions"));
    }

    private static String sent(String provider, String fields) {
        return sentUnchanged(provider, "{" + MESSAGES + "," + fields + "}");
    }

    private static String sentUnchanged(String provider, String request) {
        return text(encode(provider, request, strict(provider)));
    }

    private static UpstreamRequest encode(String provider, String request, UnsupportedFields unsupported) {
        Provider configured = new Provider(provider, "openai", URI.create("https://proxy/v1"), null, null);
        return new CompatibleKind().adapter(configured).encode(request(request), "m", unsupported);
    }

    private static UnsupportedFields strict(String provider) {
        return new UnsupportedFields(provider, DropPolicy.NOTHING);
    }

    private static String body(String fields) {
        return "{\"model\":\"m\"," + MESSAGES + (fields == null ? "" : "," + fields) + "}";
    }

    private static String text(UpstreamRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static ChatRequest request(String json) {
        try {
            return JsonCodec.mapper().readValue(json, ChatRequest.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
