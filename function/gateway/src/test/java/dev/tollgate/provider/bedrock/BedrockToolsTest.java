package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.body;
import static dev.tollgate.provider.bedrock.ConverseRequests.encode;
import static dev.tollgate.provider.bedrock.ConverseRequests.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ToolCallIdFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockToolsTest {
    private static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String TOOL = "'tools':[{'type':'function','function':{'name':'f'}}]";
    private static final String USED =
            "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','tool_calls':[{'id':'c',"
                    + "'type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':''}]";

    /** nearai/ironclaw#1710: agents forbid tools for their last answer. Bedrock requires tools, and has no choice of none. */
    @Test
    void namesUsedToolsAsNotAvailableForNone() {
        JsonNode config =
                body(TOOL + "," + USED + ",'tool_choice':'none'", MODEL).path("toolConfig");

        assertThat(config.has("toolChoice")).isFalse();
        assertThat(config.path("tools")).hasSize(1);
        assertThat(config.at("/tools/0/toolSpec/name").asText()).isEqualTo("f");
        assertThat(config.at("/tools/0/toolSpec/description").asText())
                .isEqualTo("Not available now. Answer in words.");
    }

    @Test
    void sendsNoToolsForNoneUnlessTheConversationHasUsedThem() {
        assertThat(body(TOOL + ",'tool_choice':'none'", MODEL).has("toolConfig"))
                .isFalse();
        assertThat(body(USED + ",'tool_choice':'none'", MODEL)
                        .at("/toolConfig/tools/0/toolSpec/name")
                        .asText())
                .isEqualTo("f");
    }

    /** aws-samples/bedrock-access-gateway#92, strands-agents/harness-sdk#1241: a model may take no forced call, or none by name. */
    @ParameterizedTest
    @CsvSource({"us.amazon.nova-pro-v1:0,/tool/name,2", "mistral.mistral-large-2407-v1:0,/any,1"})
    void forcesACallAsTheModelAllows(String model, String choice, int tools) {
        JsonNode config = body(
                        "'tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}],"
                                + "'tool_choice':{'type':'function','function':{'name':'g'}}",
                        model)
                .path("toolConfig");

        assertThat(config.path("toolChoice").at(choice).isMissingNode()).isFalse();
        assertThat(config.path("tools")).hasSize(tools);
        assertThat(failure(TOOL + ",'tool_choice':'required'", "us.meta.llama4-scout-17b-instruct-v1:0")
                        .param())
                .isEqualTo("tool_choice");
    }

    /** earendil-works/pi#3739, run-llama/llama_index#19655: some models take tools, but not in a stream. */
    @ParameterizedTest
    @CsvSource({
        "us.meta.llama4-maverick-17b-instruct-v1:0,true,converse",
        "us.meta.llama4-maverick-17b-instruct-v1:0,false,converse-stream",
        "mistral.mistral-large-2407-v1:0,true,converse",
        "us.amazon.nova-pro-v1:0,true,converse-stream"
    })
    void asksForAWholeReplyWhereTheModelStreamsNoTools(String model, boolean tools, String action) {
        UpstreamRequest request = encode("'stream':true" + (tools ? "," + TOOL : ""), model);

        assertThat(request.uri().getPath()).endsWith("/" + action);
        assertThat(request.streamed()).isEqualTo(action.equals("converse-stream"));
    }

    /** BerriAI/litellm#31582, vercel/ai#17919, lobehub/lobehub#19876: "tools.0.custom.strict: Extra inputs are not permitted". */
    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-4-5-20250929-v1:0, true, true",
        "global.anthropic.claude-opus-4-6-v1, true, true",
        "us.anthropic.claude-opus-4-7, false, false",
        "us.anthropic.claude-sonnet-5, false, false",
        "global.anthropic.claude-opus-5-5, false, true"
    })
    void onlySomeModelsEnforceSchemas(String model, boolean tools, boolean answers) {
        String schema =
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}";
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.HINTS);
        String strict =
                "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':" + schema + "}}]";
        String format = "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':" + schema + "}}";

        assertThat(body(strict, model, unsupported)
                        .at("/toolConfig/tools/0/toolSpec")
                        .has("strict"))
                .isEqualTo(tools);
        assertThat(unsupported.fields().contains("tools[].function.strict")).isEqualTo(!tools);
        JsonNode answer = body(format, model);
        assertThat(answer.has("outputConfig")).isEqualTo(answers);
        assertThat(answer.at("/toolConfig/toolChoice/tool/name").asText()).isEqualTo(answers ? "" : "tollgate_answer");
    }

    /** vercel/ai#11863, anomalyco/opencode#48843. */
    @ParameterizedTest
    @CsvSource({
        "us.mistral.pixtral-large-2502-v1:0, call_PTLP8xhu3uwZk4l3nlnrrJha, false",
        "us.mistral.pixtral-large-2502-v1:0, tooluse_kZJMlvQmRJ6eAyJE5GIl7Q, true",
        "us.mistral.pixtral-large-2502-v1:0, AbCdEf123, true",
        "us.amazon.nova-pro-v1:0, call_PTLP8xhu3uwZk4l3nlnrrJha, true"
    })
    void takesTheIdsThatTheModelTakes(String model, String id, boolean taken) {
        ToolCallIdFormat format = new BedrockAdapter("bedrock", null, "eu-central-1").toolCallIds(model);

        assertThat(format.accepted().matcher(id).matches()).isEqualTo(taken);
    }
}
