package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderQuirks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an operator says what an own provider takes differently from OpenAI. */
class QuirkSectionTest {
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of()));

    @Test
    void everyQuirkIsRead() {
        Provider provider =
                READER.read("f.yaml", """
                        providers:
                          p:
                            kind: openai
                            base_url: http://h
                            quirks:
                              renamed: { max_completion_tokens: max_tokens }
                              developer_role: false
                              stream_options: false
                              unsupported: [ seed, n ]
                              responses: true
                              batches: true
                              values: { reasoning_effort: [ low, high ] }
                              messages:
                                history: [ reasoning_content ]
                                strict: true
                                names: [ user, tool ]
                                parts: [ text ]
                                document_urls: true
                                text_parts: false
                                null_content: false
                                system_first: true
                                results_answered: true
                                alternating: true
                                reasoning_required: "kimi.*"
                                tool_call_ids: "[A-Za-z0-9]{9}"
                                tool_call_id_length: 9
                                prefix: prefix
                        """).plan().table().providers().get("p");

        assertThat(provider.quirks())
                .isEqualTo(new ProviderQuirks(
                        Map.of("max_completion_tokens", "max_tokens"),
                        false,
                        false,
                        List.of("seed", "n"),
                        Map.of("reasoning_effort", List.of("low", "high")),
                        new MessageQuirks(
                                List.of("reasoning_content"),
                                true,
                                List.of("user", "tool"),
                                List.of("text"),
                                true,
                                false,
                                false,
                                true,
                                true,
                                true,
                                "kimi.*",
                                "[A-Za-z0-9]{9}",
                                9,
                                "prefix"),
                        List.of(),
                        true,
                        true,
                        false,
                        null));
    }

    @Test
    void whatIsLeftOutIsAsAtOpenAi() {
        String file = "providers: { p: { kind: openai, base_url: http://h, quirks: {} } }";
        assertThat(READER.read("f.yaml", file)
                        .plan()
                        .table()
                        .providers()
                        .get("p")
                        .quirks())
                .isEqualTo(ProviderQuirks.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { models: [] }                               | .models: unknown field; known here: batches, developer_role, messages, renamed, responses, stream_options, unsupported, values
            { unsupported: [ "a b" ] }                   | .unsupported[0]: expected a field's name, such as max_tokens, got "a b"
            { renamed: { seed: 5 } }                     | .renamed.seed: expected a field's name, such as max_tokens, got 5
            { messages: { names: [ nobody ] } }          | .messages.names[0]: expected one of the roles system, developer, user, assistant, tool, got "nobody"
            { messages: { tool_call_ids: "[" } }         | .messages.tool_call_ids: expected a regular expression, got "["
            { messages: { tool_call_id_length: 5 } }     | .messages.tool_call_id_length: expected a whole number from 6 to 40, got 5
            """)
    void aMistakeIsReportedWithItsPath(String quirks, String message) {
        String file = "providers: { p: { kind: openai, base_url: http://h, quirks: " + quirks + " } }";
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> READER.read("f.yaml", file))
                .withMessageContaining("providers.p.quirks" + message);
    }

    @Test
    void aKindWithAnApiOfItsOwnHasNoQuirks() {
        String file = "providers: { p: { kind: cohere, quirks: {} } }";
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> READER.read("f.yaml", file))
                .withMessageContaining("expected the kind openai or azure with quirks");
    }
}
