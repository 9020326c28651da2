package dev.tollgate.edge.gemini;

import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.List;

/** What of one request a chat request cannot say. */
final class UntranslatedFields {
    private final List<UntranslatedField> fields = new ArrayList<>();

    /**
     * Adds a field.
     *
     * @param why the rest of a sentence that starts with the provider's name
     */
    void add(String path, String why) {
        fields.add(new UntranslatedField(path, why));
    }

    /** Adds a field that every provider can go without. */
    void addDispensable(String path) {
        fields.add(UntranslatedField.dispensable(path));
    }

    List<UntranslatedField> list() {
        return List.copyOf(fields);
    }
}
