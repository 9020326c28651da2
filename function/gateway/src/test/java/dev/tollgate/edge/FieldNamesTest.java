package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that ignores case reads such a field; the gateway would have forwarded it unchecked. */
class FieldNamesTest {
    private static final RequestRules RULES = new RequestRules(10);
    private static final String MESSAGES = "'messages':[{'role':'user','content':'Hi'}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'Model':'dear'                  | Model                 | model
        'MODELS':['dear']               | MODELS                | models
        'MAX_TOKENS':1                  | MAX_TOKENS            | max_tokens
        'Max_Completion_Tokens':1       | Max_Completion_Tokens | max_completion_tokens
        'max_to\u212aens':1             | max_to\u212aens       | max_tokens
        'N':128                         | N                     | n
        'Stream':true                   | Stream                | stream
        'Tools':[]                      | Tools                 | tools
        'Messages':[]                   | Messages              | messages
        'Best_Of':20                    | Best_Of               | best_of
        'Service_Tier':'priority'       | Service_Tier          | service_tier
        'Response_Format':{}            | Response_Format       | response_format
        'stream':true,'stream_options':{'Include_Usage':false} | stream_options.Include_Usage | include_usage
        'tools':[{'type':'web_search','Max_Uses':9}]           | tools[0].Max_Uses            | max_uses
        'tools':[{'type':'function','function':{'name':'f','Parameters':{}}}] | tools[0].function.Parameters | parameters
        """, quoteCharacter = '`')
    void aFieldOfAnotherCaseIsRefusedWithItsRightSpelling(String field, String name, String spelling) {
        assertRefused(() -> chat(MESSAGES + "," + field), name, spelling);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'role':'user','content':'a','Content':'b'}                | messages[0].Content                  | content
        {'role':'user','content':'a','Tool_Calls':[]}              | messages[0].Tool_Calls               | tool_calls
        {'role':'assistant','tool_calls':[{'id':'c','function':{'name':'f','Arguments':'{}'}}]} | messages[0].tool_calls[0].function.Arguments | arguments
        {'role':'user','content':[{'type':'text','text':'a','Text':'b'}]}                      | messages[0].content[0].Text                  | text
        {'role':'user','content':[{'type':'image_url','image_url':{'url':'a','Detail':'b'}}]}   | messages[0].content[0].image_url.Detail      | detail
        {'role':'user','content':[{'type':'file','file':{'file_id':'a','File_Data':'b'}}]}      | messages[0].content[0].file.File_Data        | file_data
        {'role':'user','content':[{'type':'video','Text':'b'}]}                                | messages[0].content[0].Text                  | text
        """, quoteCharacter = '`')
    void soIsOneInAMessage(String message, String name, String spelling) {
        assertRefused(() -> chat("'messages':[" + message + "]"), name, spelling);
    }

    @Test
    void theOtherEndpointsRefuseThemToo() {
        assertRefused(
                () -> EmbeddingRules.checked(read("{'model':'m','input':'a','Input':'b'}", EmbeddingRequest.class)),
                "Input",
                "input");
        assertRefused(
                () -> RULES.checked(read("{'model':'m','prompt':'a','Max_Tokens':9}", CompletionRequest.class)
                        .asChat("a")),
                "Max_Tokens",
                "max_tokens");
    }

    /** Names of a schema and of metadata are the caller's own; a provider's new parameter is forwarded. */
    @Test
    void otherNamesAreFree() {
        assertThatNoException()
                .isThrownBy(() -> chat(MESSAGES
                        + ",'metadata':{'Model':'a'},'Enable_Thinking':true,'maxTokens':5,'Extra':1,'tools':[{'type':"
                        + "'function','function':{'name':'f','parameters':{'properties':{'Name':{},'Type':{}}}}}]"));
    }

    private static void assertRefused(ThrowingCallable request, String name, String spelling) {
        GatewayException refusal = catchThrowableOfType(GatewayException.class, request);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNSUPPORTED_PARAMETER);
        assertThat(refusal.param()).isEqualTo(name);
        assertThat(refusal).hasMessageContaining("'" + name + "'").hasMessageContaining("'" + spelling + "'");
    }

    private static ChatRequest chat(String fields) throws JsonProcessingException {
        return RULES.checked(read("{'model':'m'," + fields + "}", ChatRequest.class))
                .request();
    }

    private static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return JsonCodec.mapper().readValue(json.replace('\'', '"'), type);
    }
}
