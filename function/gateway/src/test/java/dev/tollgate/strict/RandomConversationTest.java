package dev.tollgate.strict;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.anthropic.AnthropicKind;
import dev.tollgate.provider.bedrock.BedrockKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the conversation, what the gateway sends of it is a request that the real API takes. */
class RandomConversationTest {
    private static final int SEEDS = 500;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-5-haiku-20241022",
                "claude-sonnet-4-5-20250929",
                "claude-opus-4-6",
                "claude-opus-4-7",
                "claude-sonnet-5"
            })
    void anthropicTakesAnyConversation(String model) {
        Provider provider = new Provider("anthropic", "anthropic", null, null, null);
        takesAny(new AnthropicKind().adapter(provider), new StrictAnthropic(), model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "global.anthropic.claude-opus-4-6-v1",
                "us.anthropic.claude-opus-4-7",
                "us.amazon.nova-2-lite-v1:0"
            })
    void bedrockTakesAnyConversation(String model) {
        Provider provider = new Provider("bedrock", "bedrock", null, null, "us-east-1");
        takesAny(new BedrockKind().adapter(provider), new StrictBedrock(), model);
    }

    private static void takesAny(ChatAdapter adapter, StrictApi api, String model) {
        for (int seed = 0; seed < SEEDS; seed++) {
            JsonNode sent = RandomRequest.of(new Random(seed));
            ChatRequest request = ToolCallIds.in(
                    JsonCodec.mapper().convertValue(sent, ChatRequest.class), adapter.toolCallIds(model));
            JsonNode body =
                    read(adapter.encode(request, model, new UnsupportedFields(adapter.name(), DropPolicy.EVERYTHING))
                            .body());

            assertThatCode(() -> api.check(new ApiCall("/", model, false, body)))
                    .as("seed %s%nclient:   %s%nprovider: %s", seed, sent, body)
                    .doesNotThrowAnyException();
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
