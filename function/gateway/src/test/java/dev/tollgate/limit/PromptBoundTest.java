package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.LegacyFunctions;
import dev.tollgate.openai.ModelRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No provider counts more than the bound, wherever a text is in a request and whatever its script. */
class PromptBoundTest {
    private static final OptionalInt NO_WINDOW = OptionalInt.empty();

    /** SentencePiece puts one in front of each text, which no text has in the middle of a prompt. */
    private static final long BLANK = 1;

    /** They count even for an empty text. */
    private static final long QUOTATION_MARKS = 2;

    /** Where a model reads a text as it is: {@code @} is its place. */
    private static final List<String> PLAIN = List.of(
            "{'messages':[{'role':'user','content':@}]}",
            "{'messages':[{'role':'system','content':@}]}",
            "{'messages':[{'role':'developer','content':@}]}",
            "{'messages':[{'role':'assistant','content':@}]}",
            "{'messages':[{'role':'user','content':[{'type':'text','text':@}]}]}",
            "{'input':@}",
            "{'input':['a',@]}");

    /** Where a model may read it as a part of JSON. */
    private static final List<String> QUOTED = List.of(
            "{'messages':[{'role':'user','content':'a','name':@}]}",
            "{'messages':[{'role':'tool','tool_call_id':'c','content':@}]}",
            "{'messages':[{'role':'tool','tool_call_id':@,'content':'a'}]}",
            "{'messages':[{'role':'function','name':'f','content':@}]}",
            "{'messages':[{'role':'assistant','refusal':@}]}",
            "{'messages':[{'role':'assistant','reasoning_content':@}]}",
            "{'messages':[{'role':'assistant','thinking_blocks':[{'type':'thinking','thinking':@}]}]}",
            "{'messages':[{'role':'assistant','function_call':{'name':'f','arguments':@}}]}",
            "{'messages':[{'role':'assistant','tool_calls':[{'id':'c','function':{'name':@,'arguments':'{}'}}]}]}",
            "{'messages':[{'role':'assistant','tool_calls':[{'id':'c','function':{'name':'f','arguments':@}}]}]}",
            "{'messages':[{'role':'assistant','tool_calls':[{'id':'c','type':'custom','custom':{'input':@}}]}]}",
            "{'messages':[{'role':'assistant','content':[{'type':'refusal','refusal':@}]}]}",
            "{'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':@}]}]}",
            "{'messages':[{'role':'user','content':[{'type':'document','source':{'data':@}}]}]}",
            "{'messages':[{'role':'user','content':[{'type':'text','text':'a','context':@}]}]}",
            "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'a','caption':@}}]}]}",
            "{'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'a','filename':@}}]}]}",
            "{'tools':[{'type':'function','function':{'name':@}}]}",
            "{'tools':[{'type':'function','function':{'name':'f','description':@}}]}",
            "{'tools':[{'type':'function','function':{'name':'f','note':@}}]}",
            "{'tools':[{'type':'function','function':{'name':'f','parameters':{'enum':[@]}}}]}",
            "{'tools':[{'type':'function','function':{'name':'f','parameters':{'properties':{@:{'type':'string'}}}}}]}",
            "{'tools':[{'type':'function','function':{'name':'f','parameters':{'a':{'b':{'c':{'description':@}}}}}}]}",
            "{'tools':[{'type':'custom','custom':{'name':'f','format':{'definition':@}}}]}",
            "{'functions':[{'name':'f','description':@}]}",
            "{'tool_choice':{'function':{'name':@}}}",
            "{'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'description':@}}}}",
            "{'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'properties':{@:{}}}}}}",
            "{'web_search_options':{'user_location':{'approximate':{'city':@}}}}",
            "{'chat_template_kwargs':{'system':@}}",
            "{'guided_grammar':@}",
            "{@:1}",
            "{'input':'a','instruction':@}");

    @TestFactory
    Stream<DynamicTest> noTokenizerCountsMore() {
        return Stream.concat(
                PLAIN.stream()
                        .flatMap(place -> samples().map(sample -> test(place, sample, max(sample.plain()) - BLANK))),
                QUOTED.stream().flatMap(place -> samples()
                        .map(sample -> test(place, sample, max(sample.json()) - BLANK - QUOTATION_MARKS))));
    }

    private static DynamicTest test(String place, Sample sample, long counted) {
        return DynamicTest.dynamicTest(sample.name() + " in " + place, () -> {
            long added = tokens(place, sample.text()) - tokens(place, "");
            assertThat(added).isGreaterThanOrEqualTo(counted);
        });
    }

    private static long max(Map<String, Integer> counts) {
        return Collections.max(counts.values());
    }

    @Test
    void usualTextCountsItsBytes() {
        assertThat(tokens(PLAIN.getFirst(), "a".repeat(1_000)) - tokens(PLAIN.getFirst(), ""))
                .isEqualTo(1_000);
        assertThat(tokens(PLAIN.getFirst(), "你，".repeat(1_000)) - tokens(PLAIN.getFirst(), ""))
                .isEqualTo(6_000);
        assertThat(tokens("{'messages':[]}", ""))
                .as("a request without anything")
                .isLessThan(300);
    }

    @Test
    void noModelReadsMoreThanItsWindow() {
        PromptBound bound = bound(PLAIN.getFirst(), "a".repeat(100_000));

        assertThat(bound.at("m", OptionalInt.of(8_000))).isEqualTo(new PromptBound.Tokens(8_000, 0));
    }

    /** The model reads each input by itself. */
    @Test
    void allInputsOfAnEmbeddingCount() {
        PromptBound bound = bound("{'input':['" + "a".repeat(6_000) + "',@]}", "a".repeat(6_000));

        assertThat(bound.at("m", OptionalInt.of(8_000)).text()).isBetween(12_000L, 12_100L);
    }

    /** What is rejected of it costs as much as what is written. */
    @Test
    void aPredictionCountsAsWritten() {
        for (Sample sample : samples().toList()) {
            PromptBound bound = bound("{'prediction':{'type':'content','content':@}}", sample.text());
            assertThat(bound.predicted()).isGreaterThanOrEqualTo(max(sample.json()));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        gpt-4o,                         1445,   85
        openai/gpt-4o-2024-11-20,       1445,   85
        gpt-4o-mini,                   48169, 2833
        gpt-4.1,                        3779, 1024
        gpt-5-mini,                     3779, 1024
        gpt-5.4,                       24600, 2048
        o3,                             1275,   75
        claude-sonnet-4-5,              1600, 1600
        us.anthropic.claude-3-haiku-20240307-v1:0, 1600, 1600
        claude-opus-4-7,                4784, 4784
        claude-opus-4-20250514,         1600, 1600
        claude-sonnet-5,                4784, 4784
        gemini-2.5-pro,                16384, 16384
        pixtral-12b,                    4160, 4160
        """)
    void anImageCountsByItsModel(String model, long most, long low) {
        String image = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'a'%s}}]}]}";
        long none = bound("{'messages':[{'role':'user','content':[]}]}", "")
                .at(model, NO_WINDOW)
                .text();

        assertThat(bound(image.formatted(""), "").at(model, NO_WINDOW).text() - none)
                .isBetween(most, most + 10);
        assertThat(bound(image.formatted(",'detail':'high'"), "")
                                .at(model, NO_WINDOW)
                                .text()
                        - none)
                .isBetween(most, most + 10);
        assertThat(bound(image.formatted(",'detail':'low'"), "")
                                .at(model, NO_WINDOW)
                                .text()
                        - none)
                .isBetween(low, low + 10);
    }

    /** A page of a PDF may take a few bytes, and a link leads anywhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'data:application/pdf;base64,QUJD'}}]}]}
        {'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}]}
        {'messages':[{'role':'user','content':[{'type':'video_url','video_url':{'url':'https://a/b.mp4'}}]}]}
        {'messages':[{'role':'user','content':[{'type':'document','source':{'type':'url','url':'https://a/b.pdf'}}]}]}
        {'messages':[],'cached_content':'cachedContents/a'}
        {'messages':[],'previous_response_id':'resp_a'}
        {'messages':[],'plugins':[{'id':'web'}]}
        {'messages':[],'url_context':{}}
        {'messages':[],'tools':[{'type':'web_fetch_20250910','name':'web_fetch'}]}
        {'messages':[],'tools':[{'type':'mcp','server_url':'https://a'}]}
        """, quoteCharacter = '`')
    void aReferenceMayFillTheWindow(String request) {
        assertThat(bound(request, "").at("m", OptionalInt.of(200_000)).audio()).isEqualTo(200_000);
        assertThat(bound(request, "").at("m", NO_WINDOW).audio()).isEqualTo(1_048_576);
    }

    @Test
    void imagesInFieldsOfOtherProvidersCount() {
        String images =
                "{'messages':[{'role':'user','content':'a','images':['https://a/b.png','data:image/png;base64,QQ==']}]}";

        assertThat(bound(images, "").at("m", NO_WINDOW).text()).isGreaterThan(2 * 16_384);
    }

    @Test
    void aRecordingCountsByItsLength() {
        assertThat(audio(new byte[10 * 4_000])).isGreaterThan(10 * 32);
    }

    private static long audio(byte[] recording) {
        return bound(
                        "{'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{'format':'mp3','data':@}}]}]}",
                        Base64.getEncoder().encodeToString(recording))
                .at("m", NO_WINDOW)
                .audio();
    }

    private static long tokens(String place, String text) {
        PromptBound.Tokens tokens = bound(place, text).at("m", NO_WINDOW);
        return tokens.text();
    }

    private static PromptBound bound(String place, String text) {
        String json =
                place.replace('\'', '"').replace("@", TextNode.valueOf(text).toString());
        try {
            ModelRequest request = json.startsWith("{\"input\"")
                    ? JsonCodec.mapper().readValue(json, EmbeddingRequest.class)
                    : LegacyFunctions.asTools(JsonCodec.mapper().readValue(json, ChatRequest.class));
            return PromptBound.of(request);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(json, broken);
        }
    }

    /** Texts, and what tokenizers count of each: as it is, and as a string in JSON (see the {@code about.md} of the file). */
    private static Stream<Sample> samples() {
        try (InputStream file = PromptBoundTest.class.getResourceAsStream("/tokens/samples.json")) {
            return JsonCodec.mapper()
                    .readValue(Objects.requireNonNull(file), new TypeReference<List<Sample>>() {})
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Sample(String name, String text, Map<String, Integer> plain, Map<String, Integer> json) {}
}
