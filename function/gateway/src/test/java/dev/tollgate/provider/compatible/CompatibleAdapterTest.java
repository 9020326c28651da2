package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import java.net.URI;
import java.util.List;
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
        assertThat(CompatibleRequest.sent("deepseek", "m", developer))
                .contains("{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\"");
        assertThat(CompatibleRequest.sent("openai", "m", developer)).contains("{\"role\":\"developer\"");
        // cloudflare/cloudflare-os#36, earendil-works/pi#5117: most servers with OpenAI's API do not know it.
        assertThat(List.of("together", "vllm", "openrouter", "a-server-of-their-own"))
                .allSatisfy(provider -> assertThat(CompatibleRequest.sent(provider, "m", developer))
                        .contains("{\"role\":\"system\",\"content\":\"Be brief\"}"));
    }

    @Test
    void requestsUsageOnlyWhereTheProviderNeedsThat() {
        assertThat(sent("mistral", "\"stream\":true")).isEqualTo(body("\"stream\":true"));
        assertThat(sent("groq", "\"stream\":true"))
                .isEqualTo(body("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        String obfuscated = "\"stream\":true,\"stream_options\":{\"include_obfuscation\":false}";
        assertThat(sent("mistral", obfuscated)).isEqualTo(body("\"stream\":true"));
        assertThat(sent("groq", obfuscated))
                .isEqualTo(body("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(sent("openai", obfuscated)).contains("\"include_obfuscation\":false");
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
        CompatibleRequest sent = CompatibleRequest.of(
                "groq", "m", "{" + MESSAGES + ",\"n\":2,\"top_logprobs\":1,\"seed\":3}", DropPolicy.EVERYTHING);
        assertThat(sent.body()).isEqualTo(body("\"seed\":3"));
        assertThat(sent.dropped()).containsExactly("n", "top_logprobs");
    }

    @Test
    void dropsDefaultsWithoutAnError() {
        assertThat(sent("groq", "\"n\":1,\"logprobs\":false,\"logit_bias\":{}")).isEqualTo(body(null));
    }

    @Test
    void sendsTheUnchangedRequestToAnUnknownProvider() {
        String all = "\"max_tokens\":5,\"n\":2,\"logprobs\":true";
        assertThat(sent("mine", all)).isEqualTo(body(all));
    }

    /** BerriAI/litellm#18921, continuedev/continue#2461 */
    @Test
    void sendsAsManyStopSequencesAsTheProviderTakes() {
        String six = "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]";
        CompatibleRequest sent =
                CompatibleRequest.of("openai", "m", "{" + MESSAGES + "," + six + "}", DropPolicy.HINTS);
        assertThat(sent.body()).isEqualTo(body("\"stop\":[\"a\",\"b\",\"c\",\"d\"]"));
        assertThat(sent.dropped()).containsExactly("stop[]");
        assertThatThrownBy(
                        () -> CompatibleRequest.of("openai", "m", "{" + MESSAGES + "," + six + "}", DropPolicy.NOTHING))
                .hasMessage("Unsupported parameter: 'stop[4]': openai takes at most 4 stop sequences.");
        assertThat(sent("openai", "\"stop\":\"a\"")).isEqualTo(body("\"stop\":\"a\""));
        assertThat(sent("together", six)).isEqualTo(body(six));
    }

    /** ollama/ollama#6753, lmstudio-ai/lmstudio-bug-tracker#1120, BerriAI/litellm#27729 */
    @Test
    void fetchesImagesForServersThatReadOnlyBytes() {
        assertThat(List.of("ollama", "lmstudio", "moonshot"))
                .noneMatch(name -> CompatibleRequest.adapter(name).fetchesFiles());
        assertThat(List.of("openai", "vllm", "a-server-of-their-own"))
                .allMatch(name -> CompatibleRequest.adapter(name).fetchesFiles());
    }

    @Test
    void aProviderWithoutAUrlFails() {
        Provider unknown = new Provider("mine", "openai", null, "env:KEY", null);
        assertThatThrownBy(() -> new CompatibleKind().adapter(unknown)).hasMessage("Provider mine has no base_url.");
        Provider known = new Provider("groq", "openai", null, "env:KEY", null);
        assertThat(new CompatibleKind()
                        .adapter(known)
                        .encode(
                                CompatibleRequest.parsed("{" + MESSAGES + "}"),
                                "m",
                                new UnsupportedFields("groq", DropPolicy.NOTHING))
                        .uri())
                .isEqualTo(URI.create("https://api.groq.com/openai/v1/chat/completions"));
    }

    private static String sent(String provider, String fields) {
        return CompatibleRequest.sent(provider, "m", "{" + MESSAGES + "," + fields + "}");
    }

    private static String body(String fields) {
        return "{\"model\":\"m\"," + MESSAGES + (fields == null ? "" : "," + fields) + "}";
    }
}
