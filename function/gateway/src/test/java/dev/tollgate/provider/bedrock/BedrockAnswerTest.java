package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.body;
import static dev.tollgate.provider.bedrock.ConverseRequests.json;
import static dev.tollgate.provider.bedrock.ConverseRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers by a schema that the client wrote in Anthropic's words. Bedrock's newer Claudes refuse these (vercel/ai#17919). */
final class BedrockAnswerTest {
    private static final String OLDER = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String NEWER = "us.anthropic.claude-opus-4-7";
    private static final String NOVA = "us.amazon.nova-pro-v1:0";
    private static final String SCHEMA =
            "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}";
    private static final String FORMAT =
            "'output_config':{'effort':'low','format':{'type':'json_schema','schema':" + SCHEMA + "}}";

    private static final BedrockAdapter ADAPTER = new BedrockAdapter("bedrock", null, "eu-central-1");

    @ParameterizedTest
    @CsvSource({OLDER + ",true", NEWER + ",false", NOVA + ",false"})
    void theFormatGoesWhereTheModelTakesIt(String model, boolean enforced) {
        JsonNode body = body(FORMAT, model, new UnsupportedFields("bedrock", DropPolicy.HINTS));

        assertThat(body.at("/additionalModelRequestFields/output_config").has("format"))
                .isFalse();
        assertThat(body.has("outputConfig")).isEqualTo(enforced);
        assertThat(body.at("/toolConfig/tools/0/toolSpec/name").asText()).isEqualTo(enforced ? "" : "tollgate_answer");
    }

    @ParameterizedTest
    @CsvSource({NEWER, NOVA})
    void theCallOfThatToolIsTheText(String model) {
        String reply = """
                {'output':{'message':{'role':'assistant','content':[
                {'toolUse':{'toolUseId':'t','name':'tollgate_answer','input':{'a':'b'}}}]}},
                'stopReason':'tool_use','usage':{'inputTokens':1,'outputTokens':1,'totalTokens':2}}""";
        byte[] whole = reply.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        JsonNode chunks = JsonCodec.mapper()
                .valueToTree(ADAPTER.decoder(request(FORMAT), model).whole(whole));
        assertThat(chunks.findValuesAsText("content")).contains("{\"a\":\"b\"}");
        assertThat(chunks.findValues("tool_calls")).isEmpty();
    }

    @Test
    void onlyModelsThatTakeThemGetSchemasInTheClientsOwnWords() {
        String strict = "'tools':[{'name':'f','input_schema':{'type':'object'},'strict':true}]";
        String plain = "'tools':[{'name':'f','input_schema':{'type':'object'}}]";

        assertThat(isPassed(FORMAT, OLDER)).isTrue();
        assertThat(isPassed(FORMAT, NEWER)).isFalse();
        assertThat(isPassed(strict, OLDER)).isTrue();
        assertThat(isPassed(strict, NEWER)).isFalse();
        assertThat(isPassed(plain, NEWER)).isTrue();
    }

    private static boolean isPassed(String fields, String model) {
        ObjectNode sent =
                (ObjectNode) json("{'max_tokens':9,'messages':[{'role':'user','content':'Hi'}]," + fields + "}");
        return ADAPTER.nativeExchange(new NativeRequest(NativeRequest.MESSAGES, sent), request(""), model)
                .isPresent();
    }
}
