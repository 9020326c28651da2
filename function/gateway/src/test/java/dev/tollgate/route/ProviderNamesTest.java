package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.provider.Provider;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers write names of providers as OpenRouter does, for people or for programs. */
class ProviderNamesTest {
    private final ProviderNames names = new ProviderNames(Stream.of(
                    provider("gcp", "gemini", "https://europe-west1-aiplatform.googleapis.com/v1/publishers/google"),
                    provider("gcp-eu", "gemini", "https://aiplatform.eu.rep.googleapis.com/v1/publishers/google"),
                    provider("vertex", "openai", "https://example.com/v1"),
                    provider("foundry", "openai", "https://example.services.ai.azure.com/openai/v1"),
                    provider("claude", "anthropic", null),
                    provider("aws-us", "bedrock", null),
                    provider("aws-mock", "bedrock", "https://example.com/bedrock"),
                    provider("kimi", "openai", "https://api.moonshot.ai/v1"),
                    provider("My Azure", "azure", "https://example.openai.azure.com"))
            .collect(Collectors.toMap(Provider::name, provider -> provider)));

    private static Provider provider(String name, String kind, String url) {
        return new Provider(name, kind, url == null ? null : URI.create(url), null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai           | openai
            OpenAI           | openai
            Anthropic        | anthropic
            claude           | claude
            Claude           | claude
            google-vertex    | gcp gcp-eu
            Google Vertex    | gcp gcp-eu
            vertex           | vertex
            google-ai-studio | gemini
            Google AI Studio | gemini
            amazon-bedrock   | aws-us bedrock
            Amazon Bedrock   | aws-us bedrock
            bedrock          | bedrock
            moonshotai       | kimi moonshot
            Moonshot AI      | kimi moonshot
            my-azure         | My Azure
            azure            | My Azure foundry
            azure-openai     |
            eu-claude        |
            your-vertex      |
            Together         | together
            Z.AI             | zhipu
            DeepSeek         | deepseek
            nobody           |
            amazon           |
            ai               |
            """)
    void aNameInAnotherSpellingIsThatOfTheProvider(String name, String providers) {
        assertThat(String.join(" ", names.named(name))).isEqualTo(providers == null ? "" : providers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"only":["OpenAI"]}           | openai/m
            {"only":["OpenAI/m"]}         | openai/m
            {"order":["Groq"]}            | groq/m openai/m
            {"ignore":["OPENAI"]}         | groq/m
            """)
    void aPreferenceMayHaveOpenRoutersSpelling(String provider, String targets) {
        RouterFixture fixture =
                new RouterFixture().provider("openai", null, null).alias("all", null, List.of("openai/m", "groq/m"));

        assertThat(fixture.targets(ProviderPreferenceTest.preferring(null, provider), "all"))
                .containsExactly(targets.split(" "));
    }
}
