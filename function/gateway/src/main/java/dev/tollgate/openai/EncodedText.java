package dev.tollgate.openai;

import dev.tollgate.parse.Base64Text;
import dev.tollgate.parse.DataUri;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;

/** Edits text that may have text inside it, in another form: JSON with escapes, or a file in a {@code data:} URI. */
final class EncodedText {
    /** A shorter text is inspected whatever it looks like. */
    private static final int LEAST_BINARY = 256;

    private static final int MOST_PADDING = 2;

    private EncodedText() {}

    /** Edits prose. If all of it is a file or escaped JSON, it is read as such. */
    static String prose(TextPath path, String text, ChangeCounter editor) {
        return editedFile(path, text, editor).orElseGet(() -> plain(path, text, editor));
    }

    /** The same for text that may be something else in Base64, such as a signature, which stays as it is. */
    static String encoded(TextPath path, String text, ChangeCounter editor) {
        return editedFile(path, text, editor).orElseGet(() -> isBinary(text) ? text : plain(path, text, editor));
    }

    private static String plain(TextPath path, String text, ChangeCounter editor) {
        return mayBeEscapedJson(text) ? JsonTexts.document(path, text, editor) : written(path, text, editor);
    }

    /** Edits text as it is written, and then each text in Base64 inside it. */
    static String written(TextPath path, String text, ChangeCounter editor) {
        return Base64Text.WITHIN
                .matcher(editor.text(path, text))
                .replaceAll(found -> Matcher.quoteReplacement(
                        editedFile(path, found.group(), editor).orElse(found.group())));
    }

    /** Edits what names a file: the file itself in a {@code data:} URI, or its address, which nothing can take the place of. */
    static String reference(TextPath path, String text, ChangeCounter editor) {
        if (startsWith(text, "http://") || startsWith(text, "https://")) {
            editor.fixed(path, text);
            Base64Text.WITHIN
                    .matcher(text)
                    .results()
                    .flatMap(found -> Base64Text.decoded(found.group()).flatMap(FileText::text).stream())
                    .forEach(inside -> editor.fixed(path, inside));
            return text;
        }
        return file(path, text, "", editor);
    }

    /** Escapes hide characters from anyone who looks at the text as it is. */
    private static boolean mayBeEscapedJson(String text) {
        if (text.indexOf('\\') < 0) {
            return false;
        }
        String document = text.stripLeading();
        return document.startsWith("{") || document.startsWith("[");
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** Edits a file in a {@code data:} URI. Without Base64, it cannot be read. */
    private static String dataUri(TextPath path, String uri, ChangeCounter editor) {
        Optional<DataUri> file = DataUri.parse(uri);
        if (file.isEmpty()) {
            editor.hidden(path);
            return uri;
        }
        return dataUri(path, uri, file.get(), editor);
    }

    private static String dataUri(TextPath path, String uri, DataUri file, ChangeCounter editor) {
        byte[] content = Base64.getDecoder().decode(file.base64());
        byte[] edited = FileText.edited(path, content, file.mediaType(), editor);
        return Arrays.equals(content, edited) ? uri : DataUri.of(file.mediaType(), edited);
    }

    /** Edits a file in Base64, which may be without a {@code data:} URI around it. Text in place of one is edited as such. */
    static String file(TextPath path, String text, String mediaType, ChangeCounter editor) {
        if (startsWith(text, "data:")) {
            return dataUri(path, text, editor);
        }
        // Without a media type, nobody says that this is no other text.
        Optional<byte[]> content = mediaType.isEmpty() ? Base64Text.decoded(text) : Base64Text.declared(text);
        Optional<String> edited =
                content.flatMap(bytes -> encodedAgain(text, bytes, FileText.edited(path, bytes, mediaType, editor)));
        return edited.orElseGet(() -> isBinary(text) ? text : plain(path, text, editor));
    }

    /** The text of a file that is all of this text; empty if none is, or nothing has changed in it. */
    private static Optional<String> editedFile(TextPath path, String text, ChangeCounter editor) {
        if (startsWith(text, "data:")) {
            return DataUri.parse(text)
                    .map(file -> dataUri(path, text, file, editor))
                    .filter(edited -> !edited.equals(text));
        }
        return Base64Text.decoded(text)
                .flatMap(bytes -> encodedAgain(text, bytes, FileText.editedIfText(path, bytes, editor)));
    }

    private static Optional<String> encodedAgain(String text, byte[] before, byte[] after) {
        return Arrays.equals(before, after) ? Optional.empty() : Optional.of(Base64Text.encoded(after, text));
    }

    /**
     * Whether a text is the Base64 of something: sound, a signature, an encrypted thought. It has no text to read. A file of settings
     * has the same characters, but in lines, and {@code =} inside them.
     */
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
            if (!isBase64(character) && !(character == '=' && i >= text.length() - MOST_PADDING)) {
                return false;
            }
        }
        return upper && lower;
    }

    private static boolean isBase64(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || "+/-_".indexOf(character) >= 0;
    }
}
