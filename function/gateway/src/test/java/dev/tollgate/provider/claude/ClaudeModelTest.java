package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.provider.claude.ClaudeModel.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest {

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, SONNET, 405",
        "claude-opus-4-20250514, OPUS, 400",
        "claude-3-5-haiku@20241022, HAIKU, 305",
        "claude-sonnet-4-5@20250929, SONNET, 405",
        "anthropic.claude-3-7-sonnet-20250219-v1:0, SONNET, 307",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, SONNET, 405",
        "global.anthropic.claude-opus-4-6-v1, OPUS, 406",
        "us.anthropic.claude-opus-4-7, OPUS, 407",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0, HAIKU, 405",
        "anthropic/claude-sonnet-4.6, SONNET, 406",
        "databricks-claude-opus-4-1, OPUS, 401",
        "anthropic.claude-v2:1, FABLE, 200",
        "claude-instant-1.2, FABLE, 102",
        "claude-mythos-5-1, FABLE, 501",
        "amazon.nova-pro-v1:0, OTHER_MODEL, 0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc, OTHER_MODEL, 0"
    })
    void recognisesEachProvidersNames(String name, Family family, int version) {
        assertThat(ClaudeModel.of(name)).isEqualTo(new ClaudeModel(family, version));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5, 200000, 64000",
        "claude-haiku-4-5, 1000, 1000",
        "claude-3-7-sonnet-latest, 128000, 128000",
        "claude-opus-4-1, 64000, 32000",
        "claude-opus-9, 500000, 500000",
        "MiniMax-M2, 100000, 100000"
    })
    void limitsTheOutputToWhatTheModelCanGenerate(String name, int requested, int sent) {
        assertThat(ClaudeModel.of(name).limited(requested)).isEqualTo(sent);
    }
}
