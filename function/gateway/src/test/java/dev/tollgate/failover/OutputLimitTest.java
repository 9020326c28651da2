package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.route.Target;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents set one large limit for every model (ChatGPTNextWeb/NextChat#3195, Gitlawb/openclaude#331). */
class OutputLimitTest {
    private final UnsupportedFields dropped = new UnsupportedFields("p", DropPolicy.HINTS);

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 32000, 16384",
        "gpt-4o, 16384, 16384",
        "openai/gpt-5.4, 32000, 32000",
        "claude-sonnet-4-5, 200000, 64000",
        "claude-sonnet-4-20250514, 200000, 64000",
        "us.anthropic.claude-opus-4-1-20250805-v1:0, 64000, 32000",
        "claude-opus-4-6, 200000, 128000",
        "claude-sonnet-4-6, 100000, 100000",
        "gemini-2.5-flash, 100000, 65536",
        "gemini-3-pro-image-preview, 65536, 32768",
        "google/gemini-3.1-flash-image, 65536, 32768",
        "us.amazon.nova-pro-v1:0, 32000, 10000",
        "us.amazon.nova-2-lite-v1:0, 32000, 32000",
        "no-such-model, 1000000, 1000000",
    })
    void aLimitIsLoweredToWhatTheModelCanWrite(String model, int limit, int sent) {
        ChatRequest request = request(limit);

        assertThat(OutputLimit.in(request, target(model, OptionalInt.empty()), dropped)
                        .maxTokens())
                .isEqualTo(sent);
        assertThat(dropped.fields()).isEqualTo(limit == sent ? List.of() : List.of("max_tokens"));
    }

    @Test
    void aLimitIsLoweredToWhatThePromptLeaves() {
        assertThat(OutputLimit.in(request(8_000), target("no-such-model", OptionalInt.of(500)), dropped)
                        .maxTokens())
                .isEqualTo(500);
    }

    @Test
    void aRequestWithoutALimitGetsNone() {
        ChatRequest request = ChatRequest.of("m", List.of(Message.text(Role.USER, "Hi")), null, null);

        assertThat(OutputLimit.in(request, target("gpt-4o", OptionalInt.of(5)), dropped))
                .isSameAs(request);
    }

    @Test
    void aStrictAliasRefusesIt() {
        UnsupportedFields strict = new UnsupportedFields("p", DropPolicy.NOTHING);

        assertThatThrownBy(() -> OutputLimit.in(request(32_000), target("gpt-4o", OptionalInt.empty()), strict))
                .hasMessage(
                        "Unsupported parameter: 'max_tokens': p writes at most 16,384 tokens with this model and prompt.");
    }

    private static ChatRequest request(int limit) {
        return ChatRequest.of("m", List.of(Message.text(Role.USER, "Hi")), limit, null);
    }

    private static Target target(String model, OptionalInt room) {
        return new Target(new Provider("p", "openai", null, null, null), model, DropPolicy.HINTS, room);
    }
}
