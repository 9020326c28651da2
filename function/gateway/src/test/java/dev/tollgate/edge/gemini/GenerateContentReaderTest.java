package dev.tollgate.edge.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.SignatureEnvelope;
import dev.tollgate.openai.UntranslatedField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Gemini's clients send means the same to other providers, or is named. */
final class GenerateContentReaderTest {

    @Test
    void aSignatureBringsBackWhatAProviderWantsAndNothingElse() {
        String signature = SignatureEnvelope.of(
                Map.of("reasoning_details", TextNode.valueOf("kept"), "tool_calls", TextNode.valueOf("made up")));
        Message turn = read("""
                {"contents":[{"parts":[{"text":"Hi."}]},
                 {"role":"model","parts":[{"text":"Yes.","thoughtSignature":"%s"}]}]}""".formatted(signature)).chat().messages().get(1);
        assertThat(turn.extra()).containsOnlyKeys("reasoning_details");
    }

    /** OpenAI: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'". */
    @ParameterizedTest
    @CsvSource({"Weather?, 2", "Weather as Json?, 1"})
    void jsonWithoutASchemaIsMentionedInTheMessages(String text, int messages) {
        assertThat(read("""
                {"contents":[{"parts":[{"text":"%s"}]}],"generationConfig":{"responseMimeType":"application/json"}}""".formatted(text)).chat().messages()).hasSize(messages);
    }

    @Test
    void eachKindOfPartBecomesOneOfAChat() {
        JsonNode messages = chat("""
                {"systemInstruction":{"parts":[{"text":"Be brief."}]},
                 "contents":[{"role":"user","parts":[{"text":"Look:"},
                  {"inlineData":{"mimeType":"image/png","data":"aW1n"}},
                  {"inline_data":{"mime_type":"application/pdf","data":"cGRm","displayName":"a.pdf"}},
                  {"inlineData":{"mimeType":"audio/mpeg","data":"YXVkaW8_"}},
                  {"fileData":{"mimeType":"image/png","fileUri":"https://x/a.png"}},
                  {"fileData":{"mimeType":"video/mp4","fileUri":"gs://b/a.mp4"}}]}],
                 "generationConfig":{"mediaResolution":"MEDIA_RESOLUTION_LOW"}}""").path("messages");
        assertThat(messages.at("/0/role").textValue()).isEqualTo("system");
        JsonNode parts = messages.at("/1/content");
        assertThat(parts.at("/1/image_url")).hasToString("{\"url\":\"data:image/png;base64,aW1n\",\"detail\":\"low\"}");
        assertThat(parts.at("/2/file"))
                .hasToString("{\"file_data\":\"data:application/pdf;base64,cGRm\",\"filename\":\"a.pdf\"}");
        assertThat(parts.at("/3/input_audio")).hasToString("{\"data\":\"YXVkaW8/\",\"format\":\"mp3\"}");
        assertThat(parts.at("/4/image_url/url").textValue()).isEqualTo("https://x/a.png");
        assertThat(parts.at("/5/file/file_id").textValue()).isEqualTo("gs://b/a.mp4");
    }

    @Test
    void callsAndResultsFindEachOtherWithoutIds() {
        List<Message> messages = read("""
                {"contents":[{"parts":[{"text":"a"}]},
                 {"role":"model","parts":[{"functionCall":{"name":"f","args":{"x":1.50}}},{"functionCall":{"name":"f"}}]},
                 {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"first"}}},
                  {"functionResponse":{"name":"f","response":{"a":{"b":2}}}},{"text":"Go on."}]}]}""").chat().messages();
        assertThat(messages.get(1).toolCalls())
                .extracting(call -> call.id() + call.function().arguments())
                .containsExactly("call_0{\"x\":1.50}", "call_1{}");
        assertThat(messages.subList(2, 5))
                .extracting(message -> message.role() + " " + message.toolCallId() + " "
                        + message.content().asParts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("TOOL call_0").contains("text=first"),
                        second -> assertThat(second).contains("TOOL call_1").contains("{\"a\":{\"b\":2}}"),
                        text -> assertThat(text).startsWith("USER null"));
    }

    @Test
    void signaturesAndThoughtsComeBack() {
        Map<String, JsonNode> blocks = Map.of("thinking_blocks", TextNode.valueOf("of another provider"));
        Message turn = read("""
                {"contents":[{"parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"Hm.","thought":true},
                 {"text":"Yes.","thoughtSignature":"c2ln"},
                 {"functionCall":{"id":"c","name":"f"},"thoughtSignature":"%s"},
                 {"functionCall":{"id":"d","name":"g"},"thought_signature":"Z29vZ2xl"},
                 {"executableCode":{"code":"1"}}]}]}""".formatted(SignatureEnvelope.of(blocks)))
                .chat()
                .messages()
                .get(1);
        assertThat(turn.extra())
                .containsEntry("reasoning_content", TextNode.valueOf("Hm."))
                .containsAllEntriesOf(blocks);
        assertThat(turn.extra().get("extra_content")).hasToString("{\"google\":{\"thought_signature\":\"c2ln\"}}");
        assertThat(turn.toolCalls().get(0).extra()).isEmpty();
        assertThat(turn.toolCalls().get(1).extra().get("extra_content"))
                .hasToString("{\"google\":{\"thought_signature\":\"Z29vZ2xl\"}}");
    }

    @Test
    void everySettingHasItsPlace() {
        JsonNode chat = chat(with("""
                "generation_config":{"temperature":0.5,"topP":0.9,"topK":40.0,"candidateCount":2,"max_output_tokens":"100",
                 "stopSequences":["END"],"seed":7,"presencePenalty":0.1,"frequencyPenalty":0.2,"responseLogprobs":true,
                 "logprobs":3,"responseModalities":["TEXT","IMAGE"],
                 "thinkingConfig":{"thinkingBudget":8192,"includeThoughts":true}}"""));
        assertThat(chat.toString())
                .contains("\"temperature\":0.5", "\"top_p\":0.9", "\"top_k\":40,", "\"n\":2")
                .contains("\"max_completion_tokens\":100", "\"stop\":[\"END\"]", "\"seed\":7", "\"logprobs\":true")
                .contains(
                        "\"top_logprobs\":3", "\"modalities\":[\"text\",\"image\"]", "\"reasoning_effort\":\"medium\"")
                .contains("\"presence_penalty\":0.1", "\"frequency_penalty\":0.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"thinkingBudget":0}            | none
            {"thinkingBudget":512}          | low
            {"thinking_budget":24576}       | high
            {"thinkingLevel":"MINIMAL"}     | minimal
            {"thinkingBudget":-1}           | null
            {"includeThoughts":true}        | null
            """)
    void thinkingIsAnEffort(String config, String effort) {
        JsonNode chat = chat(with("\"generationConfig\":{\"thinkingConfig\":" + config + "}"));
        assertThat(chat.path("reasoning_effort").asText("null")).isEqualTo(effort);
    }

    @Test
    void schemasBecomeJsonSchemas() {
        JsonNode chat = chat(with("""
                "generationConfig":{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{
                 "a":{"type":"STRING","nullable":true},"type":{"type":"ARRAY","minItems":"1","items":{"type":"INTEGER"}}},
                 "propertyOrdering":["a"],"required":["a"]}}"""));
        assertThat(chat.at("/response_format/json_schema/schema"))
                .hasToString("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]},"
                        + "\"type\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"integer\"}}},"
                        + "\"required\":[\"a\"]}");
        assertThat(chat(with("\"generationConfig\":{\"responseMimeType\":\"application/json\"}"))
                        .at("/response_format/type")
                        .textValue())
                .isEqualTo("json_object");
    }

    @Test
    void toolsAndTheirChoice() {
        JsonNode chat = chat(with("""
                "tools":[{"functionDeclarations":[{"name":"f","description":"F","parameters":{"type":"OBJECT"}},
                  {"name":"g","parametersJsonSchema":{"type":"object","$defs":{}}}]},{"googleSearch":{}}],
                "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["g"]}}"""));
        assertThat(chat.at("/tools/0/function"))
                .hasToString("{\"name\":\"f\",\"description\":\"F\",\"parameters\":{\"type\":\"object\"}}");
        assertThat(chat.at("/tools/1/function/parameters/$defs").isObject()).isTrue();
        assertThat(chat.at("/web_search_options").isObject()).isTrue();
        assertThat(chat.at("/tool_choice/function/name").textValue()).isEqualTo("g");
    }

    @Test
    void whatAChatCannotSayIsNamed() {
        List<UntranslatedField> fields = read(with("""
                "cachedContent":"cachedContents/1","labels":{"a":"b"},"novel":1,
                "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_LOW_AND_ABOVE"}],
                "tools":[{"codeExecution":{}}],"generationConfig":{"speechConfig":{"a":1},"audioTimestamp":null}""")).sent().untranslated();
        assertThat(fields)
                .extracting(UntranslatedField::path)
                .containsExactlyInAnyOrder(
                        "cachedContent",
                        "labels",
                        "novel",
                        "safetySettings",
                        "tools[0].codeExecution",
                        "generationConfig.speechConfig");
        assertThat(fields)
                .filteredOn(UntranslatedField::isDispensable)
                .extracting(UntranslatedField::path)
                .containsExactly("labels");
    }

    @Test
    void fieldsKeepTheClientsNames() {
        SentNames names = read("""
                {"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"parts":[{"text":"a"}]}]}""").names();
        assertThat(names.apply("messages[1].content[0]")).isEqualTo("contents[0].parts");
        assertThat(names.apply("messages[0]")).isEqualTo("systemInstruction");
        assertThat(names.apply("messages[].reasoning_content")).isEqualTo("contents[].parts");
        assertThat(names.apply("max_completion_tokens")).isEqualTo("generationConfig.maxOutputTokens");
        assertThat(names.apply("tools[2].type")).isEqualTo("tools");
        assertThat(names.apply("model")).isEqualTo("model");
    }

    @Test
    void aPartOfTheWrongTypeIsNamed() {
        assertThatThrownBy(() -> read("{\"contents\":[{\"parts\":[{\"functionResponse\":{\"id\":\"a\"}}]}]}"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("contents[0].parts[0].functionResponse.name");
    }

    private static String with(String fields) {
        return "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}]," + fields + "}";
    }

    /** Otherwise, a budget would count one of them, and Google would obey the other. */
    @Test
    void aFieldIsReadUnderEitherNameAndRefusedUnderBoth() {
        String limit = "{\"max_output_tokens\":9,\"candidate_count\":8}";
        JsonNode chat = chat(with("\"generationConfig\":null,\"generation_config\":" + limit));
        assertThat(chat.path("max_completion_tokens").intValue()).isEqualTo(9);
        assertThat(chat.path("n").intValue()).isEqualTo(8);
        assertThatThrownBy(() -> read(with("\"generationConfig\":{},\"generation_config\":" + limit)))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("generationConfig");
    }

    private static JsonNode chat(String body) {
        ChatRequest chat = read(body).chat();
        return JsonCodec.mapper().valueToTree(chat);
    }

    private static GenerateContentRequest read(String body) {
        try {
            return GenerateContentReader.read(JsonCodec.mapper().readValue(body, ObjectNode.class), "m", false);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(body, wrong);
        }
    }
}
