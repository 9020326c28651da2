package dev.tollgate.edge;

import dev.tollgate.openai.Part;
import java.util.List;

/** What each part of a message's content must have, whoever reads it. Parts of kinds that are not known pass. */
final class PartRules {
    private PartRules() {}

    /**
     * Checks them.
     *
     * @param path the content's: {@code messages[0].content}
     * @throws dev.tollgate.openai.ChatFailure {@code MISSING_PARAMETER} that names the field
     */
    static void check(String path, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            check(path + "[" + i + "]", parts.get(i));
        }
    }

    private static void check(String path, Part part) {
        switch (part) {
            case Part.Text text -> RequestRules.present(path + ".text", text.text() != null);
            case Part.Image image ->
                RequestRules.present(
                        path + ".image_url.url",
                        image.imageUrl() != null && image.imageUrl().url() != null);
            case Part.File file -> RequestRules.present(path + ".file", file.file() != null);
            case Part.Other other -> RequestRules.present(path + ".type", other.type() != null);
        }
    }
}
