package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;

/**
 * Why one target cannot serve a request.
 *
 * @param field the field of the request that would have to change
 * @param why the reason in words: {@code it does not take images}
 */
record TargetExclusion(Stage stage, String field, ModelName model, String why) {

    /** The checks of a target in their order. The later a target fails, the closer it is to being eligible. */
    enum Stage {
        /** The target does not meet the requirements of the gateway, the key or an alias. */
        REQUIREMENT(ErrorKind.MODEL_NOT_FOUND),
        /** The caller's preference excludes the target. */
        PREFERENCE(ErrorKind.INVALID_VALUE),
        /** The model lacks a capability. */
        CAPABILITY(ErrorKind.UNSUPPORTED_PARAMETER),
        /** The prompt and its completion do not fit into the context window. */
        CONTEXT_WINDOW(ErrorKind.CONTEXT_LENGTH_EXCEEDED);

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
