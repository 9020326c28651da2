package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tool calls, thoughts and counts in forms that are older than OpenAI's, or another API's. */
final class CompatibleFormsTest {
    private final DecodedReply decoded = new DecodedReply();

    /** microsoft/autogen#6843: Gemini sends a placeholder before the arguments. */
    @Test
    void anEmptyObjectBeforeTheArgumentsIsNoPartOfThem() {
        decoded.piece("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        decoded.piece("{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":1}\"}}");
        decoded.piece("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        decoded.piece("{\"index\":1,\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}");
        assertThat(decoded.calls()).containsExactly("a f {\"x\":1}", "b f {}", "call_r1_2 f {}");
    }

    @Test
    void anObjectInPlaceOfTheCallsIsNoCall() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\",\"tool_calls\":{}},\"finish_reason\":\"stop\"}");
        assertThat(decoded.completed().message().toolCalls()).isNull();
        assertThat(decoded.completed().finishReason()).isEqualTo("stop");
    }

    /** Servers from the time before tools; the client sent tools, and waits for {@code tool_calls}. */
    @Test
    void aFunctionCallIsAToolCall() {
        decoded.event(
                "{\"index\":0,\"delta\":{\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}}");
        decoded.event("{\"index\":0,\"delta\":{\"function_call\":{\"arguments\":\"{\\\"x\\\":1}\"}}}");
        decoded.event("{\"index\":0,\"delta\":{},\"finish_reason\":\"function_call\"}");
        assertThat(DecodedReply.callsOf(decoded.completed())).containsExactly("call_r1_0 f {\"x\":1}");
        assertThat(decoded.completed().finishReason()).isEqualTo("tool_calls");
    }

    @Test
    void aThoughtMayBeAText() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"}]}}");
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        assertThat(decoded.completed().message().reasoningContent()).isEqualTo("Hm");
    }

    @Test
    void countsMayHaveClaudesNames() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        decoded.usage("{\"input_tokens\":50,\"output_tokens\":7,\"total_tokens\":57}");
        assertThat(decoded.usage().promptTokens()).isEqualTo(50);
        assertThat(decoded.usage().completionTokens()).isEqualTo(7);
    }

    /** https://www.alibabacloud.com/help/en/model-studio/context-cache: Qwen bills a cache write at 1.25 of the price. */
    @Test
    void findsTheCacheWritesOfQwen() {
        decoded.event("{\"index\":0,\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}");
        decoded.usage("{\"prompt_tokens\":2000,\"completion_tokens\":7,\"total_tokens\":2007,\"prompt_tokens_details\":"
                + "{\"cached_tokens\":0,\"cache_creation_input_tokens\":1605,\"cache_type\":\"ephemeral\"}}");
        assertThat(decoded.usage().promptDetails().cacheWriteTokens()).isEqualTo(1605);
    }

    @Test
    void aTotalAloneIsNoCount() {
        decoded.usage("{\"total_tokens\":57}");
        assertThat(decoded.usage()).isNull();
    }

    @Test
    void theOnlyPartMayBeWithoutAList() {
        decoded.event(
                "{\"index\":0,\"message\":{\"content\":{\"type\":\"text\",\"text\":\"ok\"}},\"finish_reason\":\"stop\"}");
        assertThat(decoded.completed().message().content()).isEqualTo("ok");
    }
}
