package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Tools and messages in the form that OpenAI's and Cohere's requests share: a result is a message of the role {@code tool}. */
final class RoleMessages {

    private RoleMessages() {}

    static List<OfferedFunction> functions(ApiCall call) {
        return JsonRules.list(call.body().path("tools")).stream()
                .map(tool -> tool.path("function"))
                .map(function -> new OfferedFunction(function.path("name").asText(), function.path("parameters")))
                .toList();
    }

    static int resultsSinceUser(ApiCall call) {
        int results = 0;
        for (JsonNode message : call.body().path("messages")) {
            String role = message.path("role").asText();
            results = role.equals("user") ? 0 : role.equals("tool") ? results + 1 : results;
        }
        return results;
    }
}
