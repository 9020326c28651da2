package dev.tollgate.outage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;

/**
 * A request to DynamoDB.
 *
 * @param operation such as {@code UpdateItem}
 * @param body JSON
 * @param attempt from 1 on: how often the SDK has sent it
 */
public record TableRequest(String operation, String body, int attempt) {

    /** Whether it reads or writes this table, or several and this is one of them. */
    public boolean of(String table) {
        return body.contains("\"" + table + "\"");
    }

    /** How many items it would write together; 0 where it is no transaction. */
    int transacted() {
        return json().path("TransactItems").size();
    }

    private JsonNode json() {
        try {
            return JsonCodec.mapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + body, notJson);
        }
    }

    @Override
    public String toString() {
        return operation;
    }
}
