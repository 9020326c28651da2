package dev.tollgate.edge;

import dev.tollgate.openai.ContentPart;
import java.util.List;

/** What each part of a message's content must have, whichever provider reads it. Parts of unknown kinds pass. */
final class PartRules {
    private PartRules() {}

    /**
     * Checks them.
     *
     * @param path the content's: {@code messages[0].content}
     * @throws dev.tollgate.openai.GatewayException {@code MISSING_PARAMETER} or {@code UNSUPPORTED_PARAMETER} that names the field
     */
    static void check(String path, List<ContentPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            String part = path + "[" + i + "]";
            check(part, parts.get(i));
            FieldNames.check(part, parts.get(i));
        }
    }

    private static void check(String path, ContentPart part) {
        switch (part) {
            case ContentPart.Text text -> RequestRules.present(path + ".text", text.text() != null);
            case ContentPart.Image image ->
                RequestRules.present(
                        path + ".image_url.url",
                        image.imageUrl() != null && image.imageUrl().url() != null);
            case ContentPart.File file -> RequestRules.present(path + ".file", file.file() != null);
            case ContentPart.Other other -> RequestRules.present(path + ".type", other.type() != null);
        }
    }
}
