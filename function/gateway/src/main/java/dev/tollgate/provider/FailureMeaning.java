package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What a provider's failure means, whatever status it came with. Most statuses say too little: with a 400, some providers report
 * that the prompt is too long, others that the gateway's key is wrong or that its money is spent. {@link FailureWords} lists how
 * each provider says it.
 */
public enum FailureMeaning {
    /** A target with a larger context window can answer. */
    PROMPT_TOO_LONG(ErrorKind.CONTEXT_LENGTH_EXCEEDED),
    /** The provider refuses the content of the prompt or of the answer. */
    CONTENT_REFUSED(ErrorKind.CONTENT_POLICY_VIOLATION),
    /** The request has too many bytes for the provider. */
    BODY_TOO_LARGE(ErrorKind.REQUEST_TOO_LARGE),
    /** The gateway's own account is at fault: its key, its quota, its billing or its region. */
    ACCOUNT(ErrorKind.UPSTREAM_ACCOUNT),
    /** The provider cannot serve the request now. */
    BUSY(ErrorKind.UPSTREAM_OVERLOADED),
    /** The provider took too long. */
    TIMED_OUT(ErrorKind.UPSTREAM_TIMEOUT),
    /** The provider does not have the model, so the configuration is at fault. */
    UNKNOWN_MODEL(ErrorKind.UPSTREAM_FAILED),
    /** The model wrote a tool call or JSON that its provider cannot read. Another attempt, or another model, may do better. */
    BAD_GENERATION(ErrorKind.UPSTREAM_FAILED);

    /** What follows may quote the request. */
    private static final int MAX_WORDS = 600;

    private final ErrorKind kind;

    FailureMeaning(ErrorKind kind) {
        this.kind = kind;
    }

    /** How a call fails of it. */
    public ErrorKind kind() {
        return kind;
    }

    /**
     * The meaning of an error; empty where only its status says something. Codes count more than words, and words less where the
     * status contradicts them.
     */
    public static Optional<FailureMeaning> of(ProviderError error) {
        return FailureWords.byCode(error.codes())
                .filter(meaning -> fits(meaning, error))
                .or(() -> byWords(error))
                .or(() -> FailureWords.byGeneralCode(error.codes()))
                .or(() -> byStatus(error.status()));
    }

    private static Optional<FailureMeaning> byWords(ProviderError error) {
        String message = error.message();
        String start = message.length() <= MAX_WORDS ? message : message.substring(0, MAX_WORDS);
        return FailureWords.byWords(start.toLowerCase(Locale.ROOT), meaning -> fits(meaning, error));
    }

    private static boolean fits(FailureMeaning meaning, ProviderError error) {
        return switch (meaning) {
            // "Too many tokens, please wait" is a rate limit.
            case PROMPT_TOO_LONG -> !isAccessDenied(error.status()) && !isBusy(error.status());
            // Google says "you exceeded your current quota" of a limit per minute, too, and then how long to wait.
            case ACCOUNT -> error.status() != 429 || RetryHint.in(error).isEmpty();
            // A model that the account may not use is a fault of the account.
            case UNKNOWN_MODEL -> !isAccessDenied(error.status()) && !isBusy(error.status());
            case CONTENT_REFUSED, BODY_TOO_LARGE, BUSY, TIMED_OUT, BAD_GENERATION -> true;
        };
    }

    private static boolean isAccessDenied(int status) {
        return status == 401 || status == 402 || status == 403;
    }

    private static boolean isBusy(int status) {
        return status == 429 || status == 503 || status == 529;
    }

    private static Optional<FailureMeaning> byStatus(int status) {
        return isAccessDenied(status) ? Optional.of(ACCOUNT) : Optional.empty();
    }
}
