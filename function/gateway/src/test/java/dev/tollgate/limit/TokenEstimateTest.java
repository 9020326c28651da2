package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The counts of OpenAI's tokenisers: o200k_base, of the newer models, and cl100k_base. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Hello | 1 | 1
        The quick brown fox jumps over the lazy dog. | 10 | 10
        Please summarise the attached quarterly report in three short paragraphs for the board. | 15 | 15
        Die Bundesausbildungsförderung wurde gestern überraschend verlängert. | 13 | 21
        public static void main(String[] arguments) { System.out.println(42); } | 16 | 16
        {"location": "San Francisco", "unit": "celsius"} | 14 | 14
        Съешь же ещё этих мягких французских булок, да выпей чаю. | 19 | 36
        今日は天気がいいから散歩しましょう。 | 11 | 20
        我能吞下玻璃而不伤身体。 | 11 | 17
        다람쥐 헌 쳇바퀴에 타고파. | 18 | 24
        สวัสดีครับ วันนี้อากาศดีมาก | 11 | 26
        مرحبا بالعالم، كيف حالك اليوم؟ | 10 | 23
        नमस्ते दुनिया, आज मौसम बहुत अच्छा है। | 12 | 40
        שלום עולם, מה שלומך היום? | 9 | 24
        Καλημέρα κόσμε, τι κάνεις σήμερα; | 12 | 30
        3.14159265358979 | 7 | 7
        👍🏽👩‍💻 | 8 | 13
        """)
    void textIsCountedAtMostTwiceTooSmallAndNeverMoreThanFourTimesTooLarge(String text, long newer, long older) {
        assertThat(TokenEstimate.ofText(text)).isBetween((older + 1) / 2, 4 * newer);
        assertThat(TokenEstimate.minPrompt(chat(text)) - TokenEstimate.minPrompt(chat("")))
                .as("the fewest")
                .isBetween(newer / 3, newer);
    }

    @Test
    void noTextHasNoTokens() {
        assertThat(TokenEstimate.ofText("")).isZero();
        assertThat(TokenEstimate.ofText(null)).isZero();
    }

    @Test
    void everythingThatTheModelReadsIsCounted() {
        long bare = prompt("{'messages':[{'role':'user','content':'What is the weather?'}]}");

        assertThat(bare).isBetween(10L, 25L);
        assertThat(prompt("{'messages':[{'role':'user','content':[{'type':'text','text':'What is the weather?'}]}]}"))
                .as("the same text as a part")
                .isEqualTo(bare);
        assertThat(prompt("{'messages':[{'role':'system','content':'Be brief.'},"
                        + "{'role':'user','content':'What is the weather?'}]}"))
                .as("one more message")
                .isBetween(bare + 5, bare + 12);
        assertThat(prompt("{'messages':[{'role':'user','content':'What is the weather?'}],'response_format':"
                        + "{'type':'json_schema','json_schema':{'name':'answer','schema':{'type':'object'}}}}"))
                .as("a schema for the response")
                .isBetween(bare + 10, bare + 50);
    }

    /** The definition of one small tool was counted as 124 tokens by Mistral and as 339 by DeepSeek. */
    @Test
    void toolsAreCountedWithTheProvidersInstructions() {
        assertThat(prompt("""
            {'messages':[{'role':'user','content':'What is the weather in San Francisco?'}],
             'tools':[{'type':'function','function':{'name':'weather','description':'Get the weather in a location',
               'parameters':{'type':'object','properties':{'location':{'type':'string',
               'description':'The location to get the weather for'}},'required':['location']}}}]}\
            """)).isBetween(170L, 400L);
    }

    @Test
    void toolCallsOfEarlierMessagesAreCounted() {
        assertThat(prompt("""
            {'messages':[{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',
              'function':{'name':'weather','arguments':'{"location": "San Francisco"}'}}]}]}\
            """)).isBetween(25L, 50L);
    }

    @Test
    void filesAreNotCountedByTheirCharacters() {
        String file = "QUJD".repeat(250_000);

        assertThat(prompt("{'messages':[{'role':'user','content':[{'type':'image_url','image_url':"
                        + "{'url':'data:image/png;base64," + file + "'}}]}]}"))
                .isBetween(1_600L, 1_650L);
        assertThat(prompt("{'messages':[{'role':'user','content':[{'type':'file','file':"
                        + "{'file_data':'data:application/pdf;base64," + file + "'}}]}]}"))
                .isBetween(10_000L, 20_000L);
    }

    /** A long text without a space was taken for a file, wherever it was. */
    @Test
    void textWithoutSpacesIsNoFile() {
        String text = "我能吞下玻璃".repeat(1_000);
        long plain = TokenEstimate.ofText(text);

        for (String place : List.of(
                "{'messages':[],'response_format':{'schema':'%s'}}",
                "{'messages':[],'prediction':{'content':'%s'}}",
                "{'messages':[],'unknown':'%s'}",
                "{'messages':[{'role':'assistant','reasoning_content':'%s'}]}",
                "{'messages':[{'role':'assistant','tool_calls':[{'type':'custom','custom':{'input':'%s'}}]}]}",
                "{'messages':[],'tools':[{'type':'function','function':{'name':'f','note':'%s'}}]}",
                "{'messages':[],'tools':[{'type':'function','function':{'name':'f','parameters':{'enum':['%s']}}}]}")) {
            assertThat(prompt(place.formatted(text))).as(place).isGreaterThan(plain);
        }
    }

    @Test
    void theCompletionIsTheCallersLimitForEachChoice() {
        assertThat(TokenEstimate.completion(request("{'messages':[],'max_tokens':50,'n':3}"), 9))
                .isEqualTo(150);
        assertThat(TokenEstimate.completion(request("{'messages':[],'max_completion_tokens':70,'max_tokens':5}"), 9))
                .isEqualTo(70);
        assertThat(TokenEstimate.completion(request("{'messages':[],'max_completion_tokens':1,'max_tokens':500}"), 9))
                .as("a provider may know the older field only")
                .isEqualTo(500);
        assertThat(TokenEstimate.completion(request("{'messages':[],'n':2}"), 9))
                .isEqualTo(18);
        assertThat(TokenEstimate.of(request("{'messages':[]}"))).isBetween(1_024L, 1_034L);
    }

    @Test
    void eachInputOfAnEmbeddingRequestIsCountedAndNothingElse() throws JsonProcessingException {
        assertThat(ofEach("'Hello'")).containsExactly(TokenEstimate.ofText("Hello"));
        assertThat(ofEach("['Hello','Hello there']"))
                .containsExactly(TokenEstimate.ofText("Hello"), TokenEstimate.ofText("Hello there"));
        assertThat(ofEach("[1,2,3]")).containsExactly(3);
        assertThat(ofEach("[[1,2],[3]]")).containsExactly(2, 1);
        assertThat(TokenEstimate.of(embeddings("[[1,2],[3]]"))).isEqualTo(3);
    }

    private static long[] ofEach(String input) throws JsonProcessingException {
        return TokenEstimate.ofEach(embeddings(input).input()).toArray();
    }

    private static EmbeddingRequest embeddings(String input) throws JsonProcessingException {
        return JSON.readValue("{\"input\":" + input.replace('\'', '"') + "}", EmbeddingRequest.class);
    }

    @Test
    void theMinimumOfImagesAndFilesIsOnlyWhatIsCertain() {
        ChatRequest request = request("{'messages':[{'role':'user','content':[{'type':'image_url','image_url':"
                + "{'url':'https://a/b.png'}},{'type':'file','file':{'file_id':'f1'}}]}]}");

        assertThat(TokenEstimate.minPrompt(request)).isBetween(85L, 100L);
    }

    @Test
    void theLongestInputOfAnEmbeddingRequestIsTheOneThatMustFit() throws JsonProcessingException {
        assertThat(TokenEstimate.minOfLongest(embeddings("[[1,2],[3]]").input()))
                .isEqualTo(2);
        assertThat(TokenEstimate.minOfLongest(embeddings("['Hello','" + "Hello there ".repeat(10) + "']")
                        .input()))
                .isBetween(10L, 20L);
    }

    private static ChatRequest chat(String text) {
        return SampleRequests.of(text);
    }

    private static long prompt(String json) {
        return TokenEstimate.prompt(request(json));
    }

    /** Takes single quotes, which are easier to read. */
    private static ChatRequest request(String json) {
        try {
            String quoted = json.replace("\"", "\\\"").replace('\'', '"');
            return JSON.readValue(quoted, ChatRequest.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(json, failure);
        }
    }
}
