package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.parse.FormPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client has sent to a {@link MediaEndpoint}, without the model: JSON, or a form with files. */
public sealed interface MediaBody {

    /** Its fields without files. Those of a form are texts; of several with the same name, the first counts. */
    Map<String, JsonNode> fields();

    /** The same body without this field. */
    MediaBody without(String field);

    /** A JSON object. */
    record Json(Map<String, JsonNode> fields) implements MediaBody {
        public Json {
            fields = ExtraFields.of(fields);
        }

        @Override
        public Json without(String field) {
            Map<String, JsonNode> others = new LinkedHashMap<>(fields);
            others.remove(field);
            return new Json(others);
        }
    }

    /** A form. */
    record Form(List<FormPart> parts) implements MediaBody {
        public Form {
            parts = List.copyOf(parts);
        }

        @Override
        public Map<String, JsonNode> fields() {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            parts.stream()
                    .filter(part -> !part.isFile())
                    .forEach(part -> fields.putIfAbsent(part.name(), TextNode.valueOf(part.text())));
            return fields;
        }

        @Override
        public Form without(String field) {
            return new Form(
                    parts.stream().filter(part -> !part.name().equals(field)).toList());
        }

        /** Its files. */
        public List<FormPart> files() {
            return parts.stream().filter(FormPart::isFile).toList();
        }
    }
}
