package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicOptionsTest {
    /** nashsu/llm_wiki#336: OpenAI says "Unrecognized request argument supplied: thinking". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"thinking":{"type":"enabled","budget_tokens":2000}}                                | {"reasoning_effort":"low"}
            {"thinking":{"type":"enabled","budget_tokens":2000},"reasoning_effort":"high"}      | {"reasoning_effort":"high"}
            {"thinking":{"type":"enabled"}}                                                     | {}
            {"thinking":{"type":"disabled"}}                                                    | {"reasoning_effort":"none"}
            {"thinking":{"type":"adaptive"}}                                                    | {"reasoning_effort":"high"}
            {"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}                   | {"reasoning_effort":"low"}
            {"output_config":{"effort":"low","task_budget":{}}}                                 | {"output_config":{"task_budget":{}},"reasoning_effort":"low"}
            {"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}      | {"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}}
            {"seed":1}                                                                          | {"seed":1}""")
    void otherModelsGetTheClosestEffortAndTheFormat(String sent, String translated) throws Exception {
        assertThat(JsonCodec.mapper()
                        .readTree(JsonCodec.mapper().writeValueAsString(AnthropicOptions.translated(request(sent)))))
                .isEqualTo(JsonCodec.mapper().readTree(JsonCodec.mapper().writeValueAsString(request(translated))));
    }

    private static ChatRequest request(String fields) throws JsonProcessingException {
        return JsonCodec.mapper()
                .readValue(
                        "{\"model\":\"m\"" + (fields.equals("{}") ? "}" : "," + fields.substring(1)),
                        ChatRequest.class);
    }
}
