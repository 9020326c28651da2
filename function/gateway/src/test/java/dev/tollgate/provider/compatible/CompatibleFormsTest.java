package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ReplyEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tool calls, thoughts and counts in forms that are older than OpenAI's, or another API's. */
final class CompatibleFormsTest {
    private final CompatibleReply reply = new CompatibleReply("p");
    private final ChunkShaper shaper = new ChunkShaper("r1", 0, "m", false);
    private final ChunkFold fold = new ChunkFold();

    /** microsoft/autogen#6843: Gemini sends a placeholder before the arguments. */
    @Test
    void anEmptyObjectBeforeTheArgumentsIsNoPartOfThem() {
        piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        piece("{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":1}\"}}");
        piece("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        piece("{\"index\":1,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        assertThat(calls()).containsExactly("a f {\"x\":1}", "b f {}", "call_r1_2 f {}");
    }

    @Test
    void anObjectInPlaceOfTheCallsIsNoCall() {
        event("{\"index\":0,\"delta\":{\"content\":\"ok\",\"tool_calls\":{}},\"finish_reason\":\"stop\"}");
        assertThat(completed().message().toolCalls()).isNull();
        assertThat(completed().finishReason()).isEqualTo("stop");
    }

    /** Servers from the time before tools; the client sent tools, and waits for {@code tool_calls}. */
    @Test
    void aFunctionCallIsAToolCall() {
        event("{\"index\":0,\"delta\":{\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}}");
        event("{\"index\":0,\"delta\":{\"function_call\":{\"arguments\":\"{\\\"x\\\":1}\"}}}");
        event("{\"index\":0,\"delta\":{},\"finish_reason\":\"function_call\"}");
        assertThat(completed().message().toolCalls())
                .extracting(CompatibleFormsTest::text)
                .containsExactly("call_r1_0 f {\"x\":1}");
        assertThat(completed().finishReason()).isEqualTo("tool_calls");
    }

    @Test
    void aThoughtMayBeAText() {
        event("{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"}]}}");
        event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        assertThat(completed().message().reasoningContent()).isEqualTo("Hm");
    }

    @Test
    void countsMayHaveClaudesNames() {
        event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        usage("{\"input_tokens\":50,\"output_tokens\":7,\"total_tokens\":57}");
        assertThat(shaper.usage().promptTokens()).isEqualTo(50);
        assertThat(shaper.usage().completionTokens()).isEqualTo(7);
    }

    /** https://www.alibabacloud.com/help/en/model-studio/context-cache: Qwen bills a cache write at 1.25 of the price. */
    @Test
    void findsTheCacheWritesOfQwen() {
        event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        usage("{\"prompt_tokens\":2000,\"completion_tokens\":7,\"total_tokens\":2007,\"prompt_tokens_details\":"
                + "{\"cached_tokens\":0,\"cache_creation_input_tokens\":1605,\"cache_type\":\"ephemeral\"}}");
        assertThat(shaper.usage().promptDetails().cacheWriteTokens()).isEqualTo(1605);
    }

    @Test
    void aTotalAloneIsNoCount() {
        usage("{\"total_tokens\":57}");
        assertThat(shaper.usage()).isNull();
    }

    @Test
    void theOnlyPartMayBeWithoutAList() {
        event("{\"index\":0,\"message\":{\"content\":{\"type\":\"text\",\"text\":\"ok\"}},\"finish_reason\":\"stop\"}");
        assertThat(completed().message().content()).isEqualTo("ok");
    }

    private void usage(String usage) {
        reply.event(new ReplyEvent("", "{\"choices\":[],\"usage\":" + usage + "}"))
                .forEach(shaper::shape);
    }

    private void piece(String call) {
        event("{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}");
    }

    private void event(String choice) {
        reply.event(new ReplyEvent("", "{\"id\":\"c\",\"model\":\"m\",\"choices\":[" + choice + "]}"))
                .forEach(chunk -> shaper.shape(chunk).forEach(fold::add));
    }

    private List<String> calls() {
        event("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}");
        return completed().message().toolCalls().stream()
                .map(CompatibleFormsTest::text)
                .toList();
    }

    private static String text(ToolCall call) {
        return call.id() + " " + call.function().name() + " " + call.function().arguments();
    }

    private ChatCompletion.Choice completed() {
        assertThat(reply.complete()).isTrue();
        return fold.completion(null).choices().getFirst();
    }
}
