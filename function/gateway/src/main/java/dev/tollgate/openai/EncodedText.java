package dev.tollgate.openai;

import dev.tollgate.parse.DataUri;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Edits text that may have text inside it, in another form: JSON with escapes, or a file in a {@code data:} URI. */
final class EncodedText {
    /** A shorter text is inspected whatever it looks like. */
    private static final int LEAST_BINARY = 256;

    private EncodedText() {}

    /** Edits prose. Text inside it that is escaped JSON as a whole is read as such. */
    static String prose(TextPath path, String text, ChangeCounter editor) {
        return mayBeEscapedJson(text) ? JsonTexts.document(path, text, editor) : editor.text(path, text);
    }

    /** Edits what names a file: the file itself in a {@code data:} URI, or its address, which nothing can take the place of. */
    static String reference(TextPath path, String text, ChangeCounter editor) {
        if (startsWith(text, "data:")) {
            return dataUri(path, text, editor);
        }
        if (startsWith(text, "http://") || startsWith(text, "https://")) {
            editor.fixed(path, text);
            return text;
        }
        return isBinary(text) ? text : editor.text(path, text);
    }

    /** Escapes hide characters from anyone who looks at the text as it is. */
    private static boolean mayBeEscapedJson(String text) {
        return text.indexOf('\\') >= 0 && !text.isEmpty() && (text.charAt(0) == '{' || text.charAt(0) == '[');
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** Files that are text are edited; those that are not have no text to read. */
    private static String dataUri(TextPath path, String uri, ChangeCounter editor) {
        Optional<DataUri> file = DataUri.parse(uri);
        if (file.isEmpty()) {
            return editor.text(path, uri);
        }
        if (!DataUri.isText(file.get().mediaType())) {
            return uri;
        }
        Optional<String> text = decoded(file.get().base64());
        if (text.isEmpty()) {
            editor.hidden(path);
            return uri;
        }
        String edited = prose(path, text.get(), editor);
        return edited.equals(text.get())
                ? uri
                : DataUri.of(file.get().mediaType(), edited.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it is no text in UTF-8. */
    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString());
        } catch (CharacterCodingException anotherCharset) {
            return Optional.empty();
        }
    }

    /** Whether a text is the Base64 of something: sound, a signature, an encrypted thought. It has no text to read. */
    static boolean isBinary(String text) {
        if (text.length() < LEAST_BINARY) {
            return false;
        }
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            upper |= character >= 'A' && character <= 'Z';
            lower |= character >= 'a' && character <= 'z';
            if (!isBase64(character)) {
                return false;
            }
        }
        return upper && lower;
    }

    private static boolean isBase64(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || "+/=-_\r\n".indexOf(character) >= 0;
    }
}
