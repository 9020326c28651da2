package dev.tollgate.limit;

/**
 * Whose use is counted, and how much of it is allowed: a key, or a key's use of one model.
 *
 * @param counter what it is counted under; no two accounts share one
 * @param model the name that callers ask for, or null where all of a key's use counts
 */
public record Account(String counter, String model, Ceiling ceiling) {

    /** Everything that a key asks for. */
    public static Account ofKey(String keyId, Ceiling ceiling) {
        return new Account(keyId, null, ceiling);
    }

    /** What a key asks of one model. Only key ids are free of {@code #}, so it is escaped in the model's name. */
    public static Account ofModel(String keyId, String model, Ceiling ceiling) {
        String name = model.replace("%", "%25").replace("#", "%23");
        return new Account(keyId + "#model#" + name, model, ceiling);
    }
}
