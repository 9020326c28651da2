package dev.tollgate.edge.batches;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.edge.HeaderText;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import dev.tollgate.parse.NumberParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the form of a file (https://platform.openai.com/docs/api-reference/files/create). */
@ApplicationScoped
class FileUploadReader {
    private static final String FILE = "file";
    private static final String PURPOSE = "purpose";
    private static final String ANCHOR = "expires_after[anchor]";
    private static final String SECONDS = "expires_after[seconds]";
    private static final Set<String> FIELDS = Set.of(FILE, PURPOSE, ANCHOR, SECONDS);
    private static final int MAX_PARTS = 16;
    private static final int MAX_FILENAME = 256;

    /** OpenAI's bounds and default. */
    private static final long SHORTEST = Duration.ofHours(1).toSeconds();

    private static final long LONGEST = Duration.ofDays(30).toSeconds();

    private final int maxBytes;

    FileUploadReader(GatewayConfig config) {
        this.maxBytes = config.request().maxBytes();
    }

    /**
     * The file in this form.
     *
     * @throws GatewayException of a 400 kind, {@code REQUEST_TOO_LARGE} or {@code UNSUPPORTED_MEDIA_TYPE}
     */
    FileUpload read(RequestBody body) {
        String boundary = Optional.ofNullable(body.contentType())
                .flatMap(MultipartForm::boundary)
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be a form with the file as 'file': send the header Content-Type:"
                                + " multipart/form-data with its boundary."));
        Map<String, FormPart> fields = new LinkedHashMap<>();
        for (FormPart part : parts(body.read(maxBytes), boundary)) {
            if (!FIELDS.contains(part.name())) {
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        HeaderText.visible(part.name()),
                        "Unsupported parameter: '" + HeaderText.visible(part.name()) + "': files have no such field.");
            }
            RequestRules.valid(part.name(), fields.put(part.name(), part) == null, "one field of this name");
        }
        requirePurpose(fields.get(PURPOSE));
        FormPart file = fields.get(FILE);
        if (file == null) {
            throw GatewayException.of(ErrorKind.MISSING_PARAMETER, FILE, "Missing required parameter: '" + FILE + "'.");
        }
        String name = file.filename() == null ? "input.jsonl" : file.filename();
        RequestRules.valid(FILE, name.length() <= MAX_FILENAME, "a name of at most " + MAX_FILENAME + " characters");
        return new FileUpload(name, file.content(), kept(fields));
    }

    private static List<FormPart> parts(byte[] bytes, String boundary) {
        try {
            return MultipartForm.read(bytes, boundary, MAX_PARTS);
        } catch (IllegalArgumentException malformed) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "body",
                    "The body is not a form: " + malformed.getMessage() + ".",
                    malformed);
        }
    }

    private static void requirePurpose(@Nullable FormPart purpose) {
        RequestRules.present(PURPOSE, purpose != null);
        if (purpose != null && !purpose.text().equals("batch")) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    PURPOSE,
                    "Unsupported parameter: 'purpose': the gateway keeps files for batches only. Send other files in parts of a"
                            + " chat, or call their provider directly.");
        }
    }

    private static Duration kept(Map<String, FormPart> fields) {
        FormPart anchor = fields.get(ANCHOR);
        FormPart seconds = fields.get(SECONDS);
        RequestRules.valid(ANCHOR, anchor == null || anchor.text().equals("created_at"), "created_at");
        return Duration.ofSeconds(
                seconds == null
                        ? LONGEST
                        : NumberParser.whole(seconds.text(), SHORTEST, LONGEST)
                                .orElseThrow(() -> RequestRules.invalid(
                                        SECONDS, "a whole number from " + SHORTEST + " to " + LONGEST)));
    }
}
