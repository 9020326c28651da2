package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What clients send back of a message that they received. */
enum MatrixHabit {
    /** Everything, as the documentation asks. */
    AS_IT_CAME {
        @Override
        ObjectNode sendBack(ObjectNode message) {
            return message.deepCopy();
        }
    },
    /** Only what OpenAI's schema has, as agent frameworks do. */
    PLAIN {
        @Override
        ObjectNode sendBack(ObjectNode message) {
            ObjectNode plain = JsonNodeFactory.instance.objectNode().put("role", "assistant");
            plain.set("content", message.get("content"));
            for (JsonNode call : message.path("tool_calls")) {
                ObjectNode copy = plain.withArray("tool_calls").addObject();
                copy.set("id", call.get("id"));
                copy.put("type", "function").set("function", call.get("function"));
            }
            return plain;
        }
    };

    /** The message as the client sends it back. */
    abstract ObjectNode sendBack(ObjectNode message);
}
