package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Anthropic's official Java client against the packaged server. */
class AnthropicSdkIT {
    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        gateway = RunningGateway.with("""
                providers:
                  tools: { kind: openai, base_url: "%s" }
                  streamed: { kind: openai, base_url: "%s" }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  with-tools: { targets: [ { model: tools/any } ] }
                  with-streamed-tools: { targets: [ { model: streamed/any } ] }
                keys:
                  sdk: { secret: sk-it-anthropic }
                """.formatted(
                        provider.at("tools", ScriptedProvider.json(ProviderReplies.TOOL_CALL)),
                        provider.at("streamed", ScriptedProvider.events(ProviderReplies.STREAMED_TOOL_CALL))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void aWholeMessageIsRead() {
        Message message =
                client("sk-it-anthropic").messages().create(request("demo").build());
        assertThat(message.validate().content().getFirst().asText().text()).isEqualTo("one two three");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void aStreamedMessageIsTheSame() {
        Message message = streamed(request("demo").build());
        assertThat(message.content().getFirst().asText().text()).isEqualTo("one two three");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void aLoopOfToolsEnds() {
        for (Message first : List.of(
                streamed(request("with-streamed-tools").addTool(weather()).build()),
                client("sk-it-anthropic")
                        .messages()
                        .create(request("with-tools").addTool(weather()).build()))) {
            ToolUseBlock call = first.content().getFirst().asToolUse();
            assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
            assertThat(call._input()).isEqualTo(JsonValue.from(Map.of("city", "Ulm")));

            Message last = client("sk-it-anthropic")
                    .messages()
                    .create(request("demo")
                            .addTool(weather())
                            .addMessage(first)
                            .addUserMessageOfContentBlockParams(
                                    List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                            .toolUseId(call.id())
                                            .content("Sunny.")
                                            .build())))
                            .build());
            assertThat(last.stopReason()).contains(StopReason.END_TURN);
        }
    }

    @Test
    void tokensAreCounted() {
        assertThat(client("sk-it-anthropic")
                        .messages()
                        .countTokens(MessageCountTokensParams.builder()
                                .model("demo")
                                .addUserMessage("one two three")
                                .build())
                        .inputTokens())
                .isPositive();
    }

    @Test
    void modelsAreListed() {
        assertThat(client("sk-it-anthropic").models().list().autoPager())
                .anySatisfy(model -> assertThat(model.id()).isEqualTo("with-tools"));
    }

    @Test
    void errorsHaveTheirClasses() {
        assertThatThrownBy(() ->
                        client("sk-wrong").messages().create(request("demo").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client("sk-it-anthropic")
                        .messages()
                        .create(request("nothing").build()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client("sk-it-anthropic")
                        .messages()
                        .create(request("demo")
                                .putAdditionalBodyProperty("temperature", JsonValue.from(1.5))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temperature");
    }

    private static Message streamed(MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
                client("sk-it-anthropic").messages().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static Tool weather() {
        return Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build();
    }

    private static MessageCreateParams.Builder request(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(64).addUserMessage("one two three");
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url().toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }
}
