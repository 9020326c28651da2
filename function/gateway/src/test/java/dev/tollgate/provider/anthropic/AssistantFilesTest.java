package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import org.junit.jupiter.api.Test;

/** Images and documents that another model has put into a conversation: epam/ai-dial-adapter-bedrock#306. */
final class AssistantFilesTest {
    private static final String CAT = "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}";
    private static final String SHOWN =
            "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'iVBORw0KGgo='}}";
    private static final String MOVED = "{'type':'text','text':'(This file is from the assistant.)'}";
    private static final String CALL = "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}";

    @Test
    void whatTheAssistantDrewIsTheUsers() throws JsonProcessingException {
        assertThat(turns("""
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[%s]},
                {'role':'user','content':'Is it one?'}""".formatted(CAT))).isEqualTo(json("""
                [{'role':'user','content':[{'type':'text','text':'A cat.'}]},
                {'role':'assistant','content':[{'type':'text','text':'(The next message of the user has the file.)'}]},
                {'role':'user','content':[%s,%s,{'type':'text','text':'Is it one?'}]}]""".formatted(MOVED, SHOWN)));
    }

    @Test
    void theResultsOfToolsComeBeforeWhatTheAssistantDrew() throws JsonProcessingException {
        assertThat(turns("""
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[{'type':'text','text':'Look:'},%s],'tool_calls':[%s]},
                {'role':'tool','tool_call_id':'c','content':'21'},
                {'role':'user','content':'Is it one?'}""".formatted(CAT, CALL))).isEqualTo(json("""
                [{'role':'user','content':[{'type':'text','text':'A cat.'}]},
                {'role':'assistant','content':[{'type':'text','text':'Look:'},{'type':'tool_use','id':'c','name':'f','input':{}}]},
                {'role':'user','content':[
                {'type':'tool_result','tool_use_id':'c','content':[{'type':'text','text':'21'}]},
                %s,%s,{'type':'text','text':'Is it one?'}]}]""".formatted(MOVED, SHOWN)));
    }

    /** Otherwise the conversation would end with the assistant, whom the model then continues. */
    @Test
    void whatTheAssistantDrewLastIsTheLastTurn() throws JsonProcessingException {
        assertThat(turns("""
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[{'type':'text','text':'Look: '},%s]}""".formatted(CAT))).isEqualTo(json("""
                [{'role':'user','content':[{'type':'text','text':'A cat.'}]},
                {'role':'assistant','content':[{'type':'text','text':'Look: '}]},
                {'role':'user','content':[%s,%s]}]""".formatted(MOVED, SHOWN)));
    }

    private static JsonNode turns(String messages) {
        return EncodedRequest.of(
                        "claude-haiku-4-5",
                        "'messages':[%s]".formatted(messages).replace('\'', '"'))
                .path("messages");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonCodec.mapper().readTree(text.replace('\'', '"'));
    }
}
