package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderCatalogTest {

    @Test
    void aKeyInTheEnvironmentEnablesItsProvider() {
        ProviderCatalog catalog = catalog(Map.of("DEEPSEEK_API_KEY", "sk-1", "GROQ_API_KEY", " "));
        Provider deepseek = new Provider(
                "deepseek", "openai", URI.create("https://api.deepseek.com/v1"), "env:DEEPSEEK_API_KEY", null);
        assertThat(catalog.provider("deepseek")).contains(deepseek);
        assertThat(catalog.provider("groq")).isEmpty();
        assertThat(catalog.provider("nobody")).isEmpty();
        assertThat(catalog.namesWithKey()).containsExactly("deepseek");
    }

    @Test
    void aUrlInTheEnvironmentEnablesASelfHostedServer() {
        assertThat(catalog(Map.of("VLLM_API_KEY", "sk-1")).provider("vllm")).isEmpty();
        ProviderCatalog catalog = catalog(Map.of("VLLM_BASE_URL", "http://gpu:8000/v1/", "VLLM_API_KEY", "sk-1"));
        assertThat(catalog.provider("vllm"))
                .contains(new Provider("vllm", "openai", URI.create("http://gpu:8000/v1"), "env:VLLM_API_KEY", null));
        assertThat(catalog.namesWithKey()).isEmpty();
    }

    @Test
    void aSelfHostedServerNeedsNoKey() {
        Provider ollama = catalog(Map.of("OLLAMA_BASE_URL", "http://127.0.0.1:11434/v1"))
                .provider("ollama")
                .orElseThrow();
        assertThat(ollama.apiKey()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu:8000", "ftp://gpu/v1", "http:///v1", "http://[hidden", "not an address"})
    void reportsAnUnusableUrlByTheNameOfItsVariable(String address) {
        ProviderCatalog catalog = catalog(Map.of("OLLAMA_BASE_URL", address));
        assertThatThrownBy(() -> catalog.provider("ollama"))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_FAILED))
                .hasMessage("The gateway's variable OLLAMA_BASE_URL must be an http or https URL.");
    }

    @Test
    void leavesOutProvidersWhoseKindTheBuildLacks() {
        Map<String, String> environment = Map.of("ANTHROPIC_API_KEY", "sk-1", "AWS_REGION", "eu-central-1");
        ProviderCatalog without = catalog(environment);
        assertThat(without.provider("anthropic")).isEmpty();
        assertThat(without.namesWithKey()).isEmpty();

        ProviderCatalog with = new ProviderCatalog(Set.of("anthropic", "bedrock"), environment);
        assertThat(with.provider("anthropic"))
                .contains(new Provider("anthropic", "anthropic", null, "env:ANTHROPIC_API_KEY", null));
        assertThat(with.provider("bedrock")).contains(new Provider("bedrock", "bedrock", null, null, "eu-central-1"));
        assertThat(with.namesWithKey()).containsExactly("anthropic");
    }

    private static ProviderCatalog catalog(Map<String, String> environment) {
        return new ProviderCatalog(Set.of("openai"), environment);
    }
}
