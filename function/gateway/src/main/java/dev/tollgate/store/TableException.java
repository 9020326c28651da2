package dev.tollgate.store;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A failed call of DynamoDB, in one line for the log: its table, operation, AWS' error code and AWS' id of the request. DynamoDB's own
 * messages do not always contain them.
 */
final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SERVER_ERRORS = 500;

    /** The error code of a call without the right to it. */
    static final String DENIED = "AccessDeniedException";

    private final String table;
    private final String code;

    private TableException(CalledTable call, String code, String requestId, SdkException cause) {
        super(
                "table=" + call.table() + " operation=" + call.operation() + " code=" + code + " aws_request_id="
                        + requestId + ": " + cause.getMessage(),
                cause,
                false,
                false);
        this.table = call.table();
        this.code = code;
    }

    static TableException of(SdkException failure) {
        Optional<AwsServiceException> answer =
                failure instanceof AwsServiceException answered ? Optional.of(answered) : Optional.empty();
        return new TableException(
                CalledTable.of(failure),
                answer.map(AwsServiceException::awsErrorDetails)
                        .map(AwsErrorDetails::errorCode)
                        .orElse(failure.getClass().getSimpleName()),
                answer.map(AwsServiceException::requestId).orElse("none"),
                failure);
    }

    String table() {
        return table;
    }

    /** Whether the same call may succeed in a moment: AWS throttled it, failed itself, or has not answered. */
    boolean passes() {
        return !(getCause() instanceof AwsServiceException answer)
                || answer.isThrottlingException()
                || answer.statusCode() >= SERVER_ERRORS;
    }

    /** Whether the caller has no right to the call. */
    boolean isDenied() {
        return DENIED.equals(code);
    }

    /** AWS' error code, or the kind of failure if AWS has not answered. */
    String code() {
        return code;
    }
}
