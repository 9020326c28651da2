package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the golden cases do not show: each unsupported field, and tool choices. */
class GeminiRequestTest {
    private static final String MODEL = "gemini-3-pro-preview";
    private static final String PLAIN = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallel_tool_calls | {\"parallel_tool_calls\":false}",
                "n | {\"n\":2}",
                "logit_bias | {\"logit_bias\":{\"1\":2}}",
                "prediction | {\"prediction\":{\"type\":\"content\"}}",
                "functions | {\"functions\":[]}",
                "seed | {\"seed\":9007199254740991}",
                "response_format | {\"response_format\":{\"type\":\"grammar\"}}",
                "tool_choice | {\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"x\"}}}",
                "tools[0].type | {\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"x\"}}]}",
                "modalities | {\"modalities\":[\"audio\"]}",
                "modalities | {\"modalities\":\"text\"}",
                "extra_body | {\"extra_body\":\"google\"}",
                "web_search_options.user_location | {\"web_search_options\":{\"user_location\":{}}}",
                "extra_body.google.novelty | {\"extra_body\":{\"google\":{\"novelty\":1}}}",
                "extra_body.openai | {\"extra_body\":{\"openai\":{}}}",
                "reasoning_effort | {\"reasoning_effort\":\"low\",\"extra_body\":{\"google\":{\"thinking_config\":{}}}}"
            })
    void rejectsUnsupportedFieldsByNameOrDropsThem(String field, String fields) {
        GatewayException failure = failure(fields);
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        assertThat(failure.param()).isEqualTo(field);

        UnsupportedFields dropped = new UnsupportedFields("gemini", DropPolicy.EVERYTHING);
        EncodedRequest.sent(MODEL, fields, dropped);
        assertThat(dropped.fields()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages[0].name | {'role':'user','name':'ann','content':'Hi'}",
                "messages[0].name | {'role':'system','name':'ann','content':'Hi'}",
                "messages[0].name | {'role':'assistant','name':'ann','content':'Hi'}",
                "messages[0].content[0] |"
                        + " {'role':'system','content':[{'type':'image_url','image_url':{'url':'gs://a/b'}}]}",
                "messages[0].content[0] |"
                        + " {'role':'assistant','content':[{'type':'image_url','image_url':{'url':'gs://a/b'}}]}",
                "messages[0].content[1] | {'role':'user','content':[{'type':'text','text':'Hi'},{'type':'smell'}]}",
                "messages[0].content[0].image_url.detail |"
                        + " {'role':'user','content':[{'type':'image_url','image_url':{'url':'gs://a/b','detail':'super'}}]}",
                "messages[0].tool_calls[0] |"
                        + " {'role':'assistant','tool_calls':[{'id':'1','type':'custom','custom':{'name':'x'}}]}"
            })
    void rejectsUnsupportedPartsOfMessagesByTheirPath(String field, String message) {
        GatewayException failure = failure("{\"messages\":[" + message.replace('\'', '"') + "]}");
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        assertThat(failure.param()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image_url.url | {'type':'image_url','image_url':{'url':'ftp://a/b'}}",
                "image_url.url | {'type':'image_url','image_url':{'url':'data:image/png,raw'}}",
                "file | {'type':'file','file':{'filename':'a'}}",
                "file.file_id | {'type':'file','file':{'file_id':'file-123'}}",
                "file.file_data | {'type':'file','file':{'file_data':'aGVsbG8='}}",
                "input_audio | {'type':'input_audio','input_audio':{'data':'AA=='}}"
            })
    void rejectsFilesThatAreNeitherInTheRequestNorAtGoogle(String field, String part) {
        GatewayException failure =
                failure("{\"messages\":[{\"role\":\"user\",\"content\":[" + part.replace('\'', '"') + "]}]}");
        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(failure.param()).isEqualTo("messages[0].content[0]." + field);
    }

    @Test
    void rejectsImagesOfTwoResolutions() {
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"gs://a/b\",\"detail\":\"%s\"}}";
        String fields = "{\"messages\":[{\"role\":\"user\",\"content\":[%s,%s]}]}"
                .formatted(image.formatted("high"), image.formatted("low"));

        assertThat(failure(fields).param()).isEqualTo("messages[0].content[1].image_url.detail");
    }

    @Test
    void sendsAnUploadedFileByItsName() {
        String fields = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":"
                + "{\"file_id\":\"files/abc\",\"filename\":\"A.PDF\"}}]}]}";

        assertThat(sent(fields).at("/contents/0/parts/0"))
                .hasToString("{\"fileData\":{\"mimeType\":\"application/pdf\",\"fileUri\":"
                        + "\"https://generativelanguage.googleapis.com/v1beta/files/abc\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto | {\"mode\":\"VALIDATED\",\"allowedFunctionNames\":[\"a\",\"b\"]}",
                "required | {\"mode\":\"ANY\",\"allowedFunctionNames\":[\"a\",\"b\"]}"
            })
    void translatesAChoiceAmongSomeFunctions(String mode, String config) {
        String fields = "{\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"" + mode
                + "\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},"
                + "{\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}},"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}}]}";

        assertThat(sent(fields).at("/toolConfig/functionCallingConfig")).hasToString(config);
    }

    @Test
    void acceptsNullParametersOfAFunction() {
        assertThat(sent("{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":null}}]}")
                        .at("/tools/0"))
                .hasToString("{\"functionDeclarations\":[{\"name\":\"a\"}]}");
    }

    @Test
    void sendsAPlaceholderSignatureOnlyToNewerModels() {
        String fields = "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":"
                + "[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]}]}";

        assertThat(EncodedRequest.sent("gemini-2.5-pro", fields, new UnsupportedFields("gemini", DropPolicy.NOTHING))
                        .at("/contents/1/parts/0"))
                .hasToString("{\"functionCall\":{\"id\":\"1\",\"name\":\"a\",\"args\":{}}}");
        assertThat(sent(fields).at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
    }

    /** pipecat-ai/pipecat#5821, LibreChat-AI/agents#323 */
    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, true",
        "gemini-3-flash-preview, true",
        "gemini-3.1-pro-preview, true",
        "gemini-3.5-flash, true",
        "gemini-3.5-flash-lite, false",
        "gemini-3.6-flash, false",
        "gemini-4-argon, false",
        "gemini-flash-latest, false"
    })
    void aModelThatDoesNotContinueItsTurnGetsATurnOfTheUser(String model, boolean continues) {
        String messages =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Once\"}]}";
        JsonNode contents = EncodedRequest.sent(model, messages, new UnsupportedFields("gemini", DropPolicy.NOTHING))
                .path("contents");
        assertThat(contents.path(1).path("role").asText()).isEqualTo("model");
        assertThat(contents).hasSize(continues ? 2 : 3);
        assertThat(contents.path(2).at("/parts/0/text").asText())
                .isEqualTo(continues ? "" : "(The conversation continues.)");
    }

    /** 0xPlaygrounds/rig#788: "Developer instruction is not enabled". */
    @Test
    void gemma3GetsTheInstructionsFromTheUser() {
        String messages =
                "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hi\"}]}";
        UnsupportedFields nothing = new UnsupportedFields("gemini", DropPolicy.NOTHING);
        assertThat(EncodedRequest.sent("gemma-3-27b-it", messages, nothing))
                .hasToString(
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be brief.\"},{\"text\":\"Hi\"}]}]}");
        assertThat(EncodedRequest.sent("gemma-4-31b-it", messages, nothing).has("systemInstruction"))
                .isTrue();
    }

    /** vercel/ai#8943, BerriAI/litellm#26108 */
    @ParameterizedTest
    @CsvSource({"gemini-2.0-flash, true", "gemini-2.5-flash, false", MODEL + ", false", "gemini-flash-latest, false"})
    void sendsPenaltiesOnlyToOlderModels(String model, boolean sent) {
        UnsupportedFields hints = new UnsupportedFields("gemini", DropPolicy.HINTS);
        JsonNode body = EncodedRequest.sent(model, "{\"presence_penalty\":0.5,\"frequency_penalty\":-0.5}", hints);
        assertThat(body.at("/generationConfig/presencePenalty").isNumber()).isEqualTo(sent);
        assertThat(body.at("/generationConfig/frequencyPenalty").isNumber()).isEqualTo(sent);
        assertThat(hints.fields()).hasSize(sent ? 0 : 2);
    }

    /** BerriAI/litellm#18921 */
    @Test
    void sendsTheFirstFiveStopSequences() {
        UnsupportedFields hints = new UnsupportedFields("gemini", DropPolicy.HINTS);
        assertThat(EncodedRequest.sent(MODEL, "{\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]}", hints)
                        .at("/generationConfig/stopSequences"))
                .hasToString("[\"a\",\"b\",\"c\",\"d\",\"e\"]");
        assertThat(hints.fields()).containsExactly("stop[]");
    }

    @Test
    void doesNotSendDefaults() {
        assertThat(sent("{\"n\":null,\"tools\":[],\"top_k\":null,\"modalities\":null,\"extra_body\":{\"google\":"
                        + "{\"cached_content\":null,\"thinking_config\":null,\"safety_settings\":null}},\"tool_choice\":\"auto\",\"response_format\":{\"type\":\"text\"},"
                        + "\"logit_bias\":null,\"parallel_tool_calls\":true,\"stream_options\":null}"))
                .hasToString(PLAIN);
    }

    private static JsonNode sent(String fields) {
        return EncodedRequest.sent(MODEL, fields, new UnsupportedFields("gemini", DropPolicy.NOTHING));
    }

    private static GatewayException failure(String fields) {
        return catchThrowableOfType(GatewayException.class, () -> sent(fields));
    }
}
