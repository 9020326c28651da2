package dev.tollgate.provider.bedrock;

import static dev.tollgate.provider.bedrock.ConverseRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** anomalyco/opencode#50272. */
    @ParameterizedTest
    @CsvSource({
        "openai.gpt-oss-120b-1:0, false",
        "qwen.qwen3-vl-235b-a22b, false",
        "arn:aws:bedrock:us-east-1:1:inference-profile/global.openai.gpt-6-astra, false",
        "us.meta.llama4-scout-17b-instruct-v1:0, true",
        "us.amazon.nova-pro-v1:0, true",
        "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc, true"
    })
    void aResultHasFilesWhereTheModelReadsThemThere(String model, boolean inside) {
        JsonNode user = turns(model, """
                {'role':'user','content':'A cat.'},
                {'role':'assistant','content':null,'tool_calls':[%s]},
                {'role':'tool','tool_call_id':'c','content':[%s]}""".formatted(CALL, CAT)).at("/2/content");

        String content = inside ? SHOWN : "{'text':'(The next message of the user has the file.)'}";
        String result = "{'toolResult':{'toolUseId':'c','content':[%s]}}".formatted(content);
        assertThat(user).isEqualTo(json("[" + result + (inside ? "" : "," + SHOWN) + "]"));
    }

    private static JsonNode turns(String model, String messages) {
        return ConverseRequests.body("'messages':[" + messages + "]", model).path("messages");
    }
}
