package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Where images and documents stand in a conversation with a model on Bedrock. */
final class BedrockFilesTest {
    private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String CAT = "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}";
    private static final String SHOWN = "{'image':{'format':'png','source':{'bytes':'iVBORw0KGgo='}}}";
    private static final String MOVED = "{'text':'(This file is from the assistant.)'}";
    private static final String CALL = "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}";

    /** epam/ai-dial-adapter-bedrock#306. */
    @Test
    void whatTheAssistantDrewIsTheUsers() {
        assertThat(turns(CLAUDE, """
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[%s]},
                {'role':'user','content':'Is it one?'}""".formatted(CAT))).isEqualTo(json("""
                [{'role':'user','content':[{'text':'A cat.'}]},
                {'role':'assistant','content':[{'text':'(The next message of the user has the file.)'}]},
                {'role':'user','content':[%s,%s,{'text':'Is it one?'}]}]""".formatted(MOVED, SHOWN)));
    }

    @Test
    void theResultsOfToolsComeBeforeWhatTheAssistantDrew() {
        assertThat(turns(CLAUDE, """
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[{'type':'text','text':'Look:'},%s],'tool_calls':[%s]},
                {'role':'tool','tool_call_id':'c','content':'21','cache_control':{'type':'ephemeral'}},
                {'role':'user','content':'Is it one?'}""".formatted(CAT, CALL))).isEqualTo(json("""
                [{'role':'user','content':[{'text':'A cat.'}]},
                {'role':'assistant','content':[{'text':'Look:'},{'toolUse':{'toolUseId':'c','name':'f','input':{}}}]},
                {'role':'user','content':[{'toolResult':{'toolUseId':'c','content':[{'text':'21'}]}},
                {'cachePoint':{'type':'default'}},%s,%s,{'text':'Is it one?'}]}]""".formatted(MOVED, SHOWN)));
    }

    /** Otherwise the conversation would end with the assistant, whom the model then continues. */
    @Test
    void whatTheAssistantDrewLastIsTheLastTurn() {
        assertThat(turns(CLAUDE, """
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':[{'type':'text','text':'Look: '},%s]}""".formatted(CAT.replace(
                        "'type':'image_url',", "'type':'image_url','cache_control':{'type':'ephemeral'},"))))
                .isEqualTo(json("""
                [{'role':'user','content':[{'text':'A cat.'}]},
                {'role':'assistant','content':[{'text':'Look: '}]},
                {'role':'user','content':[%s,%s,{'cachePoint':{'type':'default'}}]}]""".formatted(MOVED, SHOWN)));
    }

    private static JsonNode turns(String model, String messages) {
        return ConverseRequests.body("'messages':[" + messages + "]", model).path("messages");
    }
}
