package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever takes the place of a value, a request is read, or refused with the name of a field that it has. */
final class WrongRequestsTest {
    private static final String REQUEST = """
            {"model":"m","instructions":"i","stream":true,"temperature":1,"max_output_tokens":9,"store":true,"top_logprobs":1,
             "metadata":{"a":"b"},"include":["reasoning.encrypted_content"],"truncation":"auto","max_tool_calls":1,"models":["n"],
             "reasoning":{"effort":"low","summary":"auto","context":"auto"},"prompt":{"id":"p"},
             "text":{"format":{"type":"json_schema","name":"n","schema":{}},"verbosity":"low"},
             "tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]},
             "tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"},"strict":true},
              {"type":"custom","name":"c","format":{"type":"grammar","syntax":"lark","definition":"d"}},
              {"type":"namespace","name":"ns","tools":[{"type":"function","name":"g"}]},
              {"type":"web_search","external_web_access":true,"filters":{"allowed_domains":["h"]},
               "user_location":{"type":"approximate","city":"Ulm"}},{"type":"mcp","server_label":"s"},{"type":"other","name":"o"}],
             "input":[{"role":"user","content":[{"type":"input_text","text":"t"},{"type":"input_image","image_url":"u","detail":"low"},
               {"type":"input_file","file_data":"d","filename":"f"}]},
              {"type":"message","role":"assistant","phase":"commentary","content":[{"type":"output_text","text":"t","annotations":[]},
               {"type":"refusal","refusal":"r"}]},
              {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"t"}],"encrypted_content":"tollgate1eyJjYWxscyI6e319"},
              {"type":"function_call","call_id":"c1","namespace":"ns","name":"f","arguments":"{}"},
              {"type":"custom_tool_call","call_id":"c2","name":"c","input":"i"},
              {"type":"function_call_output","call_id":"c1","output":"o"},
              {"type":"custom_tool_call_output","call_id":"c2","output":[{"type":"input_text","text":"t"}]},
              {"type":"additional_tools","role":"developer","tools":[{"type":"function","name":"h"}]},
              {"type":"web_search_call","id":"ws_1"},{"type":"computer_call","call_id":"c3"}]}""";

    private static final List<String> OTHERS =
            List.of("null", "true", "1", "1.5", "\"\"", "\"x\"", "[]", "[null]", "[[]]", "{}", "{\"type\":1}");

    @Test
    void eachValueMayBeAnyOther() throws JsonProcessingException {
        int places = places(body()).size();
        assertThat(places).isGreaterThan(100);
        for (int place = 0; place < places; place++) {
            for (String other : OTHERS) {
                ObjectNode body = body();
                places(body).get(place).accept(JsonCodec.mapper().readTree(other));
                read(body);
            }
        }
    }

    private static void read(ObjectNode body) {
        try {
            ResponsesRequest.of(body);
        } catch (GatewayException refused) {
            assertThat(refused.param()).as(body.toString()).isNotBlank();
        }
    }

    private static ObjectNode body() throws JsonProcessingException {
        return (ObjectNode) JsonCodec.mapper().readTree(REQUEST);
    }

    /** What replaces one value. */
    private interface Place {
        void accept(JsonNode value);
    }

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(value -> object.set(field.getKey(), value));
                places.addAll(places(field.getValue()));
            });
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }
}
