package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** What of a stored document may be shown: the reference to a secret, but nothing of the secret itself. */
public final class DocumentSecrets {
    static final String SECRET_OF_A_PROVIDER = "api_key";
    /** The field of a key's document with the hash of its secret. */
    public static final String HASH_OF_A_KEY = "fingerprint";

    private static final Pattern REFERENCE = Pattern.compile("(env|ssm|secret|aws):.*");
    private static final int SHOWN_OF_A_HASH = 12;

    private DocumentSecrets() {}

    /** The document without secrets. */
    static String withheld(String document) {
        ObjectNode fields = FlatJson.object(document);
        if (fields.path(SECRET_OF_A_PROVIDER).isTextual()) {
            fields.put(
                    SECRET_OF_A_PROVIDER,
                    reference(fields.get(SECRET_OF_A_PROVIDER).textValue()));
        }
        if (fields.path(HASH_OF_A_KEY).isTextual()) {
            fields.put(HASH_OF_A_KEY, hash(fields.get(HASH_OF_A_KEY).textValue()));
        }
        return fields.toString();
    }

    /** The reference to a secret, or that it is one in plain text. */
    public static String reference(String secret) {
        return isReference(secret) ? secret : "(plain text)";
    }

    static boolean isReference(String secret) {
        return REFERENCE.matcher(secret).matches();
    }

    /** The beginning of a hash: enough to tell two of them apart. */
    static String hash(String hash) {
        return hash.substring(0, Math.min(SHOWN_OF_A_HASH, hash.length())) + "…";
    }
}
