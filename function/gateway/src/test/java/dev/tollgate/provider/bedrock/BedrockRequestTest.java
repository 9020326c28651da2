package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.body;
import static dev.tollgate.provider.bedrock.ConverseRequests.encode;
import static dev.tollgate.provider.bedrock.ConverseRequests.failure;
import static dev.tollgate.provider.bedrock.ConverseRequests.json;
import static dev.tollgate.provider.bedrock.ConverseRequests.request;
import static dev.tollgate.provider.bedrock.ConverseRequests.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockRequestTest {
    private static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String TOOL = "'tools':[{'type':'function','function':{'name':'f'}}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n                                       | 'n':2",
                "seed                                    | 'seed':1",
                "logprobs                                | 'logprobs':true",
                "top_logprobs                            | 'top_logprobs':2",
                "presence_penalty                        | 'presence_penalty':0.5",
                "frequency_penalty                       | 'frequency_penalty':-0.5",
                "logit_bias                              | 'logit_bias':{'1':1}",
                "temperature                             | 'temperature':1.5",
                "response_format                         | 'response_format':{'type':'grammar'}",
                "reasoning_effort                        | 'reasoning_effort':'enormous'",
                "reasoning_effort                        | 'reasoning_effort':'low','max_tokens':1024",
                "temperature                             | 'reasoning_effort':'low','temperature':0",
                "top_p                                   | 'reasoning_effort':'low','top_p':0.5",
                "tools[0]                                | 'tools':[{'type':'custom','custom':{'name':'f'}}]",
                "tools[0].function.name                  | 'tools':[{'type':'function','function':{'name':'tollgate_answer'}}]",
                "messages[0].name                        | 'messages':[{'role':'user','name':'Bob','content':'Hi'}]",
                "messages[0].content[0]                  | 'messages':[{'role':'user','content':[{'type':'input_audio'}]}]",
                "messages[0].content[0].image_url.url    | 'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'gs://b/c'}}]}]",
                "messages[0].content[0].image_url.url    | 'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/bmp;base64,AA=='}}]}]",
                "messages[0].content[0].image_url.detail | 'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AA==','detail':'low'}}]}]",
                "messages[0].content[0].file.file_id     | 'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'file-1'}}]}]"
            })
    void rejectsUnsupportedFieldsByName(String field, String fields) {
        GatewayException refused = failure(fields, MODEL);

        assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        assertThat(refused.param()).isEqualTo(field);
        assertThat(refused.getMessage()).startsWith("Unsupported parameter: '" + field + "': bedrock ");
    }

    @Test
    void rejectsFieldsThatToolsExclude() {
        assertThat(failure(TOOL + ",'parallel_tool_calls':false", MODEL).param())
                .isEqualTo("parallel_tool_calls");
        assertThat(failure(TOOL + ",'tool_choice':{'type':'allowed_tools'}", MODEL)
                        .param())
                .isEqualTo("tool_choice");
        assertThat(failure(TOOL + ",'tool_choice':'required','reasoning_effort':'low'", MODEL)
                        .param())
                .isEqualTo("reasoning_effort");
        assertThat(failure("'tool_choice':'required'", MODEL).kind()).isEqualTo(ErrorKind.INVALID_VALUE);
    }

    /** BerriAI/litellm#35214: Bedrock has no JSON mode, and without one the model answers in prose. */
    @ParameterizedTest
    @ValueSource(strings = {"{'type':'json_object'}", "{'type':'json_schema','json_schema':{'name':'x'}}"})
    void asksForAnyObjectByATool(String format) {
        JsonNode body = body("'response_format':" + format, MODEL);

        assertThat(body.at("/toolConfig/tools/0/toolSpec/inputSchema/json")).isEqualTo(json("{'type':'object'}"));
        assertThat(body.at("/toolConfig/toolChoice")).isEqualTo(json("{'tool':{'name':'tollgate_answer'}}"));
        assertThat(failure("'response_format':" + format, "anthropic.claude-opus-5-5-v1")
                        .param())
                .isEqualTo("response_format");
    }

    @Test
    void sendsTheRestWhereFieldsMayBeDropped() {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.EVERYTHING);
        JsonNode body =
                body("'seed':1,'temperature':1.5,'n':1,'max_tokens':9,'user':'u','logprobs':false", MODEL, unsupported);

        assertThat(unsupported.fields()).containsExactly("seed", "user", "temperature");
        assertThat(body)
                .isEqualTo(json(
                        "{'messages':[{'role':'user','content':[{'text':'Hi'}]}],'inferenceConfig':{'maxTokens':9}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "anthropic.claude-3-7-sonnet-20250219-v1:0   | low     | {'thinking':{'type':'enabled','budget_tokens':2048}}",
                "us.anthropic.claude-opus-4-20250514-v1:0    | high    | {'thinking':{'type':'enabled','budget_tokens':16384}}",
                "anthropic.claude-haiku-4-5-20251001-v1:0    | minimal | {'thinking':{'type':'enabled','budget_tokens':1024}}",
                "global.anthropic.claude-opus-4-6-v1         | medium  | {'thinking':{'type':'adaptive','display':'summarized'},'output_config':{'effort':'medium'}}",
                "us.amazon.nova-2-lite-v1:0                  | high    | {'reasoningConfig':{'type':'enabled','maxReasoningEffort':'high'}}",
                "openai.gpt-oss-20b-1:0                      | minimal | {'reasoning_effort':'low'}"
            })
    void translatesTheEffortForEachFamilyOfModels(String model, String effort, String fields) {
        assertThat(body("'reasoning_effort':'" + effort + "'", model).path("additionalModelRequestFields"))
                .isEqualTo(json(fields));
    }

    /** UKGovernmentBEIS/inspect_ai#3767, maximhq/bifrost#1116: at its high effort, Nova takes neither. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    'reasoning_effort':'high','temperature':0.5,'top_p':0.5   | high   | {}                                | temperature,top_p
                    'reasoning_effort':'max','max_tokens':9,'temperature':0.5 | medium | {'maxTokens':9,'temperature':0.5} | reasoning_effort
                    'reasoning_effort':'low','max_tokens':9,'top_p':0.5       | low    | {'maxTokens':9,'topP':0.5}        | ~~
                    """)
    void novaThinksHardWithoutLimitsAndSampling(String fields, String effort, String config, String dropped) {
        UnsupportedFields unsupported = new UnsupportedFields("bedrock", DropPolicy.HINTS);
        JsonNode body = body(fields, "us.amazon.nova-2-lite-v1:0", unsupported);

        assertThat(body.at("/additionalModelRequestFields/reasoningConfig/maxReasoningEffort")
                        .asText())
                .isEqualTo(effort);
        assertThat(body.has("inferenceConfig") ? body.path("inferenceConfig") : json("{}"))
                .isEqualTo(json(config));
        assertThat(String.join(",", unsupported.fields())).isEqualTo(dropped);
    }

    /** danny-avila/LibreChat#6456: "This model doesn't support system messages." */
    @ParameterizedTest
    @CsvSource({
        "amazon.titan-text-express-v1, false",
        "mistral.mixtral-8x7b-instruct-v0:1, false",
        "cohere.command-light-text-v14, false",
        "cohere.command-r-plus-v1:0, true",
        "mistral.mistral-large-2402-v1:0, true"
    })
    void whatTheSystemSaysIsTheUsersWhereTheModelTakesNoSystemMessages(String model, boolean system) {
        JsonNode body = body(
                "'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'Hi'},"
                        + "{'role':'assistant','content':'Well?'},{'role':'developer','content':'Be kind.'},{'role':'user','content':'Go'}]",
                model);

        String said = "{'text':'Be brief.'},{'text':'Be kind.'}";
        assertThat(body.has("system")).isEqualTo(system);
        assertThat(body.at("/messages/0/content"))
                .isEqualTo(json(system ? "[{'text':'Hi'}]" : "[" + said + ",{'text':'Hi'}]"));
        assertThat(body.path("messages")).hasSize(3);
    }

    /** i-am-bee/beeai-framework#753: "requires the last turn in the conversation to be a user message". */
    @ParameterizedTest
    @CsvSource({
        "meta.llama3-8b-instruct-v1:0, user",
        "us.mistral.pixtral-large-2502-v1:0, user",
        "amazon.titan-text-premier-v1:0, user",
        "us.amazon.nova-pro-v1:0, assistant",
        "anthropic.claude-haiku-4-5-20251001-v1:0, assistant",
        "openai.gpt-oss-20b-1:0, assistant"
    })
    void theUserHasTheLastWordWhereTheModelContinuesNone(String model, String role) {
        JsonNode turns = body(
                        "'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Well'}]", model)
                .path("messages");

        assertThat(turns.get(1)).isEqualTo(json("{'role':'assistant','content':[{'text':'Well'}]}"));
        assertThat(turns.get(turns.size() - 1).path("role").asText()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-5-sonnet-20240620-v1:0, low",
        "meta.llama3-3-70b-instruct-v1:0, low",
        "openai.gpt-oss-20b-1:0, none"
    })
    void rejectsAnEffortForModelsWithoutThinking(String model, String effort) {
        assertThat(failure("'reasoning_effort':'" + effort + "'", model).param())
                .isEqualTo("reasoning_effort");
    }

    /** crewAIInc/crewAI#3317: "This model doesn't support the stopSequences field." */
    @Test
    void reportsStopForModelsThatRejectIt() {
        assertThat(failure("'stop':['x']", "openai.gpt-oss-20b-1:0").param()).isEqualTo("stop");
        assertThat(body("'stop':['x']", "us.amazon.nova-pro-v1:0").at("/inferenceConfig/stopSequences"))
                .isEqualTo(json("['x']"));
    }

    @Test
    void sendsNothingForEffortNoneBecauseItIsClaudesDefault() {
        assertThat(body("'reasoning_effort':'none'", MODEL).has("additionalModelRequestFields"))
                .isFalse();
    }

    @Test
    void rejectsInvalidFilesWithTheirField() {
        String image =
                "'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png,x'}}]}]";
        assertThat(failure(image, MODEL).kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        String file = "'messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'x'}}]}]";
        assertThat(failure(file, MODEL).param()).isEqualTo("messages[0].content[0].file.file_data");
    }

    /** archestra-ai/archestra#5531, craigh33/adk-go-bedrock#55: Bedrock has a few formats, and reads other texts as plain text. */
    @ParameterizedTest
    @CsvSource({"application/json, txt", "text/x-python, txt", "text/plain, txt", "text/csv, csv", "text/markdown, md"})
    void sendsAnyTextAsADocument(String mediaType, String format) {
        String file = "'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'file','file':{"
                + "'file_data':'data:" + mediaType + ";base64,e30='}}]}]";

        assertThat(body(file, MODEL).at("/messages/0/content/1/document/format").asText())
                .isEqualTo(format);
    }

    @Test
    void encodesAModelsNameAsOneSegmentOfThePath() {
        String arn = "arn:aws:bedrock:eu-central-1:1:inference-profile/eu.amazon.nova-lite-v1:0";
        String base = "https://bedrock-runtime.eu-central-1.amazonaws.com/model/";

        assertThat(encode("'stream':true", arn).uri())
                .hasToString(
                        base + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Ainference-profile%2Feu.amazon.nova-lite-v1%3A0"
                                + "/converse-stream");
        assertThat(encode("'stream':false", "amazon.nova-lite-v1:0").uri())
                .hasToString(base + "amazon.nova-lite-v1%3A0/converse");
    }

    @Test
    void aConfiguredUrlTakesPrecedenceOverTheRegion() {
        BedrockAdapter other = new BedrockAdapter("bedrock", URI.create("http://127.0.0.1:1/x"), "eu-central-1");
        assertThat(other.encode(request(""), "m", strict()).uri()).hasToString("http://127.0.0.1:1/x/model/m/converse");
    }

    @Test
    void failsWithoutARegion() {
        BedrockAdapter nowhere = new BedrockAdapter("bedrock", null, null);
        GatewayException failure =
                catchThrowableOfType(GatewayException.class, () -> nowhere.encode(request(""), "m", strict()));

        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED);
        assertThat(failure).hasMessage("The provider bedrock needs a region: its own, or AWS_REGION.");
    }

    @Test
    void namesTheSourcesThatConverseDoesNotKnow() {
        UnsupportedFields unsupported = ConverseRequests.strict();

        ConverseRequests.body("""
                'messages': [{'role': 'user', 'content': 'a'}, {'role': 'assistant', 'content': [{'type': 'text', 'text': 'b',
                  'citations': [{'type': 'web_search_result_location', 'url': 'https://x'}]}]}]""", MODEL, unsupported);

        assertThat(unsupported.fields()).contains("messages[].content[].citations");
    }
}
