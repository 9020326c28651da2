package dev.tollgate.edge.media;

import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.MediaBody;
import dev.tollgate.parse.FormPart;
import java.util.HashSet;
import java.util.Set;

/** What a form must obey that JSON cannot break. */
final class FormRules {
    /** Of two such fields, the gateway and a provider could each read another one. */
    private static final Set<String> ONCE = Set.of(
            "file", "model", "n", "partial_images", "prompt", "quality", "response_format", "size", "stream", "user");

    private static final Set<String> FILES = Set.of("file", "image", "image[]", "mask");
    private static final int MAX_NAME = 64;

    private FormRules() {}

    static void check(MediaBody.Form form) {
        Set<String> seen = new HashSet<>();
        for (FormPart part : form.parts()) {
            String name = part.name();
            boolean isPlain = name.length() <= MAX_NAME && name.chars().allMatch(next -> next > ' ' && next < 0x7F);
            RequestRules.valid(
                    "body", isPlain, "names of fields in visible ASCII of at most " + MAX_NAME + " characters");
            RequestRules.valid(name, !ONCE.contains(name) || seen.add(name), "one field of this name");
            RequestRules.valid(name, !part.isFile() || FILES.contains(name), "a value, and no file");
            RequestRules.valid(name, !part.isFile() || part.content().length > 0, "a file that is not empty");
        }
    }
}
