package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;

/**
 * Why one target is not asked.
 *
 * @param field what of the request would have to be another
 * @param why in words: {@code takes no images}
 */
record TargetExclusion(Stage stage, String field, ModelName model, String why) {

    /** What targets are asked about, one after the other; a target that is refused later came nearer to an answer. */
    enum Stage {
        /** What the key and the aliases demand. */
        DEMAND(ErrorKind.MODEL_NOT_FOUND),
        /** What the caller wishes. */
        WISH(ErrorKind.INVALID_VALUE),
        /** What the model can do. */
        CAPABILITY(ErrorKind.UNSUPPORTED_PARAMETER),
        /** Whether the prompt and its answer have room. */
        ROOM(ErrorKind.CONTEXT_LENGTH_EXCEEDED);

        private final ErrorKind kind;

        Stage(ErrorKind kind) {
            this.kind = kind;
        }

        ErrorKind kind() {
            return kind;
        }
    }

    @Override
    public String toString() {
        return model + " (" + why + ")";
    }
}
